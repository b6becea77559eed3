#include "summed_update.hpp"

#include <algorithm>
#include <utility>

#include <ranvier/support/assert.hpp>

namespace ranvier::runtime {

SummedUpdate::SummedUpdate(std::unique_ptr<Operation> evaluation, Arrays arrays)
    : evaluation_(std::move(evaluation)), arrays_(std::move(arrays)) {
  RANVIER_CHECK(evaluation_ != nullptr && arrays_.terms != nullptr && arrays_.sums != nullptr);
  RANVIER_CHECK(arrays_.neurons.size() == static_cast<std::size_t>(arrays_.terms->size()));
  RANVIER_CHECK(arrays_.creation_order.empty() ||
                arrays_.creation_order.size() == arrays_.neurons.size());
}

void SummedUpdate::begin_run(const StepContext& context) {
  evaluation_->begin_run(context);
}

void SummedUpdate::end_run() {
  evaluation_->end_run();
}

void SummedUpdate::run(const StepContext& context) {
  evaluation_->run(context);
  auto& column = *arrays_.sums;
  const bool is_direct = column.type() == ElementType::float64;
  if (!is_direct) {
    scratch_.resize(static_cast<std::size_t>(column.size()));
    for (std::int64_t neuron = 0; neuron < column.size(); ++neuron) {
      scratch_[static_cast<std::size_t>(neuron)] = column.value_at(neuron);
    }
  }
  const std::span<double> sums = is_direct ? column.values<double>() : std::span(scratch_);
  if (!arrays_.begun) {
    std::ranges::fill(sums, 0.0);
  } else {
    for (const std::int32_t neuron : *arrays_.begun) {
      sums[static_cast<std::size_t>(neuron)] = 0;
    }
  }
  const double* terms = arrays_.terms->values<double>().data();
  const std::int32_t* neurons = arrays_.neurons.data();
  if (arrays_.creation_order.empty()) {
    const std::size_t n = arrays_.neurons.size();
    for (std::size_t synapse = 0; synapse < n; ++synapse) {
      sums[static_cast<std::size_t>(neurons[synapse])] += terms[synapse];
    }
  } else {
    for (const std::int32_t synapse : arrays_.creation_order) {
      sums[static_cast<std::size_t>(neurons[synapse])] += terms[synapse];
    }
  }
  if (!is_direct) {
    for (std::int64_t neuron = 0; neuron < column.size(); ++neuron) {
      column.set_value(neuron, scratch_[static_cast<std::size_t>(neuron)]);
    }
  }
}

}  // namespace ranvier::runtime
