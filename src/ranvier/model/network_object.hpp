/// What everything in a network has: a name, a clock, a place in the schedule.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <ranvier/state/clock.hpp>
#include <ranvier/units/quantity.hpp>

namespace ranvier::state {
class StoredArrays;
}

namespace ranvier::model {

/// Where an object's clock comes from: its own `dt`, a given clock, times of its own [s], or (none
/// of them) the network's default clock.
struct ClockOptions {
  std::optional<units::Quantity> dt;
  state::Clock* clock = nullptr;
  std::vector<double> times;
};

/// "NeuronGroup 'exc'", for messages; "unnamed NeuronGroup" if the name is empty.
std::string describe(const std::string& class_name, const std::string& name);

/// Base of the user's objects. Objects describe; they compute nothing. They must outlive the
/// networks they are in, so they are neither copied nor moved.
class NetworkObject {
 public:
  NetworkObject(const NetworkObject&) = delete;
  NetworkObject& operator=(const NetworkObject&) = delete;
  virtual ~NetworkObject() = default;

  /// The class as the user writes it, in capitals ("NeuronGroup"), and the stem of automatic names
  /// ("neurongroup").
  virtual std::string class_name() const = 0;

  std::string description() const { return describe(class_name(), name_); }

  /// Empty until given by the user or by the network that the object joins.
  const std::string& name() const { return name_; }

  /// Also names what the object carries (runners, pathways) and is named after it.
  virtual void set_name(std::string name) { name_ = std::move(name); }

  /// The clock, or nullptr for the network's default clock.
  virtual state::Clock* clock() const {
    return own_clock_ ? own_clock_.get() : clock_ != nullptr ? clock_ : default_clock_.get();
  }

  /// Gives an object without a clock that of its network, in place of that of a network before.
  void set_default_clock(std::shared_ptr<state::Clock> clock) { default_clock_ = std::move(clock); }

  const std::string& when() const { return when_; }

  void set_when(std::string when) { when_ = std::move(when); }

  int order() const { return order_; }

  void set_order(int order) { order_ = order; }

  bool is_active() const { return is_active_; }

  void set_active(bool is_active) { is_active_ = is_active; }

  // What the object remembers between steps besides its clock, for Network::store and restore:
  // model/stored_state.cpp.
  virtual void store(state::StoredArrays& /*arrays*/) const {}

  /// @throws UsageError  if these values are not of this object.
  virtual void check_stored(const state::StoredArrays& /*arrays*/) const {}

  /// @pre `check_stored`
  virtual void restore(const state::StoredArrays& /*arrays*/) {}

 protected:
  /// @throws UsageError  if two of dt, clock and times are given, DimensionMismatchError if dt is
  /// no time.
  NetworkObject(std::string name, const ClockOptions& options, std::string when, int order);

 private:
  std::string name_;
  std::unique_ptr<state::Clock> own_clock_;
  state::Clock* clock_ = nullptr;
  std::shared_ptr<state::Clock> default_clock_;  ///< may outlive the network
  std::string when_;
  int order_;
  bool is_active_ = true;
};

}  // namespace ranvier::model
