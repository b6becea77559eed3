/// Both example networks at a tenth of their size, with every neuron's number of inputs kept.
#pragma once

#include <cmath>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "support/models.hpp"
#include <ranvier/ranvier.hpp>

namespace ranvier::testing {

/// Gutnisky et al. (2017), doi:10.1371/journal.pcbi.1005576, as in examples/barrel_cortex.py: 160
/// excitatory, 60 inhibitory, 40 thalamic cells.
inline Outcome barrel_cortex(NetworkOptions options) {
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
  const Constants constants{{"Cm", 1 * uF},
                            {"gNa", 100 * msiemens},
                            {"ENa", 55 * mV},
                            {"gK", 40 * msiemens},
                            {"EK", -90 * mV},
                            {"EL", -65 * mV},
                            {"gL_e", 0.05 * msiemens},
                            {"gKZ_e", 0.5 * msiemens},
                            {"gL_i", 0.1 * msiemens},
                            {"gKZ_i", 0 * msiemens},
                            {"t_ampa", 2 * ms},
                            {"V_AMPA", 0 * mV},
                            {"t_gaba", 3 * ms},
                            {"V_GABA", -85 * mV}};
  const auto cells_of = [&](const std::string& kind, const std::string& condition) {
    return std::pair{membrane.substitute({{"gL", "gL_" + kind}, {"gKZ", "gKZ_" + kind}}),
                     NeuronGroupOptions{.method = "exponential_euler",
                                        .threshold = condition,
                                        .refractory = condition,
                                        .constants = constants}};
  };
  const auto [equations_e, options_e] = cells_of("e", "v > -39.7*mV");
  const auto [equations_i, options_i] = cells_of("i", "v > -48.8*mV");
  NeuronGroup excitatory{160, equations_e, options_e};
  NeuronGroup inhibitory{60, equations_i, options_i};
  PoissonGroup thalamus{40, 70 * Hz};
  for (auto* cells : {&excitatory, &inhibitory}) {
    (*cells)["v"] = "EL + 10*mV*rand()";
    (*cells)["h"] = 1;
  }
  options.dt = 0.025 * ms;
  Network network{std::move(options), excitatory, inhibitory, thalamus};
  std::deque<Synapses> projections;
  const auto project = [&](SpikeSource& source, NeuronGroup& target, const std::string& conductance,
                           Quantity weight, double probability, Quantity delay) {
    auto& synapses =
        projections.emplace_back(source, target, "w : siemens (constant)",
                                 SynapsesOptions{.on_pre = conductance + " += w", .delay = delay});
    synapses.connect({.p = probability});
    synapses["w"] = weight;
    network.add(synapses);
  };
  project(thalamus, excitatory, "g_ampa", 0.15 * msiemens / std::sqrt(50), 0.5, 1 * ms);
  project(thalamus, inhibitory, "g_ampa", 0.2 * msiemens / std::sqrt(75), 0.5, 1 * ms);
  project(excitatory, excitatory, "g_ampa", 0.2 * msiemens / std::sqrt(200), 0.5, 1 * ms);
  project(excitatory, inhibitory, "g_ampa", 0.6 * msiemens / std::sqrt(400), 0.5, 1 * ms);
  project(inhibitory, excitatory, "g_gaba", 0.7 * msiemens / std::sqrt(25), 0.4, 0.5 * ms);
  project(inhibitory, inhibitory, "g_gaba", 0.55 * msiemens / std::sqrt(25), 0.4, 0.5 * ms);
  SpikeMonitor spikes_e{excitatory};
  SpikeMonitor spikes_i{inhibitory};
  network.add(spikes_e);
  network.add(spikes_i);
  network.run(52 * ms);
  return {network.state_hash(), spikes_e.num_spikes() + spikes_i.num_spikes()};
}

/// The version "bookkeeping" of examples/lif_delta_network.py: 200 cells on a ring.
inline Outcome lif_delta_network(NetworkOptions options) {
  NeuronGroup cells{200,
                    "dv/dt = -(v - v_rest)/t_tau : 1 (unless refractory)\nI_ext : 1\nI_int : 1",
                    {.method = "exact",
                     .threshold = "v > v_th",
                     .reset = "v = v_rest",
                     .refractory = 2 * ms,
                     .constants = {{"v_rest", 0}, {"v_th", 1}, {"t_tau", 20 * ms}}}};
  cells.run_regularly("v += I_ext + I_int; I_ext = 0; I_int = 0", {}, "after_synapses");
  Synapses recurrent{cells, cells, "w : 1", {.on_pre = "I_int += w", .delay = 1.5 * ms}};
  recurrent.connect({.condition = "abs(i - j) < 8 and i != j"});
  recurrent["w"] = "0.06*rand()";
  PoissonInput background{cells, "I_ext", 400, 10 * Hz, 0.011};
  SpikeMonitor spikes{cells};
  StateMonitor inputs{
      cells, {"I_ext", "I_int"}, {.record = {{0, 100}}, .when = "after_synapses", .order = -1}};
  Network network{std::move(options), cells, recurrent, background, spikes, inputs};
  network.run(210 * ms);
  return {network.state_hash(), spikes.num_spikes()};
}

inline const std::vector<NetworkModel>& example_networks() {
  static const std::vector<NetworkModel> models{{"BarrelCortex", barrel_cortex},
                                                {"LifDeltaNetwork", lif_delta_network}};
  return models;
}

}  // namespace ranvier::testing
