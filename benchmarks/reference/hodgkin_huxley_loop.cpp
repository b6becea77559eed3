#include "hodgkin_huxley_loop.hpp"

#include <cmath>
#include <cstddef>

namespace ranvier::benchmarks {

namespace {

constexpr double dt = 1e-4;     // [s]
constexpr double Cm = 200e-12;  // [F]
constexpr double gl = 10e-9;    // [S]
constexpr double g_na = 20e-6;
constexpr double g_kd = 6e-6;
constexpr double El = -60e-3;  // [V]
constexpr double EK = -90e-3;
constexpr double ENa = 50e-3;
constexpr double VT = -63e-3;
constexpr double Ee = 0;
constexpr double Ei = -80e-3;
constexpr double tau_e = 5e-3;  // [s]
constexpr double tau_i = 10e-3;

/// x / (exp(x) - 1)
double inverse_exprel(double x) {
  return x == 0 ? 1 : x / std::expm1(x);
}

/// dx/dt = alpha (1 - x) - beta x over one step, with alpha and beta constant.
double relax(double x, double alpha, double beta) {
  const double rate = alpha + beta;
  const double limit = alpha / rate;
  return limit + (x - limit) * std::exp(-dt * rate);
}

}  // namespace

void step_hodgkin_huxley(HodgkinHuxleyState& state) {
  const double decay_e = std::exp(-dt / tau_e);
  const double decay_i = std::exp(-dt / tau_i);
  for (std::size_t neuron = 0; neuron < state.v.size(); ++neuron) {
    const double v = state.v[neuron];
    const double ge = state.ge[neuron];
    const double gi = state.gi[neuron];
    const double m = state.m[neuron];
    const double n = state.n[neuron];
    const double h = state.h[neuron];
    const double u = v - VT;

    const double alpha_m = 1280 * inverse_exprel((13e-3 - u) / 4e-3);  // [1/s]
    const double beta_m = 1400 * inverse_exprel((u - 40e-3) / 5e-3);
    const double alpha_h = 128 * std::exp((17e-3 - u) / 18e-3);
    const double beta_h = 4000 / (1 + std::exp((40e-3 - u) / 5e-3));
    const double alpha_n = 160 * inverse_exprel((15e-3 - u) / 5e-3);
    const double beta_n = 500 * std::exp((10e-3 - u) / 40e-3);

    const double na = g_na * m * m * m * h;
    const double kd = g_kd * n * n * n * n;
    const double conductance = gl + ge + gi + na + kd;
    const double limit = (gl * El + ge * Ee + gi * Ei + na * ENa + kd * EK) / conductance;
    state.v[neuron] = limit + (v - limit) * std::exp(-dt * conductance / Cm);
    state.ge[neuron] = ge * decay_e;
    state.gi[neuron] = gi * decay_i;
    state.m[neuron] = relax(m, alpha_m, beta_m);
    state.n[neuron] = relax(n, alpha_n, beta_n);
    state.h[neuron] = relax(h, alpha_h, beta_h);
  }
}

}  // namespace ranvier::benchmarks
