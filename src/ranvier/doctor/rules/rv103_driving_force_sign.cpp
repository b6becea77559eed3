#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ranvier/doctor/conductance_form.hpp>
#include <ranvier/doctor/rules/all.hpp>
#include <ranvier/doctor/signs.hpp>
#include <ranvier/doctor/terms.hpp>
#include <ranvier/symbolic/linear_form.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::doctor {

namespace {

using symbolic::Expression;
using symbolic::Interval;
using Kind = symbolic::Change::Kind;

std::string excerpt(const std::string& source, const SourceSpan& span) {
  return source.substr(span.begin, span.end - span.begin);
}

/// "-85 mV" for a reversal value that is known, otherwise as written.
std::string describe_value(const Facts& facts, const model::Group& group, const Expression& value) {
  const auto number = facts.value_of(group, value);
  const auto dimension = facts.dimension_of(group, value);
  return number && dimension ? units::to_string({*number, *dimension}) : symbolic::print(value);
}

/// Whether a factor is a conductance, of a cell or of a piece of membrane.
bool has_conductance(const Facts& facts, const model::Group& group, const Term& term) {
  constexpr auto per_area = units::siemens_dimension / units::metre_dimension.power(2);
  return std::ranges::any_of(term.factors.numerator, [&](const Expression& factor) {
    const auto dimension = facts.dimension_of(group, factor);
    return dimension == units::siemens_dimension || dimension == per_area;
  });
}

/// How much of a change of `variable` is passed on to dx/dt, if it is in proportion: its bounds.
std::optional<Interval> effect_on(const Facts& facts, const model::Group& group,
                                  const equations::Equation& equation,
                                  const std::string& variable) {
  const auto form =
      symbolic::linear_form(group.equations().expand(equation.right_side()), {variable});
  const auto* linear = std::get_if<symbolic::LinearForm>(&form);
  if (linear == nullptr || linear->coefficients.front().is_number(0)) {
    return std::nullopt;
  }
  return facts.bounds_of(group, linear->coefficients.front());
}

/// A current `g*(v - E)` that is added instead of subtracted: it pushes v away from E, so that
/// excitation inhibits, and inhibition and leak excite. In equations, and in what synapses add, at
/// the arrival of a spike, to a variable that enters the equation of v.
///
/// Not: terms that are not linear in v (spike initiation, NMDA channels with a magnesium block),
/// where g is no conductance, or where its sign is not known to be positive.
class DrivingForceSign final : public Rule {
 public:
  std::string_view code() const override { return "RV103"; }

  std::vector<Finding> examine(const Facts& facts) const override {
    std::vector<Finding> findings;
    for (const auto* object : facts.network().objects) {
      if (const auto* neurons = dynamic_cast<const model::NeuronGroup*>(object)) {
        for (const auto* equation : neurons->equations().differential()) {
          examine_equation(facts, *neurons, *equation, findings);
        }
      }
    }
    examine_increments(facts, findings);
    return findings;
  }

 private:
  static void examine_equation(const Facts& facts, const model::NeuronGroup& neurons,
                               const equations::Equation& equation,
                               std::vector<Finding>& findings) {
    for (const auto& term : terms_of(equation.right_side(), equation.name, neurons.equations())) {
      if (!term.reversal || !has_conductance(facts, neurons, term) ||
          symbolic::symbols_of(term.coefficient()).contains(equation.name)) {
        continue;
      }
      const auto bounds = facts.bounds_of(neurons, term.coefficient());
      if (bounds.high > 0 || bounds.low >= 0) {
        continue;
      }
      const auto& v = equation.name;
      Finding finding;
      finding.code = "RV103";
      finding.object = neurons.name();
      finding.variable = v;
      auto place = declaration_of({&neurons, v}, "the sign of this current is reversed");
      const auto written = excerpt(place.source, term.written.span());
      finding.message = fmt::format("the term `{}` pushes `{}` away from {}", written, v,
                                    describe_value(facts, neurons, *term.reversal));
      finding.places = {std::move(place)};
      finding.why = fmt::format(
          "a leak, an ion channel or a synapse drives {0} towards its reversal value: the current "
          "is g*(E - {0}), or g*({0} - E) with a minus sign before it",
          v);
      finding.fix = fmt::format("{}", with_difference_turned(written, v));
      if (finding.fix != written) {
        finding.edits = {{.kind = Edit::Kind::text,
                          .object = neurons.name(),
                          .source = equation.source,
                          .span = term.written.span(),
                          .text = finding.fix}};
      }
      findings.push_back(std::move(finding));
    }
  }

  static void examine_increments(const Facts& facts, std::vector<Finding>& findings) {
    for (const auto& write : facts.graph().writes()) {
      const auto* synapses = dynamic_cast<const model::Synapses*>(write.part->object);
      const auto* target =
          synapses == nullptr
              ? nullptr
              : dynamic_cast<const model::NeuronGroup*>(&synapses->target().whole());
      if (write.part->role != Role::pathway || write.change.kind != Kind::sum ||
          target == nullptr || write.variable.group != target) {
        continue;
      }
      for (const auto* equation : target->equations().differential()) {
        if (equation->name != write.variable.name &&
            pushes_away(facts, *synapses, *target, *equation, write)) {
          add(facts, *synapses, *target, *equation, write, findings);
          break;
        }
      }
    }
  }

