#include "conductance_form.hpp"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include <ranvier/doctor/driven_amount.hpp>
#include <ranvier/doctor/methods.hpp>
#include <ranvier/doctor/rule.hpp>
#include <ranvier/doctor/unit_clashes.hpp>
#include <ranvier/symbolic/linear_form.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::doctor {

namespace {

using equations::Equation;
using equations::EquationKind;
using symbolic::Expression;
using symbolic::LinearForm;

std::string lower_case(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char letter) { return std::tolower(letter); });
  return text;
}

/// All places where a name stands in an expression.
void collect(const Expression& expression, const std::string& name,
             std::vector<Expression>& found) {
  if (expression.is_symbol(name)) {
    found.push_back(expression);
  } else if (expression.is_call()) {
    for (const auto& argument : expression.arguments()) {
      collect(argument, name, found);
    }
  }
}

class Rewriter {
 public:
  Rewriter(const Variable& variable, const Facts& facts)
      : variable_(variable), facts_(facts), equation_(DependencyGraph::equation_of(variable)) {}

  std::optional<ConductanceForm> rewrite() {
    if (equation_ == nullptr || equation_->kind != EquationKind::differential || !decays() ||
        !collect_writes() || !find_sign()) {
      return std::nullopt;
    }
    form_.current = variable_.name;
    form_.potential = potential_;
    form_.is_difference_added = std::ranges::none_of(amounts_, &DrivenAmount::is_negative);
    const auto stem = form_.current.starts_with("I_") ? form_.current.substr(2) : form_.current;
    form_.conductance = facts_.free_name("g_" + stem);
    find_reversal(stem);
    write_lines();
    if (can_edit()) {
      add_edits();
    }
    return std::move(form_);
  }

 private:
  /// d x/dt = -x/tau and the like.
  bool decays() const {
    const auto form = symbolic::linear_form(equation_->right_side(), {variable_.name});
    const auto* linear = std::get_if<LinearForm>(&form);
    return linear != nullptr && linear->constant.is_number(0);
  }

  /// The groups that have this very line, in the order of the model.
  std::vector<const model::Group*> groups() const {
    std::vector<const model::Group*> found;
    for (const auto* object : facts_.network().objects) {
      const auto* group = dynamic_cast<const model::Group*>(object);
      const auto* same = group == nullptr ? nullptr : group->equations().find(variable_.name);
      if (same != nullptr && &group->whole() == group && same->source == equation_->source &&
          same->span == equation_->span) {
        found.push_back(group);
      }
    }
    return found;
  }

  bool collect_writes() {
    for (const auto* group : groups()) {
      for (const auto* write : facts_.graph().writes_to({group, variable_.name})) {
        auto amount = driven_amount(*write);
        if (!amount || (!potential_.empty() && amount->potential != potential_)) {
          return false;
        }
        potential_ = amount->potential;
        writes_.push_back(write);
        amounts_.push_back(std::move(*amount));
        if (end_of_reversal(writes_.size() - 1) == End::other) {
          return false;
        }
      }
    }
    return !writes_.empty() && !facts_.graph().has_unknown_writers();
  }

  /// Whose variables stand in a reversal value: nobody's, the source's, or others, which would have
  /// to move to the target.
  enum class End : std::uint8_t { none, source, other };

  End end_of_reversal(std::size_t place) const {
    const auto& synapses = dynamic_cast<const model::Synapses&>(*writes_[place]->part->object);
    auto end = End::none;
    for (const auto& name : symbolic::symbols_of(amounts_[place].reversal)) {
      if (const auto variable = DependencyGraph::find(synapses, name)) {
        end = name.ends_with("_pre") && variable->group == &synapses.source().whole() &&
                      end != End::other
                  ? End::source
                  : End::other;
      }
    }
    return end;
  }

  /// How the current enters the equation of the potential.
  bool find_sign() {
    const auto& equations = variable_.group->equations();
    const auto* driven = equations.find(potential_);
    const auto form =
        symbolic::linear_form(equations.expand(driven->right_side()), {variable_.name});
    const auto* linear = std::get_if<LinearForm>(&form);
    if (linear == nullptr) {
      return false;
    }
    const auto bounds = facts_.bounds_of(*variable_.group, linear->coefficients.front());
    form_.lowers_potential = bounds.high < 0;
    return bounds.low > 0 || bounds.high < 0;
  }

  units::Dimension potential_dimension() const {
    return variable_.group->equations().find(potential_)->dimension;
  }

  /// The value that other pathways give, a constant of the script that has no use yet, or the usual
  /// one of excitatory synapses.
  void find_reversal(const std::string& stem) {
    std::set<std::string> given;
    for (std::size_t place = 0; place < writes_.size(); ++place) {
      if (end_of_reversal(place) == End::none) {
        given.insert(symbolic::print(amounts_[place].reversal));
      }
    }
    if (!given.empty()) {
      form_.reversal = given.size() == 1 ? *given.begin() : "";
      return;
    }
    std::vector<std::string> unused;
    for (const auto& [name, value] : facts_.unused_constants()) {
      if (value.dimension() == potential_dimension() && !value.dimension().is_dimensionless() &&
          lower_case(name).find(lower_case(stem)) != std::string::npos) {
        unused.push_back(name);
      }
    }
    form_.is_reversal_unused = unused.size() == 1;
    if (form_.is_reversal_unused) {
      form_.reversal = unused.front();
      return;
    }
    const auto is_excitatory = std::ranges::any_of(
        std::vector<std::string>{"ampa", "nmda", "exc", "glu"},
        [&](const std::string& kind) { return lower_case(stem).find(kind) != std::string::npos; });
    if (is_excitatory && potential_dimension() == units::volt_dimension) {
      form_.reversal = facts_.free_name("E_" + stem);
      form_.new_constant = fmt::format("{} = 0*mV  # reversal potential: choose", form_.reversal);
    }
  }

