/// Neurons with an input current, the synapses that drive it, and what else writes it: a model for
/// tests of the doctor's rules, of which a test changes one thing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "support/findings.hpp"

namespace ranvier::testing {

struct DrivenCells {
  std::string equations =
      "dv/dt = (I - v)/(10*ms) : volt\n"
      "I : volt";
  model::PathwayTexts on_pre = "I += w";
  std::string on_post = {};
  std::string threshold = "v > 10*mV";
  std::string reset = "v = 0*mV";
  std::string synapses = "w : volt";
  std::string name = "S";  ///< of the synapses
  std::string source = "dv/dt = -v/(10*ms) : volt";
  std::string source_threshold = "v > 10*mV";
  std::string regularly = {};  ///< code that the neurons run in each step
  std::string event = {};      ///< condition of a further event
  std::string at_event = {};   ///< code that it runs
  std::string summed = {};     ///< equation of further synapses, from the neurons
  bool has_operation = false;  ///< a function of the user runs in each step
  bool is_recurrent = false;   ///< the neurons are the source
  enum class Connection { all, one_to_one, none } connection = Connection::all;
};

/// The findings of one rule.
inline std::vector<doctor::Finding> findings_of(const std::string& code, const DrivenCells& model) {
  NeuronGroupOptions presynaptic_options{.threshold = model.source_threshold, .name = "source"};
  if (model.source == DrivenCells{}.source) {
    presynaptic_options.reset = "v = 0*mV";
  }
  NeuronGroup source{3, model.source, presynaptic_options};
  NeuronGroupOptions options{.threshold = model.threshold, .reset = model.reset, .name = "cells"};
  if (!model.event.empty()) {
    options.events = {{"event", model.event}};
  }
  NeuronGroup cells{3, model.equations, options};
  if (!model.at_event.empty()) {
    cells.run_on_event("event", model.at_event);
  }
  if (!model.regularly.empty()) {
    cells.run_regularly(model.regularly);
  }
  auto& presynaptic = model.is_recurrent ? cells : source;
  SynapsesOptions pathways{.on_pre = model.on_pre, .name = model.name};
  if (!model.on_post.empty()) {
    pathways.on_post = model.on_post;
  }
  Synapses synapses{presynaptic, cells, model.synapses, pathways};
  if (model.connection == DrivenCells::Connection::one_to_one) {
    synapses.connect({.i = {0, 1, 2}, .j = {0, 1, 2}});
  } else if (model.connection == DrivenCells::Connection::all) {
    synapses.connect();
  }
  std::vector<model::NetworkObject*> objects{&source, &cells, &synapses};
  std::optional<Synapses> further;
  if (!model.summed.empty()) {
    further.emplace(cells, cells, model.summed, SynapsesOptions{.name = "summing"});
    further->connect();
    objects.push_back(&*further);
  }
  NetworkOperation operation{[] {}};
  if (model.has_operation) {
    objects.push_back(&operation);
  }
  Network network{{.backend = backend::make_interpreter()}};
  network.set_objects(objects);
  if (model.connection != DrivenCells::Connection::none) {
    network.apply_pending();
  }
  auto findings = network.examine();
  std::erase_if(findings, [&](const doctor::Finding& finding) { return finding.code != code; });
  return findings;
}

}  // namespace ranvier::testing
