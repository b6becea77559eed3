// TimedArrays, binomial numbers, functions of the host program and network operations, in networks.

#include <cmath>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "support/error_text.hpp"
#include <ranvier/ranvier.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::functions_test {
namespace {

using equations::FunctionSignature;
using ranvier::testing::error_text;

/// Both back ends: kernels are cut at calls the same way in each.
std::vector<std::shared_ptr<backend::Backend>> back_ends() {
  return {backend::make_interpreter(), backend::make_llvm()};
}

TEST(TimedArray, HasTheSampleOfTheTimeEvenIfRoundingPutsTheTimeJustBeforeIt) {
  for (const auto& backend : back_ends()) {
    NeuronGroup cells{
        3,
        "x : volt\ny : volt",
        {.constants = {{"stimulus", TimedArray({1, 2, 4}, mV, 0.3 * ms)},
                       {"columns", TimedArray({1, 2, 3, 4, 5, 6}, mV, 0.1 * ms, 3)}}}};
    cells.run_regularly("x = stimulus(t); y = columns(t, i)");
    StateMonitor trace{cells, {"x", "y"}, {.when = "end"}};
    Network network{{.backend = backend}, cells, trace};
    network.run(1.1 * ms);
    const auto x = trace.values("x");
    const auto y = trace.values("y");
    const std::vector<double> wanted{1, 1, 1, 2, 2, 2, 4, 4, 4, 4, 4};
    for (std::size_t step = 0; step < wanted.size(); ++step) {
      EXPECT_EQ(x[step], wanted[step] * 1e-3) << step;
      for (std::size_t cell = 0; cell < 3; ++cell) {
        const double row = step == 0 ? 0 : 3;
        EXPECT_EQ(y[cell * wanted.size() + step], (row + 1 + static_cast<double>(cell)) * 1e-3);
      }
    }
  }
}

TEST(TimedArray, CountsAsConstantDuringAStepIfItsIntervalIsAMultiple) {
  const auto method_for = [](const units::Quantity& dt) {
    NeuronGroup cell{1,
                     "dv/dt = (stimulus(t) - v)/(10*ms) : 1",
                     {.method = "exact",
                      .constants = {{"stimulus", TimedArray({1, 2}, 1.0, dt)}},
                      .name = "cell"}};
    Network network{{.backend = backend::make_interpreter()}, cell};
    network.run(0.1 * ms);
  };
  EXPECT_NO_THROW(method_for(0.5 * ms));
  EXPECT_EQ(error_text<ModelError>([&] { method_for(0.25 * ms); }),
            "error[unsupported-equations]: method 'exact' cannot integrate 'v': 't' changes during "
            "a time step\n"
            "  in NeuronGroup 'cell', line 1\n"
            "    dv/dt = (stimulus(t) - v)/(10*ms) : 1\n"
            "                      ^ not constant during a time step\n"
            "  help: put what depends on 't' into a subexpression marked `(constant over dt)`, or "
            "choose method='euler', 'rk2' or 'rk4'\n");
}

TEST(TimedArray, RefusesAColumnThatItDoesNotHave) {
  for (const auto& backend : back_ends()) {
    NeuronGroup cells{
        3,
        "x : 1",
        {.constants = {{"rows", TimedArray({1, 2, 3, 4}, 1.0, 1 * ms, 2)}}, .name = "cells"}};
    cells.run_regularly("x = rows(t, i)");
    Network network{{.backend = backend}, cells};
    EXPECT_EQ(error_text<UsageError>([&] { network.run(0.1 * ms); }),
              "NeuronGroup 'cells': the TimedArray 'timed_array' has 2 columns, there is no column "
              "2");
  }
}

TEST(BinomialFunction, DrawsExactNumbersForEachElement) {
  for (const auto& backend : back_ends()) {
    NeuronGroup cells{2000, "x : 1", {.constants = {{"draw", BinomialFunction(10, 0.7)}}}};
    cells["x"] = "draw()";
    Network network{{.seed = 3, .backend = backend}, cells};
    network.run(0 * ms);
    double sum = 0;
    for (const auto x : cells["x"].values()) {
      EXPECT_EQ(x, std::floor(x));
      EXPECT_LE(x, 10);
      sum += x;
    }
    EXPECT_NEAR(sum / 2000, 7, 5 * std::sqrt(2.1 / 2000));
  }
}

FunctionSignature of_numbers(std::size_t count) {
  FunctionSignature signature;
  signature.arguments.resize(count);
  signature.result_unit = units::dimensionless;
  return signature;
}

TEST(HostFunctions, SeeAllElementsAtOnceAndSingleValuesAsSuch) {
  for (const auto& backend : back_ends()) {
    std::vector<std::pair<std::int64_t, bool>> calls;
    const auto add = model::host_function(of_numbers(2), [&](const HostCall& call) {
      calls.emplace_back(call.count, call.arguments[1].is_single);
      const auto* x = static_cast<const double*>(call.arguments[0].data);
      const auto* y = static_cast<const double*>(call.arguments[1].data);
      for (std::int64_t k = 0; k < call.count; ++k) {
        static_cast<double*>(call.result)[k] = x[k] + y[call.arguments[1].is_single ? 0 : k];
      }
    });
    NeuronGroup cells{21, "x : 1\ny : 1", {.constants = {{"add", add}, {"two", 2.0}}}};
    cells.run_regularly("x = add(add(x + 1, two), y); y = y + 1");
    Network network{{.backend = backend}, cells};
    network.run(0.2 * ms);
    EXPECT_EQ(cells["x"].values(), std::vector<double>(21, 7));
    EXPECT_EQ(cells["y"].values(), std::vector<double>(21, 2));
    ASSERT_EQ(calls.size(), 4U);
    EXPECT_EQ(calls[0], std::pair(std::int64_t{21}, true));
    EXPECT_EQ(calls[1], std::pair(std::int64_t{21}, false));
  }
}

TEST(HostFunctions, InResetsSeeTheNeuronsThatSpiked) {
  for (const auto& backend : back_ends()) {
    std::vector<std::int64_t> counts;
    const auto twice = model::host_function(of_numbers(1), [&](const HostCall& call) {
      counts.push_back(call.count);
      for (std::int64_t k = 0; k < call.count; ++k) {
        static_cast<double*>(call.result)[k] =
            2 * static_cast<const double*>(call.arguments[0].data)[k];
      }
    });
    NeuronGroup cells{
        5,
        "v : 1",
        {.threshold = "v > 1.5", .reset = "v = -twice(v)", .constants = {{"twice", twice}}}};
    cells["v"] = "i";
    Network network{{.backend = backend}, cells};
    network.run(0.2 * ms);
    EXPECT_EQ(cells["v"].values(), (std::vector<double>{0, 1, -4, -6, -8}));
    EXPECT_EQ(counts, std::vector<std::int64_t>{3});
  }
}

TEST(HostFunctions, InSynapsesSeeWhatTheSynapseBeforeStored) {
  for (const auto& backend : back_ends()) {
    const auto twice = model::host_function(of_numbers(1), [](const HostCall& call) {
      for (std::int64_t k = 0; k < call.count; ++k) {
        static_cast<double*>(call.result)[k] =
            2 * static_cast<const double*>(call.arguments[0].data)[k];
      }
    });
    NeuronGroup source{1, "v : 1", {.threshold = "t < dt/2"}};
    NeuronGroup target{2, "v : 1"};
    target["v"] = "i + 1";
    Synapses synapses{
        source,
        target,
        "w : 1",
        {.on_pre = "w = twice(v_post); v_post += w", .constants = {{"twice", twice}}}};
    synapses.connect({.condition = "True", .n = 3});
    Network network{{.backend = backend}, source, target, synapses};
    network.run(0.2 * ms);
    EXPECT_EQ(target["v"].values(), (std::vector<double>{27, 54}));
    auto weights = synapses["w"].values();
    std::ranges::sort(weights);
    EXPECT_EQ(weights, (std::vector<double>{2, 4, 6, 12, 18, 36}));
  }
}

TEST(HostFunctions, AreCheckedLikeThoseOfTheLanguage) {
  auto signature = of_numbers(2);
  signature.arguments[0] = {"x", units::second_dimension, {}};
  signature.arguments[1] = {"y", FunctionSignature::SameAs{0}, {}};
  const auto function = model::host_function(signature, [](const HostCall&) {});
  const auto problem = [&](const std::string& code) {
    NeuronGroup cell{
        1, "v : volt\nx : 1", {.constants = {{"f", function}, {"k", 2.0}}, .name = "cell"}};
    cell.run_regularly(code);
    Network network{{.backend = backend::make_interpreter()}, cell};
    return error_text<ModelError>([&] { network.run(0.1 * ms); });
  };
  EXPECT_EQ(problem("x = f(v, v)"),
            "error[dimension-mismatch]: argument 'x' of 'f' is in second, not volt\n"
            "  in run_regularly of NeuronGroup 'cell', line 1\n"
            "    x = f(v, v)\n"
            "          ^ volt\n"
            "  help: give it in second\n");
  EXPECT_EQ(problem("x = f(t, v)"),
            "error[dimension-mismatch]: argument 'y' of 'f' is in second, not volt\n"
            "  in run_regularly of NeuronGroup 'cell', line 1\n"
            "    x = f(t, v)\n"
            "          ^ second\n"
            "             ^ volt\n"
            "  help: 'f' takes two quantities of the same unit there\n");
  EXPECT_EQ(problem("x = f(t)"),
            "error[wrong-argument-count]: 'f' takes 2 arguments, not 1\n"
            "  in run_regularly of NeuronGroup 'cell', line 1\n"
            "    x = f(t)\n"
            "        ^^^^\n"
            "  help: write 'f(x, y)'\n");
  EXPECT_EQ(problem("x = 1 + f"),
            "error[function-without-call]: 'f' is a function\n"
            "  in run_regularly of NeuronGroup 'cell', line 1\n"
            "    x = 1 + f\n"
            "            ^\n"
            "  help: call it: 'f(...)'\n");
  EXPECT_EQ(problem("x = k(1 + x)"),
            "error[not-a-function]: 'k' is not a function\n"
            "  in run_regularly of NeuronGroup 'cell', line 1\n"
            "    x = k(1 + x)\n"
            "        ^\n"
            "  help: to multiply, write '*' between the name and the bracket\n");
  EXPECT_EQ(problem("x = sinn(x)"),
            "error[unknown-function]: unknown function 'sinn'\n"
            "  in run_regularly of NeuronGroup 'cell', line 1\n"
            "    x = sinn(x)\n"
            "        ^^^^\n"
            "  help: did you mean 'sin'?\n");
}

TEST(NetworkOperation, IsCalledInItsSlotAndMayChangeState) {
  NeuronGroup cell{1, "dv/dt = 10/ms : 1", {.threshold = "v > 2.5", .reset = "v = 0"}};
  std::vector<double> times;
  NetworkOperation operation{[&](double t) {
                               times.push_back(t);
                               cell.state().find("v")->values.set_value(0, 0);
                             },
                             {.clock = {.dt = 0.2 * ms}, .when = "before_thresholds"}};
  StateMonitor trace{cell, {"v"}};
  Network network{{.backend = backend::make_interpreter()}, cell, operation, trace};
  network.run(0.5 * ms);
  EXPECT_EQ(operation.name(), "networkoperation");
  EXPECT_EQ(times, (std::vector<double>{0, 2e-4, 4e-4}));
  EXPECT_EQ(trace.values("v"), (std::vector<double>{0, 0, 1, 0, 1}));
}

TEST(NetworkOperation, EndsTheRunWithWhatItThrows) {
  NetworkOperation operation{[](double) { throw std::runtime_error("no more"); }};
  Network network{{.backend = backend::make_interpreter()}, operation};
  EXPECT_THROW(network.run(1 * ms), std::runtime_error);
}

TEST(PoissonGroup, EvaluatesATextOfRatesInEveryStep) {
  for (const auto& backend : back_ends()) {
    PoissonGroup input{100, "int(i < 50)*20000*Hz*int(t < 0.5*ms)"};
    SpikeMonitor spikes{input};
    Network network{{.backend = backend}, input, spikes};
    network.run(1 * ms);
    EXPECT_EQ(spikes.num_spikes(), 250);
  }
}

}  // namespace
}  // namespace ranvier::functions_test
