// Delay lines find where a sound comes from (Jeffress, 1948, doi:10.1037/h0061495).
//
// A sound reaches the two ears at slightly different times. Cells that receive both ears through
// axons of different lengths fire most where the axons make up for that difference: the place of
// the most active cell is the direction.
//
//     sound_localisation --seed 3 --duration 1

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <numbers>
#include <string>
#include <vector>

#include "example.hpp"
#include "numpy_random.hpp"
#include <ranvier/ranvier.hpp>

using namespace ranvier;

namespace {

constexpr int N_directions = 60;
const Quantity dt = 0.02 * ms;
const Quantity largest_delay = 20 * cm / (300 * metre / second);

/// Band-limited noise of standard deviation 1. Sums are rounded in another order than numpy's, so
/// the last bits differ from the twin's; the spikes do not.
std::vector<double> draw_sound(std::size_t samples, std::uint64_t seed) {
  RandomState random(static_cast<std::uint32_t>(seed));
  std::vector<double> white(samples);
  std::ranges::generate(white, [&random] { return random.randn(); });
  std::vector<double> noise(samples);
  double sum = 0;
  double square = 0;
  for (std::size_t sample = 0; sample < samples; ++sample) {
    for (std::size_t lag = 0; lag < std::min<std::size_t>(20, sample + 1); ++lag) {
      noise[sample] +=
          white[sample - lag] * std::exp(-static_cast<double>(lag) * (dt / (0.1 * ms)).value());
    }
    sum += noise[sample];
  }
  const auto mean = sum / static_cast<double>(samples);
  for (const auto value : noise) {
    square += (value - mean) * (value - mean);
  }
  for (auto& value : noise) {
    value /= std::sqrt(square / static_cast<double>(samples));
  }
  return noise;
}

void simulate(const Arguments& arguments) {
  const auto samples =
      static_cast<std::size_t>(std::llround(arguments.duration / dt.value())) + 100;
  const TimedArray sound(draw_sound(samples, arguments.seed), 1, dt);

  // The direction it comes from: a slow sweep from left to right in five steps.
  std::vector<double> angles(5);
  for (std::size_t piece = 0; piece < angles.size(); ++piece) {
    angles[piece] =
        static_cast<double>(piece) * (2 * std::numbers::pi / 3 / 4) - std::numbers::pi / 3;
  }
  const auto piece = arguments.duration / static_cast<double>(angles.size());
  const TimedArray direction(angles, 1, piece * second);

  // Ear 0 is the left one, ear 1 the right one.
  NeuronGroup ears{2,
                   R"(
lag = (0.5 + (i - 0.5)*sin(direction(t)))*largest_delay : second
heard = 5*sound(t - lag)*int(t > lag) : 1
dx/dt = (heard - x)/tau_ear : 1 (unless refractory))",
                   {.method = "euler",
                    .threshold = "x > 0.35",
                    .reset = "x = 0",
                    .refractory = 2.5 * ms,
                    .constants = {{"direction", direction},
                                  {"sound", sound},
                                  {"largest_delay", largest_delay},
                                  {"tau_ear", 1 * ms}},
                    .name = "ears"}};
  NeuronGroup cells{N_directions,
                    "dv/dt = -v/tau_cell : 1",
                    {.method = "exact",
                     .threshold = "v > 1",
                     .reset = "v = 0",
                     .constants = {{"tau_cell", 0.1 * ms}},
                     .name = "cells"}};
  Synapses axons{
      ears,
      cells,
      {.on_pre = "v += 0.7", .constants = {{"largest_delay", largest_delay}}, .name = "axons"}};
  axons.connect();
  axons["delay"]["i == 0"] = "(1.0*j/(N_post - 1))*largest_delay";
  axons["delay"]["i == 1"] = "(1 - 1.0*j/(N_post - 1))*largest_delay";

  SpikeMonitor spikes{cells};
  SpikeMonitor ear_spikes{ears};
  Network network{{.dt = dt}, ears, cells, axons, spikes, ear_spikes};
  network.run(arguments.duration * second);

  // The best cell compensates the difference sin(angle)*largest_delay: its place is
  // (1 + sin(angle))/2 along the line.
  const auto i = spikes.i();
  const auto t = spikes.t();
  for (std::size_t number = 0; number < angles.size(); ++number) {
    double count = 0;
    double sum = 0;
    for (std::size_t spike = 0; spike < i.size(); ++spike) {
      if (std::floor(t[spike] / piece) == static_cast<double>(number)) {
        count += 1;
        sum += i[spike];
      }
    }
    const auto place = 2 * sum / std::max(count, 1.0) / (N_directions - 1) - 1;
    const auto degrees = 180 / std::numbers::pi;
    std::cout << "sound from " << angles[number] * degrees << " degrees, heard at "
              << std::asin(std::clamp(place, -1.0, 1.0)) * degrees << "   (" << count
              << " spikes)\n";
  }
  if (!arguments.spikes.empty()) {
    std::ofstream file(arguments.spikes);
    write_spike_times(file, "ears", ear_spikes);
    write_spike_times(file, "cells", spikes);
  }
}

}  // namespace

int main(int argc, char** argv) {
  return run_example(argc, argv, {.duration = 1}, simulate);
}
