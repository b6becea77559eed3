// Synapses that add their weight to a variable of the target: the compiled kernel and the reference
// loop, in turns, each for other spikes of the same network, so that rows come from where a
// simulation finds them.

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

#include <benchmark/benchmark.h>

#include "micro/median.hpp"
#include "micro/thread_time.hpp"
#include "reference/delta_synapse_loop.hpp"
#include <ranvier/backend/backend.hpp>
#include <ranvier/equations/parser.hpp>
#include <ranvier/kernel/kernel_builder.hpp>

namespace ranvier::benchmarks {

namespace {

constexpr int spikes = 100;

kernel::Kernel delta_synapse() {
  kernel::KernelScope scope;
  scope.variables["w"] = {.binding = {"w", ElementType::float64, kernel::Access::element}};
  scope.variables["v_post"] = {.binding = {"v_post", ElementType::float64, kernel::Access::target}};
  kernel::KernelBuilder builder("delta synapse", kernel::IndexSpace::synapses, scope);
  builder.append(equations::parse_statements("v_post += w", "benchmark"));
  return builder.finish();
}

/// Random targets, in ascending order for each source, all weights 0.125.
struct Projection {
  Projection(int neurons, int synapses_per_source) : per_source(synapses_per_source) {
    const auto count = static_cast<std::size_t>(neurons) * static_cast<std::size_t>(per_source);
    std::mt19937 random(1);
    for (std::size_t synapse = 0; synapse < count; ++synapse) {
      post.push_back(static_cast<std::int32_t>(random() % static_cast<unsigned>(neurons)));
    }
    for (auto row = post.begin(); row != post.end(); row += per_source) {
      std::sort(row, row + per_source);
    }
    weight.resize(count, 0.125);
    target.resize(static_cast<std::size_t>(neurons));
  }

  std::vector<kernel::SynapseSegment> random_segments(std::mt19937& random) const {
    std::vector<kernel::SynapseSegment> segments;
    for (int spike = 0; spike < spikes; ++spike) {
      const auto source =
          static_cast<std::int32_t>(random() % static_cast<unsigned>(target.size()));
      segments.push_back({source, per_source, std::int64_t{source} * per_source});
    }
    return segments;
  }

  std::int32_t per_source;
  std::vector<std::int32_t> post;
  std::vector<double> weight;
  std::vector<double> target;
};

void delta_synapses(benchmark::State& turns) {
  const auto compiled = backend::make_llvm()->compile(delta_synapse());
  Projection projection(static_cast<int>(turns.range(0)), static_cast<int>(turns.range(1)));
  // The builder binds variables in the order of use.
  void* pointers[] = {nullptr, nullptr};
  const auto bindings = delta_synapse().bindings;
  for (std::size_t k = 0; k < bindings.size(); ++k) {
    pointers[k] = bindings[k].name == "w" ? projection.weight.data() : projection.target.data();
  }
  std::mt19937 random(2);
  const double events = static_cast<double>(spikes) * projection.per_source;
  std::vector<double> kernel;
  std::vector<double> loop;
  std::vector<double> ratio;
  for (auto _ : turns) {
    const auto first = projection.random_segments(random);
    kernel::KernelArguments arguments{.pointers = pointers,
                                      .segments = first.data(),
                                      .segment_count = spikes,
                                      .targets = projection.post.data()};
    double start = thread_time();
    compiled->run(arguments);
    kernel.push_back((thread_time() - start) / events);
    const auto second = projection.random_segments(random);
    start = thread_time();
    deliver_spikes(second, projection.post, projection.weight, projection.target);
    loop.push_back((thread_time() - start) / events);
    ratio.push_back(loop.back() / kernel.back());
    turns.SetIterationTime(kernel.back() * events);
  }
  turns.counters["kernel_ns"] = 1e9 * median(kernel);
  turns.counters["loop_ns"] = 1e9 * median(loop);
  turns.counters["ratio"] = median(ratio);
}

BENCHMARK(delta_synapses)
    ->Args({4000, 80})
    ->Args({40000, 1000})
    ->ArgNames({"neurons", "per_source"})
    ->Iterations(51)
    ->UseManualTime();

}  // namespace

}  // namespace ranvier::benchmarks
