// The step of a Hodgkin-Huxley neuron: the kernel that the compiler makes from the equations, and
// reference loop R, in turns on the same data. The ratio is a property of the code, the times are
// those of the machine.

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

#include "micro/median.hpp"
#include "micro/thread_time.hpp"
#include "reference/hodgkin_huxley_loop.hpp"
#include <ranvier/ranvier.hpp>

namespace ranvier::benchmarks {

namespace {

constexpr int neurons = 4000;
constexpr int steps_per_turn = 20;

const char* const equations = R"(
dv/dt = (gl*(El - v) + ge*(Ee - v) + gi*(Ei - v) - g_na*(m*m*m)*h*(v - ENa)
         - g_kd*(n*n*n*n)*(v - EK))/Cm : volt
dm/dt = alpha_m*(1 - m) - beta_m*m : 1
dn/dt = alpha_n*(1 - n) - beta_n*n : 1
dh/dt = alpha_h*(1 - h) - beta_h*h : 1
dge/dt = -ge/tau_e : siemens
dgi/dt = -gi/tau_i : siemens
alpha_m = 0.32*4/exprel((13*mV - v + VT)/(4*mV))/ms : Hz
beta_m = 0.28*5/exprel((v - VT - 40*mV)/(5*mV))/ms : Hz
alpha_h = 0.128*exp((17*mV - v + VT)/(18*mV))/ms : Hz
beta_h = 4/(1 + exp((40*mV - v + VT)/(5*mV)))/ms : Hz
alpha_n = 0.032*5/exprel((15*mV - v + VT)/(5*mV))/ms : Hz
beta_n = 0.5*exp((10*mV - v + VT)/(40*mV))/ms : Hz
)";

Constants constants() {
  return {{"Cm", 200 * pF}, {"gl", 10 * nS},  {"g_na", 20 * uS}, {"g_kd", 6 * uS},
          {"El", -60 * mV}, {"EK", -90 * mV}, {"ENa", 50 * mV},  {"VT", -63 * mV},
          {"Ee", 0 * mV},   {"Ei", -80 * mV}, {"tau_e", 5 * ms}, {"tau_i", 10 * ms}};
}

/// Runs a kernel and adds the time that it takes to a sum.
class TimedKernel : public backend::CompiledKernel {
 public:
  TimedKernel(std::shared_ptr<const backend::CompiledKernel> kernel, double& seconds)
      : kernel_(std::move(kernel)), seconds_(seconds) {}

  void run(kernel::KernelArguments& arguments) const override {
    const double start = thread_time();
    kernel_->run(arguments);
    seconds_ += thread_time() - start;
  }

 private:
  std::shared_ptr<const backend::CompiledKernel> kernel_;
  double& seconds_;
};

/// Compiled code that knows how long it has run.
class TimedBackend : public backend::Backend {
 public:
  explicit TimedBackend(const backend::LlvmOptions& options)
      : backend_(backend::make_llvm(options)) {}

  std::string_view name() const override { return backend_->name(); }

  std::shared_ptr<const backend::CompiledKernel> compile(const kernel::Kernel& kernel) override {
    return std::make_shared<TimedKernel>(backend_->compile(kernel), seconds_);
  }

  double seconds() const { return seconds_; }

 private:
  std::unique_ptr<backend::Backend> backend_;
  double seconds_ = 0;
};

/// States all along the way of an action potential.
HodgkinHuxleyState initial_state() {
  HodgkinHuxleyState state;
  for (int neuron = 0; neuron < neurons; ++neuron) {
    const double part = static_cast<double>(neuron) / neurons;
    state.v.push_back(-70e-3 + 15e-3 * part);
    state.ge.push_back(60e-9 * part);
    state.gi.push_back(20e-9 * (1 - part));
    state.m.push_back(0.05 + 0.1 * part);
    state.n.push_back(0.3 + 0.1 * part);
    state.h.push_back(0.6 + 0.2 * part);
  }
  return state;
}

/// Largest difference of v, in parts of the amplitude of an action potential.
double deviation(const NeuronGroup& group, const HodgkinHuxleyState& state) {
  const auto v = group.values_of("v");
  double largest = 0;
  for (std::size_t neuron = 0; neuron < v.size(); ++neuron) {
    largest = std::max(largest, std::abs(v[neuron] - state.v[neuron]));
  }
  return largest / 0.1;
}

void hodgkin_huxley_step(benchmark::State& turns, backend::Target target, int width) {
  if (!backend::is_available(target)) {
    turns.SkipWithError("the processor lacks the instructions");
    return;
  }
  const auto backend =
      std::make_shared<TimedBackend>(backend::LlvmOptions{.target = target, .width = width});
  auto state = initial_state();
  NeuronGroup group(neurons, equations, {.method = "exponential_euler", .constants = constants()});
  const std::vector<std::pair<const char*, std::pair<const std::vector<double>*, units::Quantity>>>
      variables{{"v", {&state.v, 1 * volt}},      {"ge", {&state.ge, 1 * siemens}},
                {"gi", {&state.gi, 1 * siemens}}, {"m", {&state.m, 1.0}},
                {"n", {&state.n, 1.0}},           {"h", {&state.h, 1.0}}};
  for (const auto& [name, values] : variables) group[name].set(*values.first, values.second);
  Network network(NetworkOptions{.dt = 0.1 * ms, .backend = backend}, group);
  network.run(0 * ms);

  const double element_steps = static_cast<double>(neurons) * steps_per_turn;
  std::vector<double> kernel;
  std::vector<double> loop;
  std::vector<double> ratio;
  for (auto _ : turns) {
    const double before = backend->seconds();
    network.run(steps_per_turn * 0.1 * ms);
    kernel.push_back((backend->seconds() - before) / element_steps);
    const double start = thread_time();
    for (int step = 0; step < steps_per_turn; ++step) step_hodgkin_huxley(state);
    loop.push_back((thread_time() - start) / element_steps);
    ratio.push_back(loop.back() / kernel.back());
    turns.SetIterationTime(kernel.back() * element_steps);
  }
  turns.counters["kernel_ns"] = 1e9 * median(kernel);
  turns.counters["loop_ns"] = 1e9 * median(loop);
  turns.counters["ratio"] = median(ratio);
  turns.counters["deviation"] = deviation(group, state);
  turns.SetLabel(backend::describe_target(target));
  if (!(deviation(group, state) < 1e-9)) turns.SkipWithError("kernel and loop differ");
}

BENCHMARK_CAPTURE(hodgkin_huxley_step, native, backend::Target::native, 0)
    ->Iterations(15)
    ->UseManualTime();
BENCHMARK_CAPTURE(hodgkin_huxley_step, avx2, backend::Target::avx2, 0)
    ->Iterations(15)
    ->UseManualTime();
BENCHMARK_CAPTURE(hodgkin_huxley_step, avx512, backend::Target::avx512, 0)
    ->Iterations(15)
    ->UseManualTime();
BENCHMARK_CAPTURE(hodgkin_huxley_step, scalar, backend::Target::native, 1)
    ->Iterations(5)
    ->UseManualTime();

}  // namespace

}  // namespace ranvier::benchmarks
