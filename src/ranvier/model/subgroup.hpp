/// Subgroup: some neurons of a group, numbered from 0.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <ranvier/model/group.hpp>

namespace ranvier::model {

/// A part of a group of neurons or of an input. It has no state of its own: variables, equations,
/// constants and clock are those of the whole group; elements are counted from 0. It can stand
/// wherever a group can: as source or target of synapses, of monitors and inputs, and for reading
/// and writing variables. It need not be in the network, the whole group must be.
class Subgroup final : public SpikeSource {
 public:
  /// The neurons begin, ..., end - 1 of `group`, which may be a subgroup itself. `end` may lie
  /// beyond the last neuron.
  /// @throws UsageError (index)  if that is no neuron at all.
  Subgroup(SpikeSource& group, std::int64_t begin, std::int64_t end, const std::string& name = "");

  /// Some neurons, in ascending order.
  /// @throws UsageError (index)  if one is out of range, or if they do not ascend.
  Subgroup(SpikeSource& group, const std::vector<std::int64_t>& elements,
           const std::string& name = "");

  Subgroup(SpikeSource& whole, std::shared_ptr<const Members> members);

  std::string class_name() const override { return "Subgroup"; }

  Group& whole() override { return *whole_; }

  const std::shared_ptr<const Members>& members() const override { return members_; }

  state::Clock* clock() const override { return whole_->clock(); }

  bool emits_spikes() const override { return whole_->emits_spikes(); }

  bool has_event(const std::string& event) const override { return whole_->has_event(event); }

  /// After that of the whole group.
  EventPlace place_of(const std::string& event) const override {
    auto place = whole_->place_of(event);
    ++place.order;
    return place;
  }

  std::int64_t storage_index(std::int64_t element) const override {
    return whole_->storage_index(members_->element(element));
  }

 private:
  SpikeSource* whole_;
  std::shared_ptr<const Members> members_;
};

}  // namespace ranvier::model
