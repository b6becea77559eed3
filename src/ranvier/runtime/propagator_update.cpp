#include "propagator_update.hpp"

#include <bit>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <ranvier/support/assert.hpp>

namespace ranvier::runtime {

PropagatorUpdate::PropagatorUpdate(std::unique_ptr<Operation> matrix_code, Columns columns,
                                   Compute compute, bool every_step)
    : matrix_code_(std::move(matrix_code)),
      columns_(std::move(columns)),
      compute_(std::move(compute)),
      every_step_(every_step) {
  const auto n_entries =
      static_cast<std::size_t>(columns_.n) * static_cast<std::size_t>(columns_.n);
  RANVIER_CHECK(matrix_code_ != nullptr && columns_.matrix.size() == n_entries);
  RANVIER_CHECK(columns_.state.size() == n_entries && columns_.input.size() == n_entries);
}

void PropagatorUpdate::begin_run(const StepContext& context) {
  matrix_code_->begin_run(context);
  update(context);
}

void PropagatorUpdate::run(const StepContext& context) {
  if (every_step_) {
    update(context);
  }
}

void PropagatorUpdate::end_run() {
  matrix_code_->end_run();
}

std::span<double> PropagatorUpdate::entries(std::int64_t element) {
  const std::size_t n_entries = columns_.matrix.size();
  return {last_matrix_.data() + static_cast<std::size_t>(element) * n_entries, n_entries};
}

std::vector<std::int64_t> PropagatorUpdate::changed_elements(bool all) {
  std::vector<std::int64_t> changed;
  for (std::int64_t element = 0; element < columns_.size; ++element) {
    bool differs = all;
    const std::span<double> last = entries(element);
    for (std::size_t entry = 0; entry < last.size(); ++entry) {
      const double present = columns_.matrix[entry][element];
      // Bits, so that a NaN equals itself.
      differs = differs ||
                std::bit_cast<std::uint64_t>(present) != std::bit_cast<std::uint64_t>(last[entry]);
      last[entry] = present;
    }
    if (differs) {
      changed.push_back(element);
    }
  }
  return changed;
}

void PropagatorUpdate::update(const StepContext& context) {
  matrix_code_->run(context);
  const std::size_t n_entries = columns_.matrix.size();
  const bool all = last_matrix_.empty() || last_dt_ != context.dt;
  last_matrix_.resize(static_cast<std::size_t>(columns_.size) * n_entries);
  last_dt_ = context.dt;
  const std::vector<std::int64_t> changed = changed_elements(all);
  if (changed.empty()) {
    return;
  }

  // Elements with the same entries, bit for bit, share one computation: that of the first of them.
  std::unordered_map<std::string_view, std::int64_t> first_with;
  std::vector<double> state(n_entries);
  std::vector<double> input(n_entries);
  const auto store = [](const std::vector<double*>& columns, std::int64_t element,
                        const std::vector<double>& values) {
    for (std::size_t entry = 0; entry < values.size(); ++entry) {
      if (columns[entry] != nullptr) {
        columns[entry][element] = values[entry];
      }
    }
  };
  const auto copy = [](const std::vector<double*>& columns, std::int64_t element,
                       std::int64_t from) {
    for (double* column : columns) {
      if (column != nullptr) {
        column[element] = column[from];
      }
    }
  };
  for (const std::int64_t element : changed) {
    const std::span<const double> matrix = entries(element);
    const std::string_view key(reinterpret_cast<const char*>(matrix.data()), matrix.size_bytes());
    const auto [first, is_new] = first_with.emplace(key, element);
    if (is_new) {
      compute_(matrix, columns_.n, context.dt, state, input);
      store(columns_.state, element, state);
      store(columns_.input, element, input);
    } else {
      copy(columns_.state, element, first->second);
      copy(columns_.input, element, first->second);
    }
  }
}

}  // namespace ranvier::runtime
