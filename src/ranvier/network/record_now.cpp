#include "record_now.hpp"

#include <utility>
#include <vector>

#include <ranvier/support/assert.hpp>

namespace ranvier::network {

namespace {

template <typename T>
void store(const std::vector<double>& values, void* destination) {
  auto* stored = static_cast<T*>(destination);
  for (const auto value : values) {
    *stored++ = static_cast<T>(value);
  }
}

void append_row(state::Recording& recording, const std::vector<double>& values) {
  auto* destination = recording.append(1);
  switch (recording.type()) {
    case ElementType::float64:
      return store<double>(values, destination);
    case ElementType::float32:
      return store<float>(values, destination);
    case ElementType::int32:
      return store<std::int32_t>(values, destination);
    case ElementType::int64:
      return store<std::int64_t>(values, destination);
    case ElementType::boolean:
      return store<bool>(values, destination);
  }
}

}  // namespace

void record_single_timestep(model::StateMonitor& monitor, const model::Namespace& names,
                            const StatementContext& context) {
  auto& source = monitor.source();
  apply_pending(source, context);
  std::vector<std::vector<double>> rows;
  for (const auto& variable : monitor.variables()) {
    const auto is_stored =
        source.state().find(variable.name) != nullptr && !source.is_linked(variable.name);
    const auto all = is_stored ? source.values_of(variable.name)
                               : evaluate(source, variable.name, names, context);
    auto& row = rows.emplace_back();
    for (const auto element : monitor.record()) {
      row.push_back(all.size() == 1 ? all.front() : all[static_cast<std::size_t>(element)]);
    }
  }
  for (std::size_t k = 0; k < rows.size(); ++k) {
    if (!rows[k].empty()) {
      append_row(monitor.variables()[k].values, rows[k]);
    }
  }
  const auto* clock = monitor.clock() != nullptr ? monitor.clock() : source.clock();
  RANVIER_CHECK(clock != nullptr);
  append_row(monitor.times(), {clock->t()});
}

}  // namespace ranvier::network
