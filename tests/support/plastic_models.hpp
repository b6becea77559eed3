/// Networks whose synapses have equations, several pathways, sums, and statements of their own.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "support/models.hpp"

namespace ranvier::testing {

/// Weights that change at spikes of both ends, with a delay for each synapse on both pathways; one
/// pathway writes to the source.
inline Outcome plastic_synapses(NetworkOptions options) {
  PoissonGroup inputs{40, 30 * Hz};
  NeuronGroup relays{40, "v : 1\nheard : 1", {.threshold = "v > 0.5", .reset = "v = 0"}};
  Synapses forward{inputs, relays, {.on_pre = "v_post = 1"}};
  forward.connect({.j = "i"});
  NeuronGroup cells{23,
                    "dv/dt = (0.5 - v)/(10*ms) : 1",
                    {.method = "exact", .threshold = "v > 1", .reset = "v = 0"}};
  Synapses plastic{relays,
                   cells,
                   "w : 1\n"
                   "da/dt = -a/tau : 1 (event-driven)\n"
                   "db/dt = (0.1 - b)/(20*ms) : 1 (event-driven)\n"
                   "dc/dt = (a - c)/(15*ms) : 1 (event-driven)\n"
                   "tau : second",
                   {.on_pre = "v_post += w; a += 0.01; w = clip(w + b, 0, 0.4)",
                    .on_post = std::map<std::string, std::string>{
                        {"learn", "b -= 0.012; w = clip(w + a + 0.1*c, 0, 0.4)"},
                        {"tell", "heard_pre = 0.9*heard_pre + w*v_post"}}}};
  plastic.connect({.p = 0.4});
  plastic["w"] = "0.2*rand()";
  plastic["tau"] = "(10 + 20*rand())*ms";
  plastic["delay"] = "3*ms*rand()";
  plastic["learn_delay"] = "2*ms*rand()";
  SpikeMonitor spikes{cells};
  Network network{std::move(options), inputs, relays, forward, cells, plastic, spikes};
  network.run(150 * ms);
  plastic["delay"] = 0.5 * ms;
  network.run(100 * ms);
  return {network.state_hash(), spikes.num_spikes()};
}

/// Synapses with state that changes in every step and is summed at both ends, in recurrent
/// connections whose two pathways have different delays.
inline Outcome summed_synapses(NetworkOptions options) {
  NeuronGroup cells{31,
                    "dv/dt = (drive + total - v)/(8*ms) : 1\n"
                    "total : 1\n"
                    "sent : 1\n"
                    "drive : 1",
                    {.method = "euler", .threshold = "v > 1", .reset = "v = 0"}};
  cells["drive"] = "0.9 + 0.5*rand()";
  Synapses synapses{cells,
                    cells,
                    "ds/dt = -s/(5*ms) + 0.3*x*(1 - s)/ms : 1 (clock-driven)\n"
                    "dx/dt = -x/(2*ms) : 1 (clock-driven)\n"
                    "total_post = w*s*(1.5 - v_post) : 1 (summed)\n"
                    "sent_pre = s*gain : 1 (summed)\n"
                    "gain : 1 (shared)\n"
                    "w : 1",
                    {.on_pre = std::map<std::string, std::string>{{"early", "x += 0.2"},
                                                                  {"late", "x *= 0.5; w *= 0.99"}},
                     .method = "rk2"}};
  synapses.connect({.condition = "i != j", .p = 0.3});
  synapses["gain"] = 0.5;
  synapses["w"] = "0.3*rand()";
  synapses["early_delay"] = "2*ms*rand()";
  synapses["late_delay"] = "4*ms*rand()";
  synapses.run_regularly("w = clip(w*(1 + 0.01*randn()), 0, 1)", {.dt = 5 * ms});
  Synapses more{cells, cells, "w : 1", {.on_post = "w += 0.01; w = clip(w*v_pre, 0.0, 0.5)"}};
  more.connect({.condition = "(i + j) % 4 == 1"});
  more.run_regularly("v_post += 0.001*w; w *= 0.98", {.dt = 2 * ms});
  SpikeMonitor spikes{cells};
  Network network{std::move(options), cells, synapses, more, spikes};
  network.apply_pending();
  StateMonitor trace{synapses, {"s", "w"}, {.record = {{0, 40, 80}}}};
  network.add(trace);
  network.run(200 * ms);
  return {network.state_hash(), spikes.num_spikes()};
}

inline const std::vector<NetworkModel>& plastic_networks() {
  static const std::vector<NetworkModel> models{
      {"PlasticSynapses", plastic_synapses},
      {"SummedSynapses", summed_synapses},
  };
  return models;
}

}  // namespace ranvier::testing
