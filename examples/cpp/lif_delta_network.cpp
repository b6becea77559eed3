// Three ways to hand spikes to a leaky integrate-and-fire cell, in one recurrent network of 1000
// cells.
//
// delta         every spike makes v jump by its weight, at once
// currents      every spike makes a current jump, which then decays and charges the membrane: the
// same charge, spread
//               over time
// bookkeeping   delta synapses again, but external and internal input are gathered in I_ext and
// I_int first, and handed
//               on to v at the end of the step: so both can be recorded apart; the spikes are those
//               of `delta`
//
//     lif_delta_network --seed 3 --duration 1

#include <cstdint>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <memory>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include "example.hpp"
#include "numpy_random.hpp"
#include <ranvier/ranvier.hpp>

using namespace ranvier;

namespace {

constexpr int N = 1000;
const Quantity t_tau = 20 * ms;  // membrane time constant
const Quantity tau_I = 5 * ms;   // decay of a synaptic current

const Constants constants{
    {"v_rest", 0},  // the model has no units: 0 is rest, 1 is threshold
    {"v_th", 1},
    {"t_tau", t_tau},
    {"tau_I", tau_I},
};

const std::string delta = "dv/dt = -(v - v_rest)/t_tau : 1 (unless refractory)";
const std::string currents = R"(
dv/dt = (-(v - v_rest) + I_ext + I_int)/t_tau : 1 (unless refractory)
dI_ext/dt = -I_ext/tau_I : 1
dI_int/dt = -I_int/tau_I : 1
)";
const std::string bookkeeping = delta + R"(
I_ext : 1
I_int : 1
)";

struct Version {
  std::string name;
  std::string equations;
  std::string external, internal;  ///< variables that take up the input
  double scale;                    ///< of the weights
};

// A current that jumps by w and decays with tau_I carries the charge w*tau_I; a jump of v by w is
// worth w*t_tau.
const std::vector<Version> versions{
    {"delta", delta, "v", "v", 1},
    {"currents", currents, "I_ext", "I_int", (t_tau / tau_I).value()},
    {"bookkeeping", bookkeeping, "I_ext", "I_int", 1},
};

/// A ring in which every cell excites its nearest neighbours; a part of the links leads anywhere
/// instead (Watts & Strogatz, 1998).
struct SmallWorld {
  std::vector<std::int64_t> sources, targets;
  std::vector<double> weights;

  SmallWorld(RandomState random, double scale) {
    constexpr int n_neighbours = 15;
    constexpr double rewired = 0.3;
    for (int cell = 0; cell < N; ++cell) {
      for (int neighbour = 0; neighbour < n_neighbours; ++neighbour) {
        const auto step = neighbour - n_neighbours / 2;
        sources.push_back(cell);
        targets.push_back(cell + (step < 0 ? step : step + 1));  // no cell excites itself
      }
    }
    std::vector<std::size_t> anywhere;
    for (std::size_t link = 0; link < sources.size(); ++link) {
      if (random.rand() < rewired) {
        anywhere.push_back(link);
      }
    }
    for (const auto link : anywhere) {
      targets[link] = sources[link] + random.randint(1, N);
    }
    for (auto& target : targets) {
      target = (target + N) % N;
      weights.push_back(0.06 * random.rand() * scale);
    }
  }
};

/// Builds and runs one version; shows its rate and writes its spikes to `file`.
void simulate(const Version& version, const Arguments& arguments, std::ostream& file) {
  NeuronGroup cells{N,
                    version.equations,
                    {.method = "exact",
                     .threshold = "v > v_th",
                     .reset = "v = v_rest",
                     .refractory = 2 * ms,
                     .constants = constants,
                     .name = "cells"}};
  cells["v"] = "v_rest";

  const SmallWorld links(RandomState(static_cast<std::uint32_t>(arguments.seed)), version.scale);
  Synapses recurrent{
      cells,
      cells,
      "w : 1",
      {.on_pre = version.internal + " += w", .delay = 1.5 * ms, .name = "recurrent"}};
  recurrent.connect({.i = links.sources, .j = links.targets});
  recurrent["w"] = links.weights;

  PoissonInput background{cells, version.external, 400, 10 * Hz, 0.011 * version.scale};
  SpikeMonitor spikes{cells};
  Network network{{.seed = arguments.seed}, cells, recurrent, background, spikes};

  if (version.name == "bookkeeping") {
    cells.run_regularly("v += I_ext + I_int; I_ext = 0; I_int = 0", {}, "after_synapses");
  }
  std::optional<StateMonitor> inputs;
  if (version.name != "delta") {
    // Just before the inputs are handed on: later in the step they would be gone.
    std::vector<std::int64_t> recorded(100);
    std::iota(recorded.begin(), recorded.end(), 0);
    inputs.emplace(cells, std::vector<std::string>{"I_ext", "I_int"},
                   StateMonitorOptions{.record = recorded, .when = "after_synapses", .order = -1});
    network.add(*inputs);
  }

  network.run(arguments.duration * second);

  std::cout << std::left << std::setw(12) << version.name << ' ' << std::right << std::setw(6)
            << spikes.num_spikes() << " spikes   "
            << static_cast<double>(spikes.num_spikes()) / N / arguments.duration << " Hz";
  if (inputs) {
    const auto sum_of = [&](const std::string& variable) {
      const auto values = inputs->values(variable);
      return std::accumulate(values.begin(), values.end(), 0.0);
    };
    const auto internal = sum_of("I_int");
    std::cout << "   internal input " << 100 * internal / (internal + sum_of("I_ext"))
              << "% of all";
  }
  std::cout << '\n';
  write_spikes(file, version.name, spikes, network.clock().dt());
}

}  // namespace

int main(int argc, char** argv) {
  return run_example(argc, argv, {.duration = 1}, [](const Arguments& arguments) {
    std::ofstream file(arguments.spikes);
    for (const auto& version : versions) {
      simulate(version, arguments, file);
    }
  });
}
