// What watching the values of a run costs: the time loop of a network with and without the watch,
// in turns, each over the same stretch of the same simulation.

#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "micro/median.hpp"
#include "micro/thread_time.hpp"
#include <ranvier/ranvier.hpp>

namespace ranvier::benchmarks {

namespace {

/// Hodgkin-Huxley cells of Brette et al. (2007) without synapses, each with another current.
struct HodgkinHuxley {
  explicit HodgkinHuxley(std::int64_t size)
      : cells{size,
              "dv/dt = (g_l*(E_l - v) - g_na*(m*m*m)*h*(v - 50*mV) - g_kd*(n*n*n*n)*(v + 90*mV) + "
              "I)/(200*pF) : volt\n"
              "dm/dt = 0.32*(mV**-1)*4*mV/exprel((13*mV - v - 63*mV)/(4*mV))/ms*(1 - m) - "
              "0.28*(mV**-1)*5*mV/exprel((v + 63*mV - 40*mV)/(5*mV))/ms*m : 1\n"
              "dn/dt = 0.032*(mV**-1)*5*mV/exprel((15*mV - v - 63*mV)/(5*mV))/ms*(1 - n) - "
              "0.5*exp((10*mV - v - 63*mV)/(40*mV))/ms*n : 1\n"
              "dh/dt = 0.128*exp((17*mV - v - 63*mV)/(18*mV))/ms*(1 - h) - 4/(1 + exp((40*mV - v - "
              "63*mV)/(5*mV)))/ms*h : 1\n"
              "I : amp",
              {.method = "exponential_euler",
               .threshold = "v > -20*mV",
               .refractory = 3 * ms,
               .constants =
                   {{"g_l", 10 * nS}, {"E_l", -60 * mV}, {"g_na", 20 * uS}, {"g_kd", 6 * uS}},
               .name = "cells"}},
        network{{.seed = 1}, cells} {
    cells["v"] = "-60*mV";
    cells["I"] = "0.2*nA + 0.5*nA*i/N";
  }

  NeuronGroup cells;
  Network network;
};

/// CUBA of Brette et al. (2007), after Vogels and Abbott (2005).
struct Cuba {
  explicit Cuba(std::int64_t size)
      : cells{size,
              "dv/dt = (ge + gi - (v + 49*mV))/(20*ms) : volt (unless refractory)\n"
              "dge/dt = -ge/(5*ms) : volt\n"
              "dgi/dt = -gi/(10*ms) : volt",
              {.method = "exact",
               .threshold = "v > -50*mV",
               .reset = "v = -60*mV",
               .refractory = 5 * ms,
               .name = "cells"}},
        excitation{cells, cells, {.on_pre = "ge += 1.62*mV", .name = "excitation"}},
        inhibition{cells, cells, {.on_pre = "gi -= 9*mV", .name = "inhibition"}},
        network{{.seed = 1}, cells, excitation, inhibition} {
    cells["v"] = "-60*mV + rand()*10*mV";
    excitation.connect({.condition = "i < 0.8*N_pre", .p = 80.0 / static_cast<double>(size)});
    inhibition.connect({.condition = "i >= 0.8*N_pre", .p = 80.0 / static_cast<double>(size)});
  }

  NeuronGroup cells;
  Synapses excitation, inhibition;
  Network network;
};

/// CPU time of the time loop [s].
double loop_time(Network& network, const units::Quantity& duration, bool watches) {
  double seconds = 0;
  network.run(duration, {.watches_health = watches,
                         .around_loop = [&seconds](const std::function<void()>& loop) {
                           const auto start = thread_time();
                           loop();
                           seconds = thread_time() - start;
                         }});
  return seconds;
}

/// Two networks in the same state take the watch in turns, and the first place: where each lies in
/// memory makes more of a difference than the watch, and cancels so.
template <typename Model>
void watched_run(benchmark::State& turns) {
  const auto duration = static_cast<double>(turns.range(1)) * ms;
  std::array models{std::make_unique<Model>(turns.range(0)),
                    std::make_unique<Model>(turns.range(0))};
  std::vector<double> ratios;
  std::vector<double> seconds;
  std::size_t pair = 0;
  for (auto _ : turns) {
    std::array<double, 2> of_models{};
    double total = 0;
    for (const std::size_t watched : {0, 1}) {
      std::array<double, 2> times{};
      for (const std::size_t turn : {0, 1}) {
        const auto model = (turn + pair) % 2;
        times[model] = loop_time(models[model]->network, duration, model == watched);
      }
      of_models[watched] = times[watched] / times[1 - watched];
      seconds.push_back(times[1 - watched]);
      total += times[0] + times[1];
    }
    ++pair;
    ratios.push_back(std::sqrt(of_models[0] * of_models[1]));
    turns.SetIterationTime(total);
  }
  turns.counters["ratio"] = median(ratios);
  turns.counters["step_us"] = 1e6 * median(seconds) / (static_cast<double>(turns.range(1)) * 10);
}

BENCHMARK(watched_run<HodgkinHuxley>)
    ->Name("watched_run/hodgkin_huxley")
    ->Args({100, 4000})
    ->Args({1000, 500})
    ->Args({4000, 200})
    ->ArgNames({"neurons", "milliseconds"})
    ->Iterations(31)
    ->UseManualTime();

BENCHMARK(watched_run<Cuba>)
    ->Name("watched_run/cuba")
    ->Args({4000, 400})
    ->ArgNames({"neurons", "milliseconds"})
    ->Iterations(31)
    ->UseManualTime();

}  // namespace

}  // namespace ranvier::benchmarks
