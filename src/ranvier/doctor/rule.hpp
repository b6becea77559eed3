/// A rule: one mistake that the doctor knows.
#pragma once

#include <string_view>
#include <vector>

#include <ranvier/doctor/facts.hpp>
#include <ranvier/doctor/finding.hpp>
#include <ranvier/doctor/health.hpp>

namespace ranvier::doctor {

/// Rules ask the facts and change nothing. Each says in its file when it fires, and when it must
/// not: a false alarm costs more trust than a missed mistake.
class Rule {
 public:
  virtual ~Rule() = default;

  virtual std::string_view code() const = 0;
  virtual std::vector<Finding> examine(const Facts& facts) const = 0;
};

/// All rules; causes stand before their symptoms.
const std::vector<const Rule*>& rules();

/// A mistake that a run shows. Says in its file when it fires, and when it must not, as a Rule.
class HealthRule {
 public:
  virtual ~HealthRule() = default;

  virtual std::string_view code() const = 0;
  virtual std::vector<Finding> examine(const Facts& facts, const RunHealth& health) const = 0;
};

/// All rules about runs; causes stand before their symptoms.
const std::vector<const HealthRule*>& health_rules();

// What several rules say alike.

/// The piece of text as a place of a finding.
Place place_of(const Part& part, std::string note);
Place place_of(const Write& write, std::string note);
/// The line that declares a variable.
/// @pre DependencyGraph::equation_of(variable) != nullptr
Place declaration_of(const Variable& variable, std::string note);
/// The statement that made an object.
Place creation_of(const model::NetworkObject& object, std::string note);
/// "dv/dt", "the threshold", "the reset after 'spike'", ...
std::string describe(const Part& part);
/// The differential equations, summed variables and conditions that use a variable, themselves or
/// through subexpressions: where a wrong value would show in the activity.
std::vector<const Part*> dynamic_readers_of(const Variable& variable, const DependencyGraph& graph);
/// A time [s], rounded to three digits, as a script writes it: "13.9*us".
std::string time_code(double seconds);
/// The unit of a variable as its equation has it.
std::string unit_text(const equations::Equation& equation);

}  // namespace ranvier::doctor
