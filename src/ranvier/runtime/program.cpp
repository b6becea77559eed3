#include "program.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include <ranvier/support/assert.hpp>

namespace ranvier::runtime {

Program::Program(std::vector<ScheduledOperation> operations, const Schedule& schedule) {
  std::vector<std::pair<int, ScheduledOperation>> ranked;
  ranked.reserve(operations.size());
  for (ScheduledOperation& operation : operations) {
    RANVIER_CHECK(operation.clock != nullptr && operation.operation != nullptr);
    const int rank = schedule.rank(operation.when, operation.name);
    ranked.emplace_back(rank, std::move(operation));
  }
  std::ranges::stable_sort(ranked, {}, [](const auto& entry) {
    return std::tuple<int, int, const std::string&>(entry.first, entry.second.order,
                                                    entry.second.name);
  });
  operations_.reserve(ranked.size());
  for (auto& [rank, operation] : ranked) {
    if (std::ranges::find(clocks_, operation.clock) == clocks_.end()) {
      clocks_.push_back(operation.clock);
    }
    operations_.push_back(std::move(operation));
  }
}

}  // namespace ranvier::runtime
