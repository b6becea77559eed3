/// What the doctor finds in runs of one group, for tests.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "findings.hpp"
#include <ranvier/ranvier.hpp>

namespace ranvier::testing {

struct HealthModel {
  std::string equations;
  std::string method = {};
  std::string threshold = {};
  std::optional<std::string> reset = {};
  model::Refractoriness refractory = {};
  std::map<std::string, std::string> values = {};
  units::Quantity duration = 200 * ms;
  std::int64_t size = 2;
  std::string regularly = {};
  doctor::Ignored ignored = {};
};

inline NeuronGroup cells_of(const HealthModel& model) {
  NeuronGroupOptions options;
  options.name = "cells";
  if (!model.method.empty()) {
    options.method = model.method;
  }
  if (!model.threshold.empty()) {
    options.threshold = model.threshold;
  }
  options.reset = model.reset;
  options.refractory = model.refractory;
  return NeuronGroup{model.size, model.equations, options};
}

/// What is found in a run of the cells, made by `cells_of`, beside other objects.
template <typename... Objects>
std::vector<doctor::Finding> findings_of_run(const HealthModel& model, NeuronGroup& cells,
                                             Objects&... objects) {
  for (const auto& [name, value] : model.values) {
    cells[name] = value;
  }
  if (!model.regularly.empty()) {
    cells.run_regularly(model.regularly);
  }
  Network network{examined(), cells, objects...};
  network.run(model.duration, {.ignored_findings = model.ignored});
  return network.health_findings();
}

inline std::vector<doctor::Finding> findings_of_run(const HealthModel& model) {
  auto cells = cells_of(model);
  return findings_of_run(model, cells);
}

/// The texts of all of them.
inline std::string text_of_run(const HealthModel& model) {
  std::string all;
  for (const auto& finding : findings_of_run(model)) {
    all += render(finding);
  }
  return all;
}

inline std::vector<std::string> codes_of(const std::vector<doctor::Finding>& findings) {
  std::vector<std::string> codes;
  for (const auto& finding : findings) {
    codes.push_back(finding.code);
  }
  return codes;
}

}  // namespace ranvier::testing
