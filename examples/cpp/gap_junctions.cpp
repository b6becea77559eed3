// Electrical synapses let cells of different excitability fire together: a ring of inhibitory
// interneurons (Lewis and Rinzel, 2003, doi:10.1023/A:1023265027714). Halfway through the run the
// junctions are closed, and the rhythm falls apart.
//
//     gap_junctions --seed 3 --duration 1

#include <cmath>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "example.hpp"
#include "numpy_random.hpp"
#include <ranvier/ranvier.hpp>

using namespace ranvier;

namespace {

constexpr int N = 40;

/// Variance of the population's count in windows of 2 ms, over its mean: 1 for independent cells,
/// up to N in unison.
double synchrony(const SpikeMonitor& spikes, double start, double end) {
  std::vector<double> counts(static_cast<std::size_t>((end - start) / 0.002));
  for (const auto time : spikes.t()) {
    const auto window = std::floor((time - start) / 0.002);
    if (window >= 0 && window < static_cast<double>(counts.size())) {
      counts[static_cast<std::size_t>(window)] += 1;
    }
  }
  double mean = 0;
  double square = 0;
  for (const auto count : counts) {
    mean += count / static_cast<double>(counts.size());
    square += count * count / static_cast<double>(counts.size());
  }
  return (square - mean * mean) / mean;
}

void simulate(const Arguments& arguments) {
  NeuronGroup cells{N,
                    R"(
dv/dt = (drive - v + I_gap)/tau : 1
I_gap : 1
drive : 1 (constant))",
                    {.method = "euler",
                     .threshold = "v > 1",
                     .reset = "v = 0",
                     .constants = {{"tau", 10 * ms}},
                     .name = "cells"}};
  RandomState random(static_cast<std::uint32_t>(arguments.seed));
  std::vector<double> drive(N);
  for (auto& value : drive) {
    value = 1.1 + 0.04 * random.randn();
  }
  std::vector<double> v(N);
  for (auto& value : v) {
    value = random.rand();
  }
  cells["drive"] = drive;
  cells["v"] = v;

  Synapses junctions{cells,
                     cells,
                     "w : 1\n"
                     "I_gap_post = w*(v_pre - v_post) : 1 (summed)",
                     {.constants = {{"neighbours", 4}}, .name = "junctions"}};
  junctions.connect(
      {.condition = "i != j and (abs(i - j) <= neighbours or abs(i - j) >= N_pre - neighbours)"});
  junctions["w"] = 0.06;

  // A spike itself is too short for the model; its charge through the junction is handed on as a
  // small jump.
  Synapses spikelets{cells, cells, {.on_pre = "v_post += 0.01", .name = "spikelets"}};
  SpikeMonitor spikes{cells};
  Network network{{.dt = 0.05 * ms}, cells, junctions, spikelets, spikes};
  network.apply_pending();
  const auto i = junctions.created_sources();
  const auto j = junctions.created_targets();
  spikelets.connect({.i = Numbers(i.begin(), i.end()), .j = Numbers(j.begin(), j.end())});

  const auto half = arguments.duration / 2;
  network.run(half * second);
  const auto first_half = spikes.num_spikes();
  junctions["w"] = 0;
  spikelets.set_active(false);
  network.run(half * second);

  std::cout << "open junctions:   " << first_half << " spikes, synchrony "
            << synchrony(spikes, half / 2, half)
            << "\nclosed junctions: " << spikes.num_spikes() - first_half << " spikes, synchrony "
            << synchrony(spikes, 3 * half / 2, 2 * half) << '\n';
  if (!arguments.spikes.empty()) {
    std::ofstream file(arguments.spikes);
    write_spike_times(file, "cells", spikes);
  }
}

}  // namespace

int main(int argc, char** argv) {
  return run_example(argc, argv, {.duration = 1}, simulate);
}
