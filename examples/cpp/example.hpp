/// What the examples have in common: their command line, and the file of spikes that they write.
#pragma once

#include <cmath>
#include <cstdint>
#include <exception>
#include <iomanip>
#include <iostream>
#include <ostream>
#include <stdexcept>
#include <string>

#include <ranvier/ranvier.hpp>

struct Arguments {
  std::uint64_t seed = 1;
  double duration = 1;  ///< [s]
  std::string spikes;   ///< text file to write, a line for every spike; "" for none
};

/// Reads `--seed 3 --duration 0.5 --spikes FILE`.
/// @throws std::invalid_argument, std::out_of_range  for anything else.
inline Arguments read_arguments(int argc, char** argv, Arguments arguments) {
  for (int position = 1; position < argc; position += 2) {
    const std::string option = argv[position];
    if (position + 1 == argc) {
      throw std::invalid_argument(option);
    }
    const std::string value = argv[position + 1];
    if (option == "--seed") {
      arguments.seed = std::stoull(value);
    } else if (option == "--duration") {
      arguments.duration = std::stod(value);
    } else if (option == "--spikes") {
      arguments.spikes = value;
    } else {
      throw std::invalid_argument(option);
    }
  }
  return arguments;
}

/// The body of `main`: reads the arguments, runs the example, shows errors. Returns the exit
/// status.
template <typename Simulate>
int run_example(int argc, char** argv, const Arguments& defaults, const Simulate& simulate) {
  Arguments arguments;
  try {
    arguments = read_arguments(argc, argv, defaults);
  } catch (const std::logic_error&) {
    std::cerr << "usage: " << argv[0] << " [--seed NUMBER] [--duration SECONDS] [--spikes FILE]\n";
    return 2;
  }
  std::cerr << "processor " << ranvier::backend::describe_target(ranvier::backend::Target::native)
            << '\n';
  try {
    simulate(arguments);
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
  return 0;
}

/// Writes a line for each spike: `label`, cell, time step.
inline void write_spikes(std::ostream& file, const std::string& label,
                         const ranvier::SpikeMonitor& monitor, double dt) {
  const auto cells = monitor.i();
  const auto times = monitor.t();
  for (std::size_t spike = 0; spike < cells.size(); ++spike) {
    file << label << ' ' << cells[spike] << ' ' << std::llround(times[spike] / dt) << '\n';
  }
}

/// Writes a line for each spike: `label`, cell, time in seconds.
inline void write_spike_times(std::ostream& file, const std::string& label,
                              const ranvier::SpikeMonitor& monitor) {
  const auto cells = monitor.i();
  const auto times = monitor.t();
  for (std::size_t spike = 0; spike < cells.size(); ++spike) {
    file << label << ' ' << cells[spike] << ' ' << std::fixed << std::setprecision(7)
         << times[spike] << '\n';
  }
}
