#include <algorithm>

#include <fmt/format.h>

#include <ranvier/doctor/rules/all.hpp>
#include <ranvier/doctor/terms.hpp>
#include <ranvier/doctor/unit_clashes.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::doctor {

namespace {

const auto area_dimension = units::metre_dimension.power(2);

/// The name of the membrane area in a group's model, in that of the target of synapses, or in the
/// script beside it; "" if there is none or more than one.
std::string area_of(const model::Group& group, const Facts& facts) {
  std::set<std::string> found;
  const auto add_variables = [&](const model::Group& owner, const std::string& suffix) {
    for (const auto& equation : owner.equations().all()) {
      if (equation.dimension == area_dimension) {
        found.insert(equation.name + suffix);
      }
    }
  };
  add_variables(group, "");
  if (const auto* synapses = dynamic_cast<const model::Synapses*>(&group)) {
    add_variables(synapses->target().whole(), "_post");
  }
  const auto add_constant = [&](const std::string& name) {
    const auto value = facts.constant(group, name);
    if (value && value->dimension() == area_dimension) {
      found.insert(name);
    }
  };
  for (const auto& name : external_names(group)) {
    add_constant(name);
  }
  add_constant("area");
  if (found.empty()) {
    for (const auto& [name, value] : facts.unused_constants()) {
      add_constant(name);
    }
  }
  return found.size() == 1 ? *found.begin() : "";
}

std::string why_by_area(const std::string& term, const std::string& unit,
                        const std::string& expected) {
  return fmt::format(
      "`{}` is {}, where {} is needed: a current or capacitance per area belongs to a patch of "
      "membrane, an absolute one to a whole cell, and the area is what lies between",
      term, unit, expected);
}

constexpr const char* area_to_define =
    "\nwith the membrane area of a cell, for example   area = 20000*um**2";

/// What a statement assigns or adds: the terms of a sum.
std::vector<symbolic::Expression> summands_of(const symbolic::Expression& value) {
  if (!is_sum(value)) {
    return {value};
  }
  std::vector<symbolic::Expression> terms;
  for (const auto& argument : value.arguments()) {
    std::ranges::move(summands_of(argument), std::back_inserter(terms));
  }
  return terms;
}

/// Terms of a sum, or the sides of an equation or a statement, one of which is per area of membrane
/// and the other for a whole cell. One finding for each equation or statement, of all groups that
/// have its text.
class PerAreaAgainstAbsolute final : public Rule {
 public:
  std::string_view code() const override { return "RV201"; }

  std::vector<Finding> examine(const Facts& facts) const override {
    std::vector<Finding> findings;
    std::set<std::pair<std::string, std::size_t>> seen;
    for (const auto* object : facts.network().objects) {
      const auto* group = dynamic_cast<const model::Group*>(object);
      if (group == nullptr || &group->whole() != group) {
        continue;
      }
      for (const auto& clash : clashes_by(area_dimension, facts, *group)) {
        if (seen.emplace(clash.equation->source, clash.equation->span.begin).second) {
          findings.push_back(make(clash, facts));
        }
      }
    }
    for (const auto& write : facts.graph().writes()) {
      if (seen.contains({write.part->source, write.span.begin})) {
        continue;
      }
      if (const auto clash = clash_in(write, facts)) {
        seen.emplace(write.part->source, write.span.begin);
        findings.push_back(make(*clash, facts));
      }
    }
    return findings;
  }

 private:
  /// Terms of what a statement assigns to its target, or adds to it, that differ from it by an
  /// area.
  struct StatementClash {
    struct Term {
      SourceSpan span;  ///< in the text of the code
      units::Dimension dimension;
      bool is_absolute;
    };

    const Write* write;
    units::Dimension expected;
    std::vector<Term> terms = {};
    bool is_cured = true;  ///< nothing else is wrong with it
  };

  static std::optional<StatementClash> clash_in(const Write& write, const Facts& facts) {
    using symbolic::FunctionId;
    const auto* equation = DependencyGraph::equation_of(write.variable);
    const auto* statement = write.statement;
    if (statement == nullptr || equation == nullptr ||
        (statement->operation && statement->operation != FunctionId::add &&
         statement->operation != FunctionId::subtract)) {
      return std::nullopt;
    }
    StatementClash clash{.write = &write, .expected = equation->dimension};
    const auto& group = dynamic_cast<const model::Group&>(*write.part->object);
    for (const auto& term : summands_of(statement->value)) {
      const auto dimension = facts.dimension_of(group, term);
      if (dimension == clash.expected * area_dimension) {
        clash.terms.push_back({term.span(), *dimension, true});
      } else if (dimension == clash.expected / area_dimension) {
        clash.terms.push_back({term.span(), *dimension, false});
      } else {
        clash.is_cured &= dimension == clash.expected;
      }
    }
    return clash.terms.empty() ? std::nullopt : std::optional(clash);
  }

