#include <algorithm>

#include <fmt/format.h>

#include <ranvier/equations/equations.hpp>
#include <ranvier/equations/reporter.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::equations {

namespace {

using Flags = std::vector<std::string>;

/// The flags that a kind of line may have (semantics A2.4, A2.5, D19).
Flags allowed_flags(EquationKind kind, Context context) {
  switch (kind) {
    case EquationKind::differential:
      return context == Context::neuron_group ? Flags{"unless refractory"}
                                              : Flags{"event-driven", "clock-driven"};
    case EquationKind::subexpression:
      return context == Context::neuron_group
                 ? Flags{"shared", "constant over dt"}
                 : Flags{"summed", "shared target", "shared", "constant over dt"};
    case EquationKind::parameter:
      break;
  }
  return {"constant", "shared", "linked"};
}

std::string name_of(EquationKind kind) {
  switch (kind) {
    case EquationKind::differential:
      return "differential equation";
    case EquationKind::subexpression:
      return "subexpression";
    case EquationKind::parameter:
      break;
  }
  return "parameter";
}

/// Where the flag stands in the text; the whole line if it is written with other blanks.
SourceSpan span_of_flag(const Equation& equation, const std::string& flag) {
  const auto begin = equation.source.find(flag, equation.unit_span.end);
  if (begin == std::string::npos || begin + flag.size() > equation.span.end) {
    return equation.span;
  }
  return {begin, begin + flag.size()};
}

void check_allowed(const Equation& equation, Context context, Reporter& reporter) {
  const auto allowed = allowed_flags(equation.kind, context);
  for (const auto& flag : equation.flags) {
    if (std::ranges::find(allowed, flag) != allowed.end()) {
      continue;
    }
    auto nearest = nearest_name(flag, allowed);
    reporter.report(
        "illegal-flag", fmt::format("a {} cannot have the flag '{}'", name_of(equation.kind), flag),
        span_of_flag(equation, flag),
        nearest.empty()
            ? fmt::format("in {} it may have: {}",
                          context == Context::neuron_group ? "a NeuronGroup" : "Synapses",
                          fmt::join(allowed, ", "))
            : fmt::format("did you mean '{}'?", nearest));
  }
}

/// Flags that stand alone, or only beside certain others.
void check_combination(const Equation& equation, Reporter& reporter) {
  const auto refuse = [&](const std::string& flag, const std::string& message,
                          const std::string& help) {
    reporter.report("incompatible-flags", message, span_of_flag(equation, flag), help);
  };
  const auto count = equation.flags.size();
  if (equation.has_flag("linked") && count > 1) {
    refuse("linked", "'linked' cannot be combined with other flags",
           "the linked variable decides the rest");
  }
  if (equation.has_flag("shared target") && !equation.has_flag("summed")) {
    refuse("shared target", "'shared target' needs 'summed'", "write (summed, shared target)");
  } else if (equation.has_flag("summed") &&
             count > (equation.has_flag("shared target") ? 2U : 1U)) {
    refuse("summed", "'summed' cannot be combined with other flags", "");
  }
  if (equation.has_flag("event-driven") && equation.has_flag("clock-driven")) {
    refuse("event-driven", "'event-driven' and 'clock-driven' exclude each other",
           "remove one of them");
  }
}

/// A shared subexpression has one value, so it may use only what has one value (A2.9).
void check_shared(const Equation& equation, const Equations& equations, Reporter& reporter) {
  if (!equation.expression || !equation.has_flag("shared")) {
    return;
  }
  for (const auto& name : symbolic::symbols_of(equation.right_side())) {
    const auto* used = equations.find(name);
    if (name == "i" || (used != nullptr && !used->has_flag("shared"))) {
      reporter.report(
          "shared-subexpression",
          fmt::format("'{}' is shared, but '{}' has a value for each element", equation.name, name),
          equation.right_side().span(),
          fmt::format("remove the flag, or mark '{}' as shared too", name));
    }
  }
}

/// `x_pre` and `x_post` mean the variable `x` at the ends of a synapse; only a summed variable is
/// defined by that name.
void check_suffix(const Equation& equation, Reporter& reporter) {
  if ((equation.name.ends_with("_pre") || equation.name.ends_with("_post")) &&
      !equation.has_flag("summed")) {
    reporter.report(
        "pre-post-name",
        fmt::format("'{}' has the suffix of a variable at an end of a synapse", equation.name),
        equation.name_span, "choose another name, unless it is a (summed) variable of Synapses");
  }
}

}  // namespace

void Equations::check_flags(Context context, const std::string& where) const {
  std::vector<Diagnostic> diagnostics;
  for (const auto& equation : equations_) {
    Reporter reporter{equation.source, where, diagnostics};
    check_allowed(equation, context, reporter);
    check_combination(equation, reporter);
    check_shared(equation, *this, reporter);
    check_suffix(equation, reporter);
  }
  if (!diagnostics.empty()) {
    throw ModelError(std::move(diagnostics));
  }
}

}  // namespace ranvier::equations
