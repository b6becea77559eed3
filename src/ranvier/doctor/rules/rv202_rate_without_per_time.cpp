#include <algorithm>

#include <fmt/format.h>

#include <ranvier/doctor/rate_factor.hpp>
#include <ranvier/doctor/rules/all.hpp>
#include <ranvier/doctor/unit_clashes.hpp>
#include <ranvier/equations/dimension_help.hpp>
#include <ranvier/symbolic/linear_form.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::doctor {

namespace {

using equations::Equation;
using equations::EquationKind;

/// A term of a sum, or the right side of an equation, that lacks `/ time`: in a variable declared
/// in Hz, or in a differential equation. One finding for all equations of a group, and of groups
/// with the same text, that lack the same.
///
/// Not: sums of a time and a number without unit, where it is the unit that is missing; noise,
/// which goes by the root of a time.
class RateWithoutPerTime final : public Rule {
 public:
  std::string_view code() const override { return "RV202"; }

  std::vector<Finding> examine(const Facts& facts) const override {
    std::vector<Omission> omissions;
    std::set<std::pair<std::string, std::size_t>> seen;
    for (const auto* object : facts.network().objects) {
      const auto* group = dynamic_cast<const model::Group*>(object);
      if (group == nullptr || &group->whole() != group) {
        continue;
      }
      std::vector<Omission> own;
      for (const auto& clash : clashes_by(units::second_dimension, facts, *group)) {
        const auto& equation = *clash.equation;
        const auto is_rate = equation.kind == EquationKind::differential ||
                             (equation.kind == EquationKind::subexpression &&
                              equation.dimension == units::hertz_dimension);
        if (is_rate && seen.emplace(equation.source, place_in(clash)).second) {
          add(own, clash, facts);
        }
      }
      std::ranges::move(own, std::back_inserter(omissions));
    }
    std::vector<Finding> findings;
    for (const auto& omission : omissions) {
      findings.push_back(make(omission, facts));
    }
    return findings;
  }

 private:
  /// Equations of one group that lack the same.
  struct Omission {
    RateFactor factor;
    bool is_of_sibling = false;  ///< the factor stands in the same sum
    std::string unitless = {};   ///< a time constant that lacks its unit: that is the cause
    bool is_excess = false;      ///< it is not missing: it is there once too often
    std::vector<UnitClash> clashes;
  };

  static std::size_t place_in(const UnitClash& clash) {
    const auto& terms = clash.too_large.empty() ? clash.too_small : clash.too_large;
    return terms.front().expression.span().begin;
  }

  static void add(std::vector<Omission>& omissions, const UnitClash& clash, const Facts& facts) {
    Omission found;
    found.is_excess = clash.too_large.empty();
    if (!found.is_excess) {
      found = find_factor(clash, facts);
    }
    const auto same = std::ranges::find_if(omissions, [&](const Omission& other) {
      return other.factor.text == found.factor.text && other.unitless == found.unitless &&
             other.is_excess == found.is_excess && !other.is_of_sibling && !found.is_of_sibling;
    });
    if (same == omissions.end()) {
      found.clashes.push_back(clash);
      omissions.push_back(std::move(found));
    } else {
      same->clashes.push_back(clash);
    }
  }

  /// What the term lacks: what its neighbours have, or equations like this one.
  static Omission find_factor(const UnitClash& clash, const Facts& facts) {
    for (const auto& term : clash.too_large) {
      if (auto name = time_without_unit(term.expression, facts, *clash.group); !name.empty()) {
        return {.unitless = std::move(name)};
      }
    }
    for (const auto& term : clash.others) {
      if (term.dimension != clash.expected) {
        continue;
      }
      if (auto factor = rate_factor_in(term.expression, *clash.equation, facts, *clash.group)) {
        return {.factor = std::move(*factor), .is_of_sibling = true};
      }
    }
    if (clash.equation->kind == EquationKind::subexpression) {
      for (const auto& other : clash.group->equations().all()) {
        if (other.kind != EquationKind::subexpression ||
            other.dimension != clash.equation->dimension) {
          continue;
        }
        if (facts.dimension_of(*clash.group, other.right_side()) == other.dimension) {
          if (auto factor = rate_factor_in(other.right_side(), other, facts, *clash.group)) {
            return {.factor = {factor->text, ""}};
          }
        }
      }
      return {.factor = {"/ms", ""}};
    }
    const auto time = unused_time(facts);
    return {.factor = {time.empty() ? "/ms" : "/" + time, ""}};
  }

  static bool is_leak(const UnitClash::Term& term, const UnitClash& clash, const Facts& facts) {
    const auto& name = clash.equation->name;
    if (clash.equation->kind != EquationKind::differential ||
        !symbolic::symbols_of(term.expression).contains(name) ||
        !std::holds_alternative<symbolic::LinearForm>(
            symbolic::linear_form(term.expression, {name}))) {
      return false;
    }
    const auto readers = facts.graph().readers_of({&clash.group->whole(), name});
    return std::ranges::any_of(readers,
                               [](const Part* part) { return part->role == Role::condition; });
  }