  static Finding make(const StatementClash& clash, const Facts& facts) {
    const auto& write = *clash.write;
    const auto& source = write.part->source;
    const auto& group = dynamic_cast<const model::Group&>(*write.part->object);
    const auto known = area_of(group, facts);
    const auto text_at = [&](const SourceSpan& span) {
      return source.substr(span.begin, span.end - span.begin);
    };
    const auto& first = clash.terms.front();
    Finding finding;
    finding.code = "RV201";
    finding.level = Level::error;
    finding.object = group.name();
    finding.variable = write.variable.name;
    finding.message =
        fmt::format("in {} `{}` is {} ({}), but `{}` is {} ({})", describe(*write.part),
                    text_at(first.span), first.is_absolute ? "absolute" : "per area",
                    units::name_of(first.dimension), write.statement->target,
                    first.is_absolute ? "per area" : "absolute", units::name_of(clash.expected));
    finding.why = why_by_area(text_at(first.span), units::name_of(first.dimension),
                              units::name_of(clash.expected));
    finding.fix = text_at(write.span);
    for (auto term = clash.terms.rbegin(); term != clash.terms.rend(); ++term) {
      const auto text = fmt::format("{}{}{}", text_at(term->span), term->is_absolute ? '/' : '*',
                                    known.empty() ? "area" : known);
      finding.fix.replace(term->span.begin - write.span.begin, term->span.end - term->span.begin,
                          text);
      finding.edits.insert(
          finding.edits.begin(),
          {.object = group.name(), .source = source, .span = term->span, .text = text});
    }
    for (const auto& term : clash.terms) {
      finding.places.push_back(place_of(
          write, fmt::format("`{}` is {}", text_at(term.span), units::name_of(term.dimension))));
    }
    finding.places.push_back(declaration_of(write.variable, units::name_of(clash.expected)));
    if (known.empty()) {
      finding.fix += area_to_define;
    }
    if (known.empty() || !clash.is_cured) {
      finding.edits.clear();
    }
    return finding;
  }

  /// What is changed in the text, and how.
  struct Change {
    const UnitClash::Term* term;
    std::string text;
  };

  static Finding make(const UnitClash& clash, const Facts& facts) {
    const auto& equation = *clash.equation;
    const auto known = area_of(*clash.group, facts);
    const auto area = known.empty() ? std::string("area") : known;
    std::vector<Change> changes;
    for (const auto& term : clash.too_large) {
      changes.push_back(
          {&term, fmt::format("{}/{}", factor_text(term.expression, equation), area)});
    }
    for (const auto& term : clash.too_small) {
      changes.push_back(
          {&term, fmt::format("{}*{}", factor_text(term.expression, equation), area)});
    }
    Finding finding;
    finding.code = "RV201";
    finding.level = Level::error;
    finding.object = clash.group->name();
    finding.variable = equation.name;
    for (const auto& change : changes) {
      finding.edits.push_back(
          replacement(change.term->expression, equation, *clash.group, change.text));
      auto place = declaration_of({clash.group, equation.name}, "");
      place.span = change.term->expression.span();
      place.note = fmt::format(
          "{} is {}",
          change.text.find('\n') == std::string::npos ? quoted(*change.term, clash) : "a term",
          unit_of(*change.term, clash));
      finding.places.push_back(std::move(place));
    }
    finding.message = message(clash);
    finding.why =
        why_by_area(text_of(changes.front().term->expression, equation),
                    unit_of(*changes.front().term, clash), units::name_of(clash.expected));
    finding.fix = line_with(finding.edits, equation);
    if (known.empty()) {
      finding.fix += area_to_define;
    }
    if (known.empty() || !clash.is_cured) {
      finding.edits.clear();  // how large a cell is only the user knows
    }
    return finding;
  }

  static std::string quoted(const UnitClash::Term& term, const UnitClash& clash) {
    return fmt::format("`{}`", text_of(term.expression, *clash.equation));
  }

  /// Of a whole right side the dimension alone may have an odd name.
  static std::string unit_of(const UnitClash::Term& term, const UnitClash& clash) {
    return clash.is_right_side() ? fmt::format("{} {} metre**2", units::name_of(clash.expected),
                                               clash.too_large.empty() ? "per" : "times")
                                 : units::name_of(term.dimension);
  }

  static std::string message(const UnitClash& clash) {
    const auto first = [](const std::vector<UnitClash::Term>& terms) {
      return terms.empty() ? nullptr : &terms.front();
    };
    const auto is_fitting = [&](const UnitClash::Term& term) {
      return term.dimension == clash.expected;
    };
    const auto fitting = std::ranges::find_if(clash.others, is_fitting);
    const auto* other = fitting == clash.others.end() ? nullptr : &*fitting;
    const auto* absolute = first(clash.too_large);
    const auto* per_area = first(clash.too_small);
    if (absolute == nullptr) {
      absolute = other;
    } else if (per_area == nullptr) {
      per_area = other;
    }
    const auto side = left_side(*clash.equation);
    if (absolute != nullptr && per_area != nullptr) {
      return fmt::format("in {} {} is per area ({}), {} is absolute ({})", side,
                         quoted(*per_area, clash), units::name_of(per_area->dimension),
                         quoted(*absolute, clash), units::name_of(absolute->dimension));
    }
    return per_area != nullptr
               ? fmt::format("{} is absolute, but what stands right is per area ({})", side,
                             unit_of(*per_area, clash))
               : fmt::format(
                     "what stands right of {} holds an area too much ({}): something in it "
                     "is absolute, the rest per area",
                     side, unit_of(*absolute, clash));
  }
};

}  // namespace

const Rule& per_area_against_absolute() {
  static const PerAreaAgainstAbsolute rule;
  return rule;
}

}  // namespace ranvier::doctor
