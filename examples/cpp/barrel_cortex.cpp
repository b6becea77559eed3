// Layer 4 of the barrel cortex: 1600 excitatory and 150 fast-spiking inhibitory cells, driven by
// 200 thalamic cells.
//
// The model is that of Gutnisky et al. (2017), "Mechanisms underlying a thalamocortical
// transformation during active tactile sensation", PLoS Comput Biol 13(6): e1005576: a modified
// Wang-Buzsaki cell, fast sodium activation in equilibrium, AMPA and GABA conductances.
// Conductances and the capacitance are those of 1 cm^2 of membrane.
//
//     barrel_cortex --seed 3 --duration 3

#include <chrono>
#include <cmath>
#include <deque>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "example.hpp"
#include <ranvier/ranvier.hpp>

using namespace ranvier;

namespace {

// m is frozen during a step: this leaves dv/dt linear in v, as exponential_euler needs it.
// x/(exp(x) - 1) is written 1/exprel(x), which is also right at x = 0.
const Equations membrane(R"(
dv/dt = (-gNa*m**3*h*(v - ENa) - gK*n**4*(v - EK) - gL*(v - EL) - gKZ*z*(v - EK) - I_syn)/Cm : volt
I_syn = g_ampa*(v - V_AMPA) + g_gaba*(v - V_GABA) : amp
dg_ampa/dt = -g_ampa/t_ampa : siemens
dg_gaba/dt = -g_gaba/t_gaba : siemens

m = alpham/(alpham + betam) : 1 (constant over dt)
alpham = 1/exprel(-0.1/mV*(v + 35*mV))/ms : Hz
betam = 4*exp(-(v + 60*mV)/(18*mV))/ms : Hz

dh/dt = 5*(alphah*(1 - h) - betah*h) : 1
alphah = 0.07*exp(-(v + 58*mV)/(20*mV))/ms : Hz
betah = 1/(exp(-0.1/mV*(v + 28*mV)) + 1)/ms : Hz

dn/dt = 5*(alphan*(1 - n) - betan*n) : 1
alphan = 0.1/exprel(-0.1/mV*(v + 34*mV))/ms : Hz
betan = 0.125*exp(-(v + 44*mV)/(80*mV))/ms : Hz

dz/dt = (z_inf - z)/(60*ms) : 1
z_inf = 1/(1 + exp(-0.7*(v/mV + 30))) : 1
)");

const Quantity EL = -65 * mV;

// Excitatory cells adapt: gKZ is a slow potassium current.
const Constants constants{
    {"Cm", 1 * uF},
    {"gNa", 100 * msiemens},
    {"ENa", 55 * mV},
    {"gK", 40 * msiemens},
    {"EK", -90 * mV},
    {"EL", EL},
    {"gL_e", 0.05 * msiemens},
    {"gKZ_e", 0.5 * msiemens},
    {"gL_i", 0.1 * msiemens},
    {"gKZ_i", 0 * msiemens},
    {"t_ampa", 2 * ms},
    {"V_AMPA", 0 * mV},
    {"t_gaba", 3 * ms},
    {"V_GABA", -85 * mV},
};

/// Standard deviation over mean of the inter-spike intervals, mean over the cells with at least
/// five spikes.
double mean_cv(const SpikeMonitor& monitor) {
  const auto cells = monitor.i();
  const auto times = monitor.t();
  std::map<int, std::vector<double>> trains;
  for (std::size_t spike = 0; spike < cells.size(); ++spike) {
    trains[cells[spike]].push_back(times[spike]);
  }
  double sum = 0;
  int n = 0;
  for (const auto& [cell, train] : trains) {
    if (train.size() >= 5) {
      const auto n_intervals = static_cast<double>(train.size() - 1);
      const auto mean = (train.back() - train.front()) / n_intervals;
      double variance = 0;
      for (std::size_t spike = 1; spike < train.size(); ++spike) {
        variance += std::pow(train[spike] - train[spike - 1] - mean, 2) / n_intervals;
      }
      sum += std::sqrt(variance) / mean;
      ++n;
    }
  }
  return sum / n;
}

void simulate(const Arguments& arguments) {
  // One text, two kinds of cells: the general gL and gKZ are replaced by each kind's own.
  // A cell stays refractory as long as it is above threshold: one action potential, one spike.
  NeuronGroup excitatory{1600,
                         membrane.substitute({{"gL", "gL_e"}, {"gKZ", "gKZ_e"}}),
                         {.method = "exponential_euler",
                          .threshold = "v > -39.7*mV",
                          .refractory = "v > -39.7*mV",
                          .constants = constants,
                          .name = "excitatory"}};
  NeuronGroup inhibitory{150,
                         membrane.substitute({{"gL", "gL_i"}, {"gKZ", "gKZ_i"}}),
                         {.method = "exponential_euler",
                          .threshold = "v > -48.8*mV",
                          .refractory = "v > -48.8*mV",
                          .constants = constants,
                          .name = "inhibitory"}};
  PoissonGroup thalamus{200, 14 * Hz, {.name = "thalamus"}};
  for (auto* cells : {&excitatory, &inhibitory}) {
    (*cells)["v"] = EL;
    (*cells)["h"] = 1;
  }

  Network network{{.dt = 0.025 * ms, .seed = arguments.seed}, excitatory, inhibitory, thalamus};

  // A spike of the source opens `weight` of a conductance of the target after `delay`.
  std::deque<Synapses> projections;
  const auto project = [&](SpikeSource& source, NeuronGroup& target, const std::string& conductance,
                           Quantity weight, double probability, Quantity delay) {
    auto& synapses =
        projections.emplace_back(source, target, "w : siemens (constant)",
                                 SynapsesOptions{.on_pre = conductance + " += w",
                                                 .delay = delay,
                                                 .name = source.name() + "_to_" + target.name()});
    synapses.connect({.p = probability});
    synapses["w"] = weight;
    network.add(synapses);
  };

  // Weights scale with one over the square root of the number of inputs K, which keeps the
  // fluctuations alive (balanced state).
  project(thalamus, excitatory, "g_ampa", 0.15 * msiemens / std::sqrt(50), 0.25, 1 * ms);
  project(thalamus, inhibitory, "g_ampa", 0.2 * msiemens / std::sqrt(75), 0.5, 1 * ms);
  project(excitatory, excitatory, "g_ampa", 0.2 * msiemens / std::sqrt(200), 0.125, 1 * ms);
  project(excitatory, inhibitory, "g_ampa", 0.6 * msiemens / std::sqrt(400), 0.25, 1 * ms);
  project(inhibitory, excitatory, "g_gaba", 0.7 * msiemens / std::sqrt(25), 0.1666, 0.5 * ms);
  project(inhibitory, inhibitory, "g_gaba", 0.55 * msiemens / std::sqrt(25), 0.1666, 0.5 * ms);

  SpikeMonitor spikes_e{excitatory};
  SpikeMonitor spikes_i{inhibitory};
  network.add(spikes_e);
  network.add(spikes_i);

  const auto start = std::chrono::steady_clock::now();
  network.run(arguments.duration * second);
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;

  const auto rate = [&](const SpikeMonitor& monitor) {
    return static_cast<double>(monitor.num_spikes()) /
           static_cast<double>(monitor.source().size()) / arguments.duration;
  };
  std::cout << "E " << rate(spikes_e) << " Hz   I " << rate(spikes_i) << " Hz   CV of I "
            << mean_cv(spikes_i) << "\nwall time " << wall.count() << " s, real-time factor "
            << wall.count() / arguments.duration << " (seconds to simulate one second)\n";

  if (!arguments.spikes.empty()) {
    std::ofstream file(arguments.spikes);
    for (const auto* monitor : {&spikes_e, &spikes_i}) {
      write_spikes(file, monitor->source().name(), *monitor, network.clock().dt());
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  return run_example(argc, argv, {.duration = 3}, simulate);
}