  static std::optional<Term> driving_term(const Facts& facts, const model::Synapses& synapses,
                                          const std::string& v, const Write& write) {
    const auto expanded = synapses.equations().expand(write.change.operand);
    for (const auto& name : {v + "_post", v}) {
      for (const auto& term : terms_of(expanded, name, synapses.equations())) {
        if (term.reversal && facts.value_of(synapses, *term.reversal) &&
            has_conductance(facts, synapses, term) &&
            !symbolic::symbols_of(term.coefficient()).contains(name)) {
          return term;
        }
      }
    }
    return std::nullopt;
  }

  static bool pushes_away(const Facts& facts, const model::Synapses& synapses,
                          const model::NeuronGroup& target, const equations::Equation& equation,
                          const Write& write) {
    const auto effect = effect_on(facts, target, equation, write.variable.name);
    const auto term = driving_term(facts, synapses, equation.name, write);
    if (!effect || !term) {
      return false;
    }
    const auto strength = facts.bounds_of(synapses, term->coefficient());
    return (effect->is_negative() && strength.low >= 0 && strength.high > 0) ||
           (effect->is_positive() && strength.high <= 0 && strength.low < 0);
  }

  static void add(const Facts& facts, const model::Synapses& synapses,
                  const model::NeuronGroup& target, const equations::Equation& equation,
                  const Write& write, std::vector<Finding>& findings) {
    const auto& v = equation.name;
    const auto& current = write.variable.name;
    const auto term = *driving_term(facts, synapses, v, write);
    const auto reversal = describe_value(facts, synapses, *term.reversal);
    const auto same = std::ranges::find_if(findings, [&](const Finding& finding) {
      return finding.code == "RV103" && finding.places.back().source == equation.source &&
             finding.variable == current;
    });
    Finding made;
    auto& finding = same == findings.end() ? made : *same;
    if (finding.code.empty()) {
      finding.code = "RV103";
      finding.object = synapses.name();
      finding.variable = current;
      const auto inhibits = is_above_rest(facts, target, v, synapses, *term.reversal);
      const auto* effect = inhibits ? "inhibit" : "excite";
      const auto is_subtracted = effect_on(facts, target, equation, current)->is_negative();
      finding.message = fmt::format(
          "these synapses {}: through `{}` they push `{}` away from their reversal value {}",
          effect, current, v, reversal);
      finding.why = fmt::format(
          "{4} {1} a spike adds something {5} to '{0}', and d{2}/dt {6} '{0}': the synapses {3}, "
          "whatever they are called",
          current, reversal, v, effect, inhibits ? "below" : "above",
          inhibits == is_subtracted ? "positive" : "negative",
          is_subtracted ? "subtracts" : "adds");
      finding.fix =
          fmt::format("subtract w*({0} - E), or add w*(E - {0}): turn one of the signs round", v);
    } else {
      finding.places.pop_back();  // the equation stands last
    }
    for (const auto& own : synapses.equations().all()) {
      if (own.is_plain_subexpression() &&
          symbolic::symbols_of(write.change.operand).contains(own.name)) {
        finding.places.push_back(declaration_of({&synapses, own.name}, ""));
      }
    }
    finding.places.push_back(place_of(write, fmt::format("adds it to {}", current)));
    const auto sign = minus_before(current, equation, target.equations());
    finding.places.push_back(declaration_of({&target, v}, sign ? "subtracts it" : "reads it"));
    const auto form = is_also_a_difference(facts, write.variable)
                          ? conductance_form(write.variable, facts)
                          : std::nullopt;
    if (form && finding.edits.empty()) {
      finding.edits = edits_of_conductances(facts);  // those of RV104, which cure this too
      finding.fix = fmt::format("as for RV104: {}", fmt::join(form->codes, "   "));
    } else if (sign && finding.edits.empty()) {
      finding.edits = {{.kind = Edit::Kind::text,
                        .object = target.name(),
                        .source = equation.source,
                        .span = *sign,
                        .text = "+"}};
    }
    if (same == findings.end()) {
      findings.push_back(std::move(made));
    }
  }

  static std::vector<Edit> edits_of_conductances(const Facts& facts) {
    std::vector<Edit> edits;
    std::set<Variable> seen;
    for (const auto& write : facts.graph().writes()) {
      if (write.part->role == Role::pathway && seen.insert(write.variable).second &&
          is_also_a_difference(facts, write.variable)) {
        if (const auto form = conductance_form(write.variable, facts)) {
          std::ranges::copy(form->edits, std::back_inserter(edits));
        }
      }
    }
    return edits;
  }

  /// Whether other synapses add a difference of potentials to the same variable (RV104).
  static bool is_also_a_difference(const Facts& facts, const Variable& variable) {
    return std::ranges::any_of(facts.graph().writes_to(variable), [](const Write* write) {
      const auto* synapses = dynamic_cast<const model::Synapses*>(write->part->object);
      return synapses != nullptr &&
             std::ranges::any_of(
                 symbolic::symbols_of(synapses->equations().expand(write->change.operand)),
                 [&](const std::string& name) {
                   const auto found = DependencyGraph::find(*synapses, name);
                   const auto* equation = found ? DependencyGraph::equation_of(*found) : nullptr;
                   return name.ends_with("_pre") && equation != nullptr &&
                          equation->kind == equations::EquationKind::differential;
                 });
    });
  }

  static bool is_above_rest(const Facts& facts, const model::NeuronGroup& target,
                            const std::string& v, const model::Synapses& synapses,
                            const Expression& reversal) {
    const auto range = facts.range_of({&target, v});
    const auto value = *facts.value_of(synapses, reversal);
    return !range.is_bounded() || value > (range.low + range.high) / 2;
  }
};

}  // namespace

const Rule& driving_force_sign() {
  static const DrivingForceSign rule;
  return rule;
}

}  // namespace ranvier::doctor
