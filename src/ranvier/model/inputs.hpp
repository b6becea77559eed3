/// Inputs: PoissonGroup, PoissonInput, SpikeGeneratorGroup.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include <ranvier/model/group.hpp>

namespace ranvier::model {

struct PoissonGroupOptions {
  Constants constants;  ///< values of names in the text of the rates
  ClockOptions clock;
  int order = 0;
  std::string name;
  std::string when = "thresholds";
};

/// Independent Poisson spike trains: in each step a neuron spikes with probability `rates * dt`
/// (saturating at 1).
class PoissonGroup final : public SpikeSource {
 public:
  /// @param rates  [Hz] one for all
  PoissonGroup(std::int64_t size, const units::Quantity& rates, PoissonGroupOptions options = {});
  /// @param rates  [Hz] shape (size)
  PoissonGroup(std::int64_t size, const std::vector<double>& rates,
               PoissonGroupOptions options = {});
  /// @param rates  an expression in hertz, evaluated for each neuron and step
  /// @throws ModelError  for errors in the text
  PoissonGroup(std::int64_t size, const std::string& rates, PoissonGroupOptions options = {});

  std::string class_name() const override { return "PoissonGroup"; }

 private:
  PoissonGroup(std::int64_t size, equations::Equations equations, PoissonGroupOptions options);
};

struct PoissonInputOptions {
  std::string when = "synapses";
  int order = 0;
  std::string name;
};

/// Adds `weight * Binomial(n, rate * dt)` to a variable of each neuron of `target` in each step:
/// the input of `n` Poisson trains that nothing else sees. The sampler is exact (D9).
class PoissonInput final : public NetworkObject {
 public:
  /// @param weight  a quantity with the dimension of the variable, or an expression evaluated per
  /// neuron and step
  /// @throws UsageError  if n < 1, rate < 0, or the target has no such variable
  PoissonInput(Group& target, const std::string& target_variable, std::int64_t n,
               const units::Quantity& rate,
               const std::variant<units::Quantity, std::string>& weight,
               PoissonInputOptions options = {});

  std::string class_name() const override { return "PoissonInput"; }

  Group& target() const { return *target_; }

  const std::string& target_variable() const { return target_variable_; }

  std::int64_t n() const { return n_; }

  double rate() const { return rate_; }  ///< [Hz]

  /// The weight as text and expression; a quantity is the symbol `_weight` with the value
  /// `weight_value`.
  const symbolic::Expression& weight() const { return weight_; }

  const std::string& weight_source() const { return weight_source_; }

  const units::Quantity& weight_value() const { return weight_value_; }

  /// dt when the input was made; its probability is frozen there (B18.2). 0 until known.
  double frozen_dt = 0;

 private:
  Group* target_;
  std::string target_variable_;
  std::int64_t n_;
  double rate_;
  symbolic::Expression weight_;
  std::string weight_source_;
  units::Quantity weight_value_;
};

struct SpikeGeneratorGroupOptions {
  units::Quantity period{0, {}};  ///< [s]; 0: not periodic
  ClockOptions clock;
  int order = 0;
  std::string name;
  std::string when = "thresholds";
};

/// Emits given spikes.
class SpikeGeneratorGroup final : public SpikeSource {
 public:
  /// @param indices  neuron of each spike, 0 <= index < size
  /// @param times    [s] time of each spike, >= 0
  SpikeGeneratorGroup(std::int64_t size, const std::vector<std::int64_t>& indices,
                      const std::vector<double>& times, SpikeGeneratorGroupOptions options = {});

  std::string class_name() const override { return "SpikeGeneratorGroup"; }

  /// Replaces the spikes; `period` [s], 0 for none.
  void set_spikes(const std::vector<std::int64_t>& indices, const std::vector<double>& times,
                  double period = 0);

  /// @throws UsageError  if the time `latest` [s] rounds to a time step that is not before the end
  /// of the period, for steps of `dt` [s].
  void check_latest_spike(double latest, double period, double dt) const;

  void store(state::StoredArrays& arrays) const override;
  void check_stored(const state::StoredArrays& arrays) const override;
  void restore(const state::StoredArrays& arrays) override;

  /// Sorted by (time, index).
  const std::vector<std::int32_t>& indices() const { return indices_; }

  const std::vector<double>& times() const { return times_; }

  double period() const { return period_; }

  /// Counts calls of set_spikes, so that a run knows whether the list is new.
  std::int64_t version() const { return version_; }

 private:
  std::vector<std::int32_t> indices_;
  std::vector<double> times_;
  double period_ = 0;
  std::int64_t version_ = 0;
};

}  // namespace ranvier::model
