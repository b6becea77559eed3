#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <ranvier/doctor/rules/all.hpp>
#include <ranvier/doctor/singular_quotients.hpp>

namespace ranvier::doctor {

namespace {

using symbolic::Expression;

/// A quotient whose numerator and denominator vanish at the same value of a variable, within its
/// working range: rate functions such as (v - v0)/(exp((v - v0)/k) - 1). Where the numerator does
/// not vanish it is a true pole, and an error; where that is not known it is a warning.
///
/// Not: a value outside of the working range, or at its very end; `exprel`, which knows the limit.
class RateFunctionZeroOverZero final : public Rule {
 public:
  std::string_view code() const override { return "RV106"; }

  std::vector<Finding> examine(const Facts& facts) const override {
    // One finding for the functions of one text, however many groups use it.
    ByText by_text;
    for (const auto* object : facts.network().objects) {
      if (const auto* neurons = dynamic_cast<const model::NeuronGroup*>(object)) {
        for (const auto& equation : neurons->equations().all()) {
          for (auto& quotient : singular_quotients_of(facts, *neurons, equation)) {
            add(by_text, std::move(quotient));
          }
        }
      }
    }
    std::vector<Finding> findings;
    for (const auto& [text, all] : by_text) {
      for (const auto kind : {AtRoot::pole, AtRoot::undecided, AtRoot::zero_by_zero}) {
        std::vector<SingularQuotient> alike;
        std::ranges::copy_if(all, std::back_inserter(alike),
                             [&](const SingularQuotient& one) { return one.kind == kind; });
        if (!alike.empty()) {
          findings.push_back(make(facts, alike));
        }
      }
    }
    return findings;
  }

 private:
  using ByText = std::vector<std::pair<std::string, std::vector<SingularQuotient>>>;

  static bool are_one(const SingularQuotient& a, const SingularQuotient& b) {
    return a.quotient.span() == b.quotient.span() && a.kind == b.kind && a.mended == b.mended &&
           std::abs(a.at - b.at) <= 1e-9 * (std::abs(a.at) + std::abs(b.at)) + 1e-12;
  }

  static void add(ByText& by_text, SingularQuotient&& quotient) {
    const auto& source = quotient.equation->source;
    auto text = std::ranges::find(by_text, source, &ByText::value_type::first);
    if (text == by_text.end()) {
      text = by_text.insert(text, {source, {}});
    }
    if (std::ranges::none_of(text->second, [&](const SingularQuotient& other) {
          return are_one(other, quotient);
        })) {
      text->second.push_back(std::move(quotient));
    }
  }

  static std::string text_of(const SingularQuotient& one) {
    const auto span = one.quotient.span();
    return one.equation->source.substr(span.begin, span.end - span.begin);
  }

  static std::string value_text(double value, const units::Dimension& dimension) {
    return units::to_string({std::abs(value) < 1e-12 ? 0 : value, dimension});
  }

  static units::Dimension dimension_of(const SingularQuotient& one) {
    const auto* equation = one.group->equations().find(one.variable);
    return equation == nullptr ? units::dimensionless : equation->dimension;
  }

  static Finding make(const Facts& facts, const std::vector<SingularQuotient>& all) {
    const auto& first = all.front();
    Finding finding;
    finding.code = "RV106";
    finding.level = first.kind == AtRoot::pole ? Level::error : Level::warning;
    finding.object = first.group->name();
    finding.variable = first.equation->name;
    std::vector<std::string> where;
    for (const auto& one : all) {
      const auto at = value_text(one.at, dimension_of(one));
      const auto place = fmt::format("`{}` at {} = {}", one.equation->name, one.variable, at);
      if (std::ranges::find(where, place) == where.end()) {
        where.push_back(place);
      }
      auto note = fmt::format("{} at {} = {}",
                              one.kind == AtRoot::zero_by_zero ? "0/0" : "the denominator is 0",
                              one.variable, at);
      if (one.limit) {
        note += "; the limit is " + value_text(*one.limit, one.equation->dimension);
      }
      finding.places.push_back(declaration_of({one.group, one.equation->name}, note));
      finding.data.emplace(fmt::format("{}_{}", one.variable, one.equation->name), one.at);
    }
    set_texts(finding, first.kind, fmt::format("{}", fmt::join(where, ", ")),
              working_range(facts, first));
    mend(finding, all);
    return finding;
  }

  /// "v moves between -65 mV and 50 mV"
  static std::string working_range(const Facts& facts, const SingularQuotient& one) {
    const auto range = facts.bounds_of(*one.group, Expression::symbol(one.variable));
    return fmt::format("{} moves between {} and {}", one.variable,
                       value_text(range.low, dimension_of(one)),
                       value_text(range.high, dimension_of(one)));
  }

  static void set_texts(Finding& finding, AtRoot kind, const std::string& where,
                        const std::string& working) {
    switch (kind) {
      case AtRoot::zero_by_zero:
        finding.message = "0/0 in " + where;
        finding.why = working +
                      "; at that value the function is NaN, and near it rounding noise takes the "
                      "place of the limit: the rates are off by about 1 % without any sign";
        finding.fix = "exprel(x), which is (exp(x) - 1)/x and knows its limit at 0";
        return;
      case AtRoot::undecided:
        finding.message = "the denominator is 0 in " + where;
        finding.why = working +
                      ", and there the function has no finite value, or is NaN if its numerator is "
                      "0 too; which of both is not known before the run";
        finding.fix =
            "exprel(x), which is (exp(x) - 1)/x and knows its limit at 0, if both are 0; else look "
            "for a sign or a constant that is wrong in the denominator";
        return;
      case AtRoot::pole:
        finding.message = "division by zero in " + where;
        finding.why = working + ", and there the function has a pole";
        finding.fix = "look for a sign or a constant that is wrong in the denominator";
        return;
    }
  }

  /// Puts the texts with exprel in place of the general advice, where there are any, and makes
  /// edits of them if all quotients have one.
  static void mend(Finding& finding, const std::vector<SingularQuotient>& all) {
    std::vector<std::string> fixes;
    auto are_all_mended = true;
    for (const auto& one : all) {
      are_all_mended &= one.mended.has_value();
      if (!one.mended) {
        continue;
      }
      // With other constants in another group, one text cannot serve both.
      are_all_mended &= std::ranges::none_of(
          finding.edits, [&](const Edit& edit) { return edit.span == one.quotient.span(); });
      fixes.push_back(*one.mended + "   for   " + text_of(one));
      finding.edits.push_back({.kind = Edit::Kind::text,
                               .object = one.group->name(),
                               .source = one.equation->source,
                               .span = one.quotient.span(),
                               .text = *one.mended});
    }
    if (!are_all_mended) {
      finding.edits.clear();
    }
    if (!fixes.empty()) {
      finding.fix = fmt::format("{}", fmt::join(fixes, "\n"));
    }
  }
};

}  // namespace

const Rule& rate_function_zero_over_zero() {
  static const RateFunctionZeroOverZero rule;
  return rule;
}

}  // namespace ranvier::doctor