  std::string conductance_unit() const {
    return units::name_of(equation_->dimension / potential_dimension());
  }

  /// What stands before the unit of the line: the current, and the left side of the new equation.
  std::string new_left_side() const {
    const auto& g = form_.conductance;
    const auto reversal = form_.reversal.empty() ? "E_syn" : form_.reversal;
    const auto difference = form_.lowers_potential ? fmt::format("{} - {}", potential_, reversal)
                                                   : fmt::format("{} - {}", reversal, potential_);
    return fmt::format("{} = {}*({}) : {}", form_.current, g, difference, unit_text(*equation_));
  }

  std::string code_of(std::size_t place) const {
    const auto& write = *writes_[place];
    const auto is_post =
        write.part->source.substr(write.span.begin).starts_with(variable_.name + "_post");
    return fmt::format("{}{} += {}", form_.conductance, is_post ? "_post" : "",
                       symbolic::print(amounts_[place].coefficient));
  }

  void write_lines() {
    form_.lines.push_back(new_left_side());
    auto edits = edits_of_line(*variable_.group);
    std::erase_if(edits, [&](const Edit& edit) { return edit.span == equation_->name_span; });
    auto line = line_with(edits, *equation_);
    const auto& name = equation_->name_span;
    line.replace(name.begin - equation_->span.begin, name.end - name.begin,
                 fmt::format("d{}/dt", form_.conductance));
    form_.lines.push_back(line);
    for (std::size_t place = 0; place < writes_.size(); ++place) {
      if (auto code = code_of(place); std::ranges::find(form_.codes, code) == form_.codes.end()) {
        form_.codes.push_back(std::move(code));
      }
    }
  }

  std::vector<Edit> edits_of_line(const model::Group& group) const {
    const auto edit = [&](SourceSpan span, std::string text) {
      return Edit{.object = group.name(),
                  .source = equation_->source,
                  .span = span,
                  .text = std::move(text)};
    };
    const auto line = line_at(equation_->source, equation_->span.begin);
    const auto indentation = equation_->source.substr(
        line.begin, equation_->source.find_first_not_of(" \t", line.begin) - line.begin);
    std::vector<Edit> edits{edit(equation_->name_span, fmt::format("{}\n{}d{}/dt", new_left_side(),
                                                                   indentation, form_.conductance)),
                            edit(equation_->unit_span, conductance_unit())};
    std::vector<Expression> occurrences;
    collect(equation_->right_side(), variable_.name, occurrences);
    for (const auto& occurrence : occurrences) {
      edits.push_back(edit(occurrence.span(), form_.conductance));
    }
    return edits;
  }

  /// Whether nothing is left to the user, and the groups see the reversal potential.
  bool can_edit() const {
    const auto present = present_values(variable_);
    if (form_.reversal.empty() || (present && *present != symbolic::Interval::of(0))) {
      return false;
    }
    return std::ranges::all_of(groups(), [&](const model::Group* group) {
      const auto is_plain = group->constants().empty();
      return form_.new_constant.empty() ? is_plain || group->constants().contains(form_.reversal)
                                        : is_plain && facts_.outside("mV") == units::mV;
    });
  }

  void add_edits() {
    for (const auto* group : groups()) {
      std::ranges::move(edits_of_line(*group), std::back_inserter(form_.edits));
      if (!form_.new_constant.empty()) {
        form_.edits.push_back({.kind = Edit::Kind::before_creation,
                               .object = group->name(),
                               .text = form_.new_constant + "\n"});
      }
      if (takes_only_exact(*group)) {  // g*(v - E) is linear in each, not in both
        form_.edits.push_back({.kind = Edit::Kind::argument,
                               .object = group->name(),
                               .argument = "method",
                               .text = "'exponential_euler'"});
      }
    }
    for (std::size_t place = 0; place < writes_.size(); ++place) {
      const auto& write = *writes_[place];
      form_.edits.push_back({.object = write.part->object->name(),
                             .source = write.part->source,
                             .span = write.span,
                             .text = code_of(place)});
    }
  }

  const Variable& variable_;
  const Facts& facts_;
  const Equation* equation_;
  std::string potential_;
  std::vector<const Write*> writes_;
  std::vector<DrivenAmount> amounts_;
  ConductanceForm form_;
};

}  // namespace

std::optional<ConductanceForm> conductance_form(const Variable& variable, const Facts& facts) {
  return Rewriter(variable, facts).rewrite();
}

bool names_transmitter(const std::string& name) {
  const auto lower = lower_case(name);
  return std::ranges::any_of(
      std::initializer_list<const char*>{"ampa", "nmda", "gaba", "glyc", "glutamat"},
      [&](const char* transmitter) { return lower.find(transmitter) != std::string::npos; });
}

}  // namespace ranvier::doctor
