// Depressing and facilitating synapses answer the same train of spikes (Tsodyks, Uziel and Markram,
// 2000, doi:10.1523/JNEUROSCI.20-01-j0003.2000).
//
// A synapse has resources x, of which every spike takes the share u; u itself is raised by every
// spike and falls back. Between spikes both relax exponentially, so they need be known only when a
// spike arrives: the equations are marked (event-driven).
//
//     short_term_plasticity --duration 1.2

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <string>
#include <vector>

#include "example.hpp"
#include <ranvier/ranvier.hpp>

using namespace ranvier;

namespace {

void simulate(const Arguments& arguments) {
  // A train of 8 spikes at 20 Hz, half a second of silence, one more spike: the recovery test.
  std::vector<double> times;
  for (int spike = 0; spike < 8; ++spike) {
    times.push_back((100 + 50 * spike) * ms.value());
  }
  times.push_back(950 * ms.value());
  SpikeGeneratorGroup train{1, Numbers(times.size(), 0), times, {.name = "train"}};

  NeuronGroup cells{3,
                    R"(
dv/dt = (-v + R*I)/tau_membrane : volt
dI/dt = -I/tau_current : amp
R : ohm (shared, constant))",
                    {.method = "exact",
                     .threshold = "v > 12*mV",
                     .reset = "v = 0*mV",
                     .refractory = 5 * ms,
                     .constants = {{"tau_membrane", 20 * ms}, {"tau_current", 3 * ms}},
                     .name = "cells"}};
  cells["R"] = 100 * Mohm;

  const std::vector<std::string> kinds{"static", "depressing", "facilitating"};
  Synapses synapses{train,
                    cells,
                    R"(
dx/dt = (1 - x)/tau_recovery : 1 (event-driven)
du/dt = (U - u)/tau_facilitation : 1 (event-driven)
U : 1 (constant)
tau_recovery : second (constant)
tau_facilitation : second (constant)
A : amp (constant)
released : 1)",
                    {.on_pre = R"(
u += U*(1 - u)
released = u*x
x -= released
I_post += A*released)",
                     .delay = 1 * ms,
                     .name = "synapses"}};
  synapses.connect();
  synapses["U"] = {1e-3, 0.5, 0.1};
  synapses["tau_recovery"].set({0.1, 800, 100}, ms);
  synapses["tau_facilitation"].set({0.1, 1, 700}, ms);
  synapses["A"].set({900e3, 1800, 3000}, pA);  // the first response of the first two is the same
  synapses["x"] = 1;
  synapses["u"] = "U";

  StateMonitor currents{cells, "I", {.clock = {.dt = 0.5 * ms}}};
  SpikeMonitor spikes{cells};
  Network network{train, cells, synapses, currents, spikes};
  network.run(arguments.duration * second);

  const auto sampled = currents.t();
  for (std::size_t cell = 0; cell < kinds.size(); ++cell) {
    const auto current = currents.values("I", static_cast<std::int64_t>(cell));
    std::cout << std::left << std::setw(13) << kinds[cell] << std::right << std::fixed
              << std::setprecision(2);
    for (const auto time : times) {
      double peak = 0;
      for (std::size_t sample = 0; sample < sampled.size(); ++sample) {
        if (sampled[sample] >= time && sampled[sample] < time + 0.04) {
          peak = std::max(peak, current[sample] / pA.value());
        }
      }
      std::cout << std::setw(8) << peak;
    }
    std::cout << " pA   " << spikes.count()[cell] << " spikes\n";
  }
  if (!arguments.spikes.empty()) {
    std::ofstream file(arguments.spikes);
    write_spike_times(file, "cells", spikes);
  }
}

}  // namespace

int main(int argc, char** argv) {
  return run_example(argc, argv, {.duration = 1.2}, simulate);
}
