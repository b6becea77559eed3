/// Reference loop R: one step of a conductance-based neuron as a person would write it in plain
/// C++.
#pragma once

#include <vector>

namespace ranvier::benchmarks {

/// The cell of Brette et al. (2007), doi:10.1007/s10827-007-0038-6, benchmark 3 (after Traub and
/// Miles 1991), in SI units.
struct HodgkinHuxleyState {
  std::vector<double> v;   ///< membrane potential [V]
  std::vector<double> ge;  ///< excitatory conductance [S]
  std::vector<double> gi;  ///< inhibitory conductance [S]
  std::vector<double> m;
  std::vector<double> n;
  std::vector<double> h;
};

/// One step of 0.1 ms by the exponential Euler method: all new values from the old state.
void step_hodgkin_huxley(HodgkinHuxleyState& state);

}  // namespace ranvier::benchmarks
