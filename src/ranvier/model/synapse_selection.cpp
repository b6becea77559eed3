#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include <ranvier/model/synapses.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::model {

namespace {

/// For each of `size` neurons whether it is selected. Numbers that no neuron has select none.
std::vector<bool> selected_neurons(const EndSelection& selection, std::int64_t size,
                                   const std::string& what) {
  std::vector<bool> selected(static_cast<std::size_t>(size), false);
  if (const auto* numbers = std::get_if<Numbers>(&selection)) {
    for (const auto number : *numbers) {
      if (number >= 0 && number < size) {
        selected[static_cast<std::size_t>(number)] = true;
      }
    }
    return selected;
  }
  const auto* mask = std::get_if<Mask>(&selection);
  const auto neurons = mask != nullptr ? elements_of(*mask, size, what)
                                       : elements_of(std::get<Slice>(selection), size, what);
  for (const auto neuron : neurons) {
    selected[static_cast<std::size_t>(neuron)] = true;
  }
  return selected;
}

bool contains(const std::variant<Slice, std::int64_t>& copies, std::int64_t copy) {
  if (const auto* one = std::get_if<std::int64_t>(&copies)) {
    return *one == copy;
  }
  const auto& slice = std::get<Slice>(copies);
  const auto start = slice.start.value_or(0);
  return copy >= start && (!slice.stop || copy < *slice.stop) && (copy - start) % slice.step == 0;
}

void check_copies(const std::variant<Slice, std::int64_t>& copies, const std::string& what) {
  if (const auto* slice = std::get_if<Slice>(&copies);
      slice != nullptr &&
      (slice->step < 1 || slice->start.value_or(0) < 0 || slice->stop.value_or(0) < 0)) {
    throw UsageError(
        UsageError::Kind::index,
        fmt::format("a slice of the multisynaptic index of {} counts upwards from 0 or "
                    "more: how many there are differs from pair to pair",
                    what));
  }
}

/// The counts of the members of a group, numbered as the user does. Synapses may have become more
/// since they were counted.
std::vector<std::int32_t> of_each(const Group& group, std::span<const std::int32_t> counts) {
  std::vector<std::int32_t> of_members;
  for (std::int64_t neuron = 0; neuron < group.size(); ++neuron) {
    const auto at =
        static_cast<std::size_t>(group.members() ? group.members()->element(neuron) : neuron);
    of_members.push_back(at < counts.size() ? counts[at] : 0);
  }
  return of_members;
}

bool is_arranged(const Group& group) {
  const auto* synapses = dynamic_cast<const Synapses*>(&group);
  return synapses != nullptr && !synapses->creation_order().empty();
}

}  // namespace

Numbers Synapses::select(const Selection& selection, const std::string& variable) const {
  const auto* pairs = std::get_if<PairSelection>(&selection);
  if (pairs == nullptr) {
    return Group::select(selection, variable);
  }
  const auto what =
      variable.empty() ? description() : fmt::format("'{}' of {}", variable, description());
  if (pairs->copies) {
    if (multisynaptic_index_.empty()) {
      throw UsageError(
          UsageError::Kind::index,
          fmt::format("a third index of {} needs a name for what it counts: Synapses(..., "
                      "multisynaptic_index='k')",
                      what));
    }
    check_copies(*pairs->copies, what);
  }
  const auto from = selected_neurons(pairs->sources, source().size(), what);
  const auto to = selected_neurons(pairs->targets, target().size(), what);
  const auto sources = created_sources();
  const auto targets = created_targets();
  const auto* copy = pairs->copies ? state().find(multisynaptic_index_) : nullptr;
  Numbers chosen;
  for (std::int64_t synapse = 0; synapse < size(); ++synapse) {
    const auto at = static_cast<std::size_t>(synapse);
    const auto storage = static_cast<std::size_t>(storage_index(synapse));
    if (from[static_cast<std::size_t>(sources[at])] && to[static_cast<std::size_t>(targets[at])] &&
        (copy == nullptr ||
         contains(*pairs->copies, copy->values.values<std::int32_t>()[storage]))) {
      chosen.push_back(synapse);
    }
  }
  return chosen;
}

std::vector<std::int32_t> Synapses::incoming_of_each() const {
  return of_each(target(), incoming());
}

std::vector<std::int32_t> Synapses::outgoing_of_each() const {
  return of_each(source(), outgoing());
}

std::span<const std::int32_t> Synapses::places(const Group& group, const state::Column& found,
                                               const state::Column& numbers) {
  return (is_arranged(group) ? found : numbers).values<std::int32_t>();
}

void Synapses::find_places() {
  const auto find = [](const Group& group, const state::Column& numbers, state::Column& places,
                       const state::Column& counts, state::Column& placed_counts) {
    if (!is_arranged(group)) {
      return;
    }
    places.resize(numbers.size());
    for (std::size_t synapse = 0; synapse < static_cast<std::size_t>(numbers.size()); ++synapse) {
      places.values<std::int32_t>()[synapse] =
          static_cast<std::int32_t>(group.storage_index(numbers.values<std::int32_t>()[synapse]));
    }
    placed_counts.resize(group.size());
    for (std::int64_t element = 0; element < counts.size(); ++element) {
      placed_counts.values<std::int32_t>()[static_cast<std::size_t>(group.storage_index(element))] =
          counts.values<std::int32_t>()[static_cast<std::size_t>(element)];
    }
  };
  find(source(), sources_, source_places_, outgoing_, placed_outgoing_);
  find(target(), targets_, target_places_, incoming_, placed_incoming_);
}

void Synapses::count_ends(std::int64_t first_new) {
  if (first_new == 0) {
    incoming_.resize(0);
    outgoing_.resize(0);
  }
  // New synapses stand at the end in either numbering.
  const auto count = [first_new](state::Column& counts, std::span<const std::int32_t> neurons,
                                 std::int64_t group_size) {
    const auto added = neurons.subspan(static_cast<std::size_t>(first_new));
    const auto last = added.empty() ? -1 : *std::ranges::max_element(added);
    counts.resize(std::max({counts.size(), group_size, std::int64_t{last} + 1}));
    for (const auto neuron : added) {
      ++counts.values<std::int32_t>()[static_cast<std::size_t>(neuron)];
    }
  };
  count(incoming_, targets(), target().whole().size());
  count(outgoing_, sources(), source().whole().size());
}

void Synapses::count_synapses(std::int64_t first_new) {
  count_ends(first_new);
  if (multisynaptic_index_.empty()) {
    return;
  }
  auto copies = state().find(multisynaptic_index_)->values.values<std::int32_t>();
  std::unordered_map<std::uint64_t, std::int32_t> counts;
  counts.reserve(static_cast<std::size_t>(size()));
  const auto count = [&](std::size_t at) {
    const auto source = static_cast<std::uint64_t>(sources()[at]);
    return counts[source << 32U | static_cast<std::uint64_t>(targets()[at])]++;
  };
  for (std::size_t at = 0; at < static_cast<std::size_t>(size()); ++at) {
    const auto number = count(at);
    if (at >= static_cast<std::size_t>(first_new)) {
      copies[at] = number;
    }
  }
}

}  // namespace ranvier::model