  static Finding make(const Omission& omission, const Facts& facts) {
    const auto& first = omission.clashes.front();
    Finding finding;
    finding.code = "RV202";
    finding.level = Level::error;
    finding.object = first.group->name();
    finding.variable = first.equation->name;
    finding.message = !omission.unitless.empty() ? message_of_unitless(omission)
                      : omission.is_excess       ? message_of_excess(first)
                      : omission.is_of_sibling   ? message_of_sibling(omission, facts)
                                                 : message_of_right_sides(omission);
    auto is_cured = !omission.is_excess && omission.unitless.empty();
    for (const auto& clash : omission.clashes) {
      is_cured = is_cured && clash.is_cured;
      for (const auto& term : omission.is_excess ? clash.too_small : clash.too_large) {
        Place place = declaration_of({clash.group, clash.equation->name}, "");
        place.span = term.expression.span();
        place.note =
            fmt::format("{} is {}", clash.is_right_side() ? "the right side" : quoted(term, clash),
                        equations::describe(term.dimension));
        finding.places.push_back(std::move(place));
        finding.edits.push_back(replacement(
            term.expression, *clash.equation, *clash.group,
            factor_text(term.expression, *clash.equation) +
                (omission.factor.text.starts_with("/ ") ? " " : "") + omission.factor.text));
      }
    }
    finding.why = reason(omission);
    finding.fix = !omission.unitless.empty() ? fix_of_unitless(omission, facts)
                  : omission.is_excess
                      ? "take one division by a time out, or check the units of the constants"
                      : fix_of(omission, finding.edits);
    finding.data["siblings"] = static_cast<double>(omission.clashes.size() - 1);
    if (!is_cured) {
      finding.edits.clear();  // more than this is wrong with it
    }
    return finding;
  }

  static std::string quoted(const UnitClash::Term& term, const UnitClash& clash) {
    return fmt::format("`{}`", text_of(term.expression, *clash.equation));
  }

  static std::string message_of_sibling(const Omission& omission, const Facts& facts) {
    const auto& clash = omission.clashes.front();
    std::string lacking;
    for (const auto& term : clash.too_large) {
      lacking += fmt::format("{}{}{}", lacking.empty() ? "" : ", ",
                             is_leak(term, clash, facts) ? "the leak " : "", quoted(term, clash));
    }
    return fmt::format("in {} `{}` binds only to `{}`: {} {} it", left_side(*clash.equation),
                       omission.factor.text, omission.factor.bound_to, lacking,
                       clash.too_large.size() == 1 ? "lacks" : "lack");
  }

  static std::string message_of_right_sides(const Omission& omission) {
    std::string names;
    for (std::size_t place = 0; place < omission.clashes.size(); ++place) {
      const auto is_last = place > 0 && place + 1 == omission.clashes.size();
      names += fmt::format("{}`{}`",
                           place == 0 ? ""
                           : is_last  ? " and "
                                      : ", ",
                           left_side(*omission.clashes[place].equation));
    }
    const auto& clash = omission.clashes.front();
    const auto is_one = omission.clashes.size() == 1;
    return fmt::format("{} {} {}, but {}{} without it: `{}` is missing", names,
                       is_one ? "is" : "are", "per time", is_one ? "its " : "their ",
                       clash.is_right_side() ? (is_one ? "right side is" : "right sides are")
                                             : (is_one ? "sum has a term" : "sums have terms"),
                       omission.factor.text);
  }

  static std::string message_of_unitless(const Omission& omission) {
    const auto& clash = omission.clashes.front();
    return fmt::format(
        "{} is per time, but `{}`, which divides {}, has no unit", left_side(*clash.equation),
        omission.unitless,
        clash.is_right_side() ? "its right side" : quoted(clash.too_large.front(), clash));
  }

  /// The value with its unit if it is a constant, the unit column if an equation gives it.
  static std::string fix_of_unitless(const Omission& omission, const Facts& facts) {
    const auto& group = *omission.clashes.front().group;
    const auto& name = omission.unitless;
    const auto value = facts.constant(group, name);
    return value && !DependencyGraph::find(group, name)
               ? fmt::format("{} = {}*ms", name, value->value())
               : fmt::format("declare `{}` in second", name);
  }

  static std::string message_of_excess(const UnitClash& clash) {
    return fmt::format("in {} {} is divided by a time once too often", left_side(*clash.equation),
                       quoted(clash.too_small.front(), clash));
  }

  static std::string reason(const Omission& omission) {
    const auto& clash = omission.clashes.front();
    const auto& terms = omission.is_excess ? clash.too_small : clash.too_large;
    auto text =
        fmt::format("{} is {}, where {} is needed", quoted(terms.front(), clash),
                    equations::describe(terms.front().dimension), units::name_of(clash.expected));
    if (omission.is_of_sibling) {
      return text + "; a division or product is done before sums, for its own term alone";
    }
    const auto siblings = omission.clashes.size() - 1;
    if (clash.equation->kind == EquationKind::subexpression && !omission.is_excess &&
        omission.unitless.empty()) {
      text += "; papers give rates per millisecond and leave the unit out";
    }
    if (siblings > 0) {
      text += fmt::format("; {} sibling expression{} the same omission (fix all)", siblings,
                          siblings == 1 ? " has" : "s have");
    }
    return text;
  }

  static std::string fix_of(const Omission& omission, const std::vector<Edit>& edits) {
    std::string text;
    std::set<std::string> seen;
    for (const auto& clash : omission.clashes) {
      if (seen.insert(clash.equation->name).second) {
        text += fmt::format("{}{}", text.empty() ? "" : "\n", line_with(edits, *clash.equation));
      }
    }
    return text;
  }
};

}  // namespace

const Rule& rate_without_per_time() {
  static const RateWithoutPerTime rule;
  return rule;
}

}  // namespace ranvier::doctor
