/// Which elements of a group a statement is for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace ranvier::model {

/// A slice as in Python: negative bounds count from the end, bounds beyond the ends are those.
struct Slice {
  std::optional<std::int64_t> start, stop;
  std::int64_t step = 1;
};

/// One truth value for each element.
struct Mask {
  std::vector<bool> chosen;
};

using Numbers = std::vector<std::int64_t>;

/// Which of `size` things are meant, in the order given. Negative numbers count from the end.
/// @param what  for messages: "'w' of Synapses 's'"
/// @throws UsageError (index)  for numbers out of range and masks of another length
Numbers elements_of(const Slice& slice, std::int64_t size, const std::string& what);
Numbers elements_of(const Numbers& numbers, std::int64_t size, const std::string& what);
Numbers elements_of(const Mask& mask, std::int64_t size, const std::string& what);

/// Neurons at one end of synapses, for a `PairSelection`. Numbers that no neuron has select
/// nothing.
using EndSelection = std::variant<Slice, Numbers, Mask>;

/// All synapses from some neurons to some neurons (semantics B17.7), in the order of creation.
struct PairSelection {
  EndSelection sources, targets;
  /// Which of several synapses of a pair, by the multisynaptic index.
  std::optional<std::variant<Slice, std::int64_t>> copies;
};

/// All elements; some by number, slice or mask (in the user's numbering); those for which a
/// condition holds; synapses by the neurons at their ends.
using Selection = std::variant<std::monostate, Numbers, std::string, Slice, Mask, PairSelection>;

}  // namespace ranvier::model
