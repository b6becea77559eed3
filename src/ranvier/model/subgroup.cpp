#include "subgroup.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include <ranvier/support/error.hpp>

namespace ranvier::model {

namespace {

/// Subgroups of subgroups refer to the whole group.
SpikeSource& whole_of(SpikeSource& group) {
  return dynamic_cast<SpikeSource&>(group.whole());
}

std::vector<std::int64_t> range(std::int64_t begin, std::int64_t end) {
  std::vector<std::int64_t> elements;
  for (auto element = begin; element < end; ++element) {
    elements.push_back(element);
  }
  return elements;
}

std::shared_ptr<const Members> members_of(SpikeSource& group,
                                          const std::vector<std::int64_t>& elements,
                                          const std::string& name) {
  if (elements.empty()) {
    throw UsageError(UsageError::Kind::index,
                     fmt::format("a subgroup of {} must have a neuron", group.description()));
  }
  for (std::size_t k = 0; k < elements.size(); ++k) {
    if (elements[k] < 0 || elements[k] >= group.size()) {
      throw UsageError(UsageError::Kind::index,
                       fmt::format("a subgroup of {} can't contain neuron {}: neurons are 0 to {}",
                                   group.description(), elements[k], group.size() - 1));
    }
    if (k > 0 && elements[k] <= elements[k - 1]) {
      throw UsageError(UsageError::Kind::index,
                       fmt::format("the neurons of a subgroup of {} must be in ascending order: {} "
                                   "comes after {}",
                                   group.description(), elements[k], elements[k - 1]));
    }
  }
  const auto whole_size = group.whole().size();
  const auto& outer = group.members();
  if (!outer) {
    return std::make_shared<Members>(name, elements, whole_size);
  }
  auto in_whole = elements;
  std::ranges::transform(in_whole, in_whole.begin(),
                         [&](std::int64_t element) { return outer->element(element); });
  return std::make_shared<Members>(name, std::move(in_whole), whole_size);
}

std::shared_ptr<const Members> members_of(SpikeSource& group, std::int64_t begin, std::int64_t end,
                                          const std::string& name) {
  end = std::min(end, group.size());
  if (begin < 0 || begin >= end) {
    throw UsageError(UsageError::Kind::index,
                     fmt::format("a subgroup of {} can't reach from {} to {}: it must have a "
                                 "neuron, and neurons are 0 to {}",
                                 group.description(), begin, end, group.size() - 1));
  }
  const auto& outer = group.members();
  if (outer && !outer->are_consecutive()) {
    return members_of(group, range(begin, end), name);
  }
  const auto first = outer ? outer->begin() : 0;
  return std::make_shared<Members>(name, first + begin, first + end, group.whole().size());
}

}  // namespace

Subgroup::Subgroup(SpikeSource& group, std::int64_t begin, std::int64_t end,
                   const std::string& name)
    : Subgroup(whole_of(group), members_of(group, begin, end, name)) {}

Subgroup::Subgroup(SpikeSource& group, const std::vector<std::int64_t>& elements,
                   const std::string& name)
    : Subgroup(whole_of(group), members_of(group, elements, name)) {}

Subgroup::Subgroup(SpikeSource& whole, std::shared_ptr<const Members> members)
    : SpikeSource(members->name(), {}, whole.order() + 1, 0, equations::Equations(), Constants()),
      whole_(&whole),
      members_(std::move(members)) {
  set_when("thresholds");
}

}  // namespace ranvier::model
