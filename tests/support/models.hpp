/// Small networks that between them use every integrator, form of refractoriness, form of delay,
/// input and monitor.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <ranvier/ranvier.hpp>

namespace ranvier::testing {

/// What a simulation left behind.
struct Outcome {
  std::uint64_t state_hash = 0;  ///< of all state, spikes in flight and recordings
  std::int64_t spikes = 0;

  friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// A network that can be simulated in different ways; every simulation takes at least 2000 steps.
struct NetworkModel {
  std::string name;
  std::function<Outcome(NetworkOptions)> simulate;
};

/// Exact integration, a refractory period, one delay for all synapses.
inline Outcome leaky_cells(NetworkOptions options) {
  NeuronGroup cells{37,
                    "dv/dt = (drive - v)/tau : volt (unless refractory)\ndrive : volt",
                    {.method = "exact",
                     .threshold = "v > 15*mV",
                     .reset = "v = 0*mV",
                     .refractory = 2 * ms,
                     .constants = {{"tau", 10 * ms}}}};
  cells["drive"] = "16*mV + 8*mV*rand()";
  Synapses inhibition{cells, cells, "w : volt", {.on_pre = "v -= w", .delay = 1.5 * ms}};
  inhibition.connect({.condition = "i != j", .p = 0.2});
  inhibition["w"] = "1*mV*rand()";
  SpikeMonitor spikes{cells};
  StateMonitor trace{cells, {"v"}, {.record = {{0, 36}}}};
  Network network{std::move(options), cells, inhibition, spikes, trace};
  network.run(200 * ms);
  return {network.state_hash(), spikes.num_spikes()};
}

/// Exact integration of coupled equations whose coefficients differ between neurons; a delay for
/// each synapse.
inline Outcome coupled_cells(NetworkOptions options) {
  NeuronGroup cells{21,
                    "dv/dt = (g + drive - v)/tau : 1\n"
                    "dg/dt = -g/tau_g : 1\n"
                    "tau : second\n"
                    "drive : 1",
                    {.method = "exact",
                     .threshold = "v > 1",
                     .reset = "v = 0",
                     .constants = {{"tau_g", 5 * ms}}}};
  cells["tau"] = "10*ms + i*ms";
  cells["drive"] = "1.1 + 0.02*i";
  Synapses excitation{cells, cells, {.on_pre = "g += 0.03"}};
  excitation.connect({.condition = "abs(i - j) < 4 and i != j"});
  excitation["delay"] = "0.3*ms*abs(i - j) + 0.1*ms*(j % 3)";
  SpikeMonitor spikes{cells};
  Network network{std::move(options), cells, excitation, spikes};
  network.run(250 * ms);
  return {network.state_hash(), spikes.num_spikes()};
}

/// Exponential Euler with conductances, a subexpression that is constant over dt, Poisson trains.
inline Outcome conductance_cells(NetworkOptions options) {
  NeuronGroup cells{
      19,
      "dv/dt = (g_leak*(E_leak - v) + g*(E_exc - v) + a*g_leak*5*mV)/C : volt (unless refractory)\n"
      "dg/dt = -g/(5*ms) : siemens\n"
      "a = 1/(1 + exp(-(v + 55*mV)/(2*mV))) : 1 (constant over dt)",
      {.method = "exponential_euler",
       .threshold = "v > -50*mV",
       .reset = "v = -60*mV",
       .refractory = "2*ms + 0.1*ms*(i % 4)",
       .constants = {
           {"g_leak", 10 * nS}, {"E_leak", -60 * mV}, {"E_exc", 0 * mV}, {"C", 200 * pF}}}};
  cells["v"] = -60 * mV;
  PoissonGroup input{50, 80 * Hz};
  Synapses excitation{input, cells, {.on_pre = "g_post += 0.8*nS"}};
  excitation.connect({.p = 0.4});
  excitation["delay"] = "rand()*3*ms";
  SpikeMonitor spikes{cells, {.variables = {"v", "g"}}};
  PopulationRateMonitor rate{cells};
  Network network{std::move(options), cells, input, excitation, spikes, rate};
  network.run(250 * ms);
  return {network.state_hash(), spikes.num_spikes()};
}

/// Euler steps of a quadratic model; a refractory condition; binomial input.
inline Outcome izhikevich_cells(NetworkOptions options) {
  NeuronGroup cells{23,
                    "dv/dt = (0.04*v**2 + 5*v + 140 - u + I)/ms : 1\n"
                    "du/dt = a*(b*v - u)/ms : 1\n"
                    "I : 1\na : 1\nb : 1 (constant)",
                    {.method = "euler",
                     .threshold = "v >= 30",
                     .reset = "v = -65; u += 8",
                     .refractory = "v > 0"}};
  cells["v"] = -65;
  cells["a"] = "0.02 + 0.08*rand()";
  cells["b"] = "0.25 - 0.05*rand()";
  cells["u"] = "b*v";
  cells.run_regularly("I = 4 + 3*randn()", {.dt = 1 * ms});
  PoissonInput input{cells, "v", 20, 50 * Hz, "0.5 + 0.1*(i % 3)"};
  SpikeMonitor spikes{cells};
  Network network{std::move(options), cells, input, spikes};
  network.run(250 * ms);
  return {network.state_hash(), spikes.num_spikes()};
}

/// Second-order Runge-Kutta; a threshold that moves; statements run on a clock of their own.
inline Outcome fitzhugh_nagumo_cells(NetworkOptions options) {
  NeuronGroup cells{17,
                    "dv/dt = (v - v**3/3 - w + I)/tau : 1\n"
                    "dw/dt = 0.08*(v + 0.7 - 0.8*w)/tau : 1\n"
                    "dtheta/dt = (1 - theta)/(20*ms) : 1\n"
                    "I : 1\nspent : integer\nis_strong : boolean",
                    {.method = "rk2",
                     .threshold = "v > theta",
                     .reset = "theta += 0.4; spent += 1",
                     .refractory = "v > 0.5",
                     .constants = {{"tau", 0.5 * ms}}}};
  cells["I"] = "0.4 + 0.03*i";
  cells["theta"] = 1;
  cells["is_strong"] = "I > 0.6";
  cells.run_regularly("I += 0.01*int(is_strong)*sin(t/(10*ms))", {.dt = 0.5 * ms}, "end");
  SpikeMonitor spikes{cells, {.variables = {"spent", "is_strong"}}};
  StateMonitor trace{cells, {"v", "w", "theta"}, {.clock = {.dt = 0.3 * ms}}};
  Network network{std::move(options), cells, spikes, trace};
  network.run(300 * ms);
  return {network.state_hash(), spikes.num_spikes()};
}

/// Fourth-order Runge-Kutta of Hodgkin-Huxley cells; subexpressions recorded; reads at both ends of
/// synapses.
inline Outcome hodgkin_huxley_cells(NetworkOptions options) {
  NeuronGroup cells{
      9,
      "dv/dt = (0.3*mS*(-54.3*mV - v) + I_Na + I_K + I)/(1*uF) : volt\n"
      "I_Na = 120*mS*m**3*h*(50*mV - v) : amp\n"
      "I_K = 36*mS*n**4*(-77*mV - v) : amp\n"
      "dm/dt = (0.1*(v/mV + 40)/(1 - exp(-(v/mV + 40)/10))*(1 - m) - 4*exp(-(v/mV + 65)/18)*m)/ms "
      ": 1\n"
      "dh/dt = (0.07*exp(-(v/mV + 65)/20)*(1 - h) - h/(1 + exp(-(v/mV + 35)/10)))/ms : 1\n"
      "dn/dt = (0.01*(v/mV + 55)/(1 - exp(-(v/mV + 55)/10))*(1 - n) - 0.125*exp(-(v/mV + "
      "65)/80)*n)/ms : 1\n"
      "I : amp",
      {.method = "rk4", .threshold = "v > 0*mV", .refractory = "v > 0*mV"}};
  cells["v"] = -65 * mV;
  cells["I"] = "(7 + i)*uA";
  Synapses coupling{cells, cells, "w : 1", {.on_pre = "v_post += w*(v_pre - v_post)"}};
  coupling.connect({.j = "(i + 1) % N_pre"});
  coupling["w"] = "0.01 + 0.01*rand()";
  SpikeMonitor spikes{cells};
  StateMonitor currents{cells, {"I_Na", "v"}, {.record = {{3}}}};
  Network network{{options}, cells, coupling, spikes, currents};
  network.clock().set_dt(0.05e-3);
  network.run(250 * ms);
  return {network.state_hash(), spikes.num_spikes()};
}

/// A refractory period that is a variable, without a lock on v; given spikes that repeat.
inline Outcome generator_and_periods(NetworkOptions options) {
  SpikeGeneratorGroup source{
      5, {0, 1, 2, 3, 4, 0, 2}, {0, 1e-3, 2e-3, 2e-3, 7.3e-3, 5e-3, 9.9e-3}, {.period = 10 * ms}};
  NeuronGroup cells{11,
                    "dv/dt = -v/(8*ms) : 1\nperiod : second",
                    {.threshold = "v > 0.8", .reset = "v = 0.1*rand()", .refractory = "period"}};
  cells["period"] = "0.5*ms*i";
  Synapses excitation{source, cells, "w : 1", {.on_pre = "v += w*(0.5 + rand())", .delay = 0 * ms}};
  excitation.connect({.n = 2});
  excitation["w"] = "0.2 + 0.02*j";
  SpikeMonitor spikes{cells};
  Network network{std::move(options), source, cells, excitation, spikes};
  network.run(250 * ms);
  return {network.state_hash(), spikes.num_spikes()};
}

/// Groups on two clocks that excite each other, and a monitor on a third.
inline Outcome two_clocks(NetworkOptions options) {
  const std::string equations = "dv/dt = (1.3 - v)/(6*ms) : 1";
  NeuronGroup fast{13, equations, {.method = "exact", .threshold = "v > 1", .reset = "v = 0"}};
  NeuronGroup slow{7,
                   equations,
                   {.method = "euler",
                    .threshold = "v > 1",
                    .reset = "v = 0",
                    .refractory = 3 * ms,
                    .clock = {.dt = 0.25 * ms}}};
  fast["v"] = "i/13.0";
  Synapses up{fast, slow, {.on_pre = "v += 0.05", .delay = 0.7 * ms}};
  Synapses down{slow, fast, {.on_pre = "v -= 0.1*v", .delay = 1 * ms}};
  up.connect({.p = 0.5});
  down.connect();
  SpikeMonitor spikes{fast};
  SpikeMonitor slow_spikes{slow};
  StateMonitor trace{slow, {"v"}, {.clock = {.dt = 0.5 * ms}, .when = "end"}};
  Network network{std::move(options), fast, slow, up, down, spikes, slow_spikes, trace};
  network.run(250 * ms);
  return {network.state_hash(), spikes.num_spikes() + slow_spikes.num_spikes()};
}

/// Three runs with parameters, delays and connections changed in between, spikes under way.
inline Outcome several_runs(NetworkOptions options) {
  NeuronGroup cells{30,
                    "dv/dt = (drive - v)/(10*ms) : 1 (unless refractory)\ndrive : 1 (shared)",
                    {.threshold = "v > 1", .reset = "v = 0", .refractory = 1 * ms}};
  cells["v"] = "rand()";
  cells["drive"] = 1.2;
  Synapses coupling{cells, cells, "w : 1", {.on_pre = "v += w"}};
  coupling.connect({.p = 0.1});
  coupling["w"] = 0.02;
  coupling["delay"] = "1*ms + rand()*2*ms";
  SpikeMonitor spikes{cells};
  Network network{std::move(options), cells, coupling, spikes};
  network.run(80 * ms);
  cells["drive"] = 1.5;
  coupling["delay"] = "2*ms*rand()";
  network.run(80 * ms);
  coupling.connect({.i = {0, 1, 2}, .j = {3, 4, 5}});
  coupling["w"]["w == 0"] = -0.1;
  network.run(80 * ms);
  return {network.state_hash(), spikes.num_spikes()};
}

/// Cells that spike at random and make their targets, single cells, spike too.
inline Outcome random_thresholds(NetworkOptions options) {
  NeuronGroup sources{33,
                      "rate : Hz\nx = rate*10*ms : 1",
                      {.threshold = "rand() < rate*dt", .reset = "rate *= 0.9"}};
  sources["rate"] = "200*Hz + 100*Hz*randn()";
  sources.run_regularly("rate = clip(rate + 5*Hz*exp(0.1*randn()), 0*Hz, 400*Hz)", {.dt = 1 * ms});
  NeuronGroup target{1, "dv/dt = -v/(3*ms) : 1", {.threshold = "v > 2", .reset = "v -= 2"}};
  Synapses excitation{sources, target, "w : 1", {.on_pre = "v += w*x_pre; w *= 0.999"}};
  excitation.connect({.p = "0.3 + 0.02*i"});
  excitation["w"] = 0.5;
  excitation["delay"]["i < 10"] = 2 * ms;
  SpikeMonitor spikes{target};
  SpikeMonitor counts{sources, {.record = false}};
  Network network{std::move(options), sources, target, excitation, spikes, counts};
  network.run(400 * ms);
  return {network.state_hash(), spikes.num_spikes()};
}

/// Two pathways at the same synapses: one excites at once, one inhibits later.
inline Outcome two_pathways(NetworkOptions options) {
  NeuronGroup cells{25,
                    "dv/dt = (1.05 - v)/(5*ms) : 1",
                    {.method = "exponential_euler", .threshold = "v > 1", .reset = "v = 0"}};
  cells["v"] = "rand()";
  Synapses coupling{
      cells,
      cells,
      "w : 1",
      {.on_pre = std::map<std::string, std::string>{{"excite", "v += w"}, {"inhibit", "v -= w"}},
       .delay = std::map<std::string, Quantity>{{"inhibit", 3 * ms}}}};
  coupling.connect({.condition = "i != j", .p = 0.3});
  coupling["w"] = "0.1*rand()";
  SpikeMonitor spikes{cells};
  Network network{std::move(options), cells, coupling, spikes};
  network.run(200 * ms);
  return {network.state_hash(), spikes.num_spikes()};
}

/// TimedArrays with one and two axes, of which one differs from the grid of the steps; binomial
/// numbers; a function of the host program in equations, reset and synapses.
inline Outcome driven_cells(NetworkOptions options) {
  equations::FunctionSignature signature;
  signature.arguments = {{"x", units::dimensionless, {}}, {"y", units::dimensionless, {}}};
  signature.result_unit = units::dimensionless;
  const auto blend = model::host_function(signature, [](const HostCall& call) {
    const auto value = [&](std::size_t argument, std::int64_t k) {
      const auto& given = call.arguments[argument];
      return static_cast<const double*>(given.data)[given.is_single ? 0 : k];
    };
    for (std::int64_t k = 0; k < call.count; ++k) {
      static_cast<double*>(call.result)[k] = 0.75 * value(0, k) + 0.25 * value(1, k);
    }
  });
  NeuronGroup cells{13,
                    "dv/dt = (drive(t) + rows(t, i % 3) - v)/(8*ms) : 1\n"
                    "dx/dt = (blend(v, 2.0) - x)/(5*ms) : 1\n"
                    "n : 1",
                    {.method = "euler",
                     .threshold = "v > 1 + crooked(t - i*0.07*ms)",
                     .reset = "v = blend(x, 0.1) - 1; n += draw()",
                     .constants = {{"drive", TimedArray({1.5, 2, 1, 3}, 1.0, 20 * ms)},
                                   {"rows", TimedArray({0, 1, 0.5, 0.2, 0.1, 0.7}, 1.0, 7 * ms, 3)},
                                   {"crooked", TimedArray({0, 0.2, 0.1}, 1.0, 0.25 * ms)},
                                   {"draw", BinomialFunction(5, 0.3)},
                                   {"blend", blend}}}};
  Synapses chain{
      cells,
      cells,
      "w : 1",
      {.on_pre = "w = blend(w, v_post); v_post += 0.1*w", .constants = {{"blend", blend}}}};
  chain.connect({.condition = "i != j", .p = 0.3});
  chain["delay"] = "0.1*ms*(i % 4)";
  SpikeMonitor spikes{cells};
  Network network{std::move(options), cells, chain, spikes};
  network.run(200 * ms);
  return {network.state_hash(), spikes.num_spikes()};
}

inline const std::vector<NetworkModel>& small_networks() {
  static const std::vector<NetworkModel> models{
      {"LeakyCells", leaky_cells},
      {"CoupledCells", coupled_cells},
      {"ConductanceCells", conductance_cells},
      {"IzhikevichCells", izhikevich_cells},
      {"FitzhughNagumoCells", fitzhugh_nagumo_cells},
      {"HodgkinHuxleyCells", hodgkin_huxley_cells},
      {"GeneratorAndPeriods", generator_and_periods},
      {"TwoClocks", two_clocks},
      {"SeveralRuns", several_runs},
      {"RandomThresholds", random_thresholds},
      {"TwoPathways", two_pathways},
      {"DrivenCells", driven_cells},
  };
  return models;
}

}  // namespace ranvier::testing
