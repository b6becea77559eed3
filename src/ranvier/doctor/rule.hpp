/// A rule: one mistake that the doctor knows.
#pragma once

#include <string_view>
#include <vector>

#include <ranvier/doctor/dependency_graph.hpp>
#include <ranvier/doctor/finding.hpp>

namespace ranvier::doctor {

/// Rules ask the graph and change nothing. Each says in its file when it fires, and when it must
/// not: a false alarm costs more trust than a missed mistake.
class Rule {
 public:
  virtual ~Rule() = default;

  virtual std::string_view code() const = 0;
  virtual std::vector<Finding> examine(const DependencyGraph& graph) const = 0;
};

/// All rules; causes stand before their symptoms.
const std::vector<const Rule*>& rules();

// What several rules say alike.

/// The piece of text as a place of a finding.
Place place_of(const Part& part, std::string note);
Place place_of(const Write& write, std::string note);
/// The line that declares a variable.
/// @pre DependencyGraph::equation_of(variable) != nullptr
Place declaration_of(const Variable& variable, std::string note);
/// "dv/dt", "the threshold", "the reset after 'spike'", ...
std::string describe(const Part& part);
/// The unit of a variable as its equation has it.
std::string unit_text(const equations::Equation& equation);

}  // namespace ranvier::doctor
