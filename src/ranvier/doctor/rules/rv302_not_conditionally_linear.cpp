#include <algorithm>

#include <fmt/format.h>

#include <ranvier/doctor/edits.hpp>
#include <ranvier/doctor/integration_method.hpp>
#include <ranvier/doctor/rules/all.hpp>
#include <ranvier/integration/noise.hpp>
#include <ranvier/symbolic/linear_form.hpp>

namespace ranvier::doctor {

namespace {

using symbolic::Expression;
using symbolic::LinearForm;
using symbolic::NotLinear;
using Names = std::set<std::string>;

/// Finds plain subexpressions which, held during a step, leave an equation linear in its variable:
/// the outermost ones that the variable enters by nothing else than what is held, so that the
/// driving forces of currents stay.
class HeldSubexpressions {
 public:
  HeldSubexpressions(const equations::Equations& equations, std::string variable)
      : equations_(equations), variable_(std::move(variable)) {}

  std::optional<Names> find(const Expression& expression) const {
    if (form_of(expression, {})) {
      return Names();
    }
    const auto* inner = subexpression(expression);
    if (inner != nullptr) {
      const auto found = find(*inner);
      const auto form = found ? form_of(*inner, *found) : std::nullopt;
      const auto is_driven = form && !form->coefficients.front().is_number(0);
      return is_driven ? found : Names{expression.name()};
    }
    if (!expression.is_call()) {
      return std::nullopt;
    }
    Names held;
    for (const auto& argument : expression.arguments()) {
      auto found = find(argument);
      if (!found) {
        return std::nullopt;
      }
      held.merge(*found);
    }
    for (const auto& name : symbolic::symbols_of(expression)) {
      if (form_of(expression, held)) {
        break;
      }
      const auto symbol = Expression::symbol(name);
      if (subexpression(symbol) != nullptr && depends(symbol)) {
        held.insert(name);
      }
    }
    return form_of(expression, held) ? std::optional(held) : std::nullopt;
  }

 private:
  const Expression* subexpression(const Expression& expression) const {
    const auto* equation = expression.is_symbol() ? equations_.find(expression.name()) : nullptr;
    return equation != nullptr && equation->is_plain_subexpression() ? &equation->right_side()
                                                                     : nullptr;
  }

  bool depends(const Expression& expression) const {
    return symbolic::symbols_of(equations_.expand(expression)).contains(variable_);
  }

  std::optional<LinearForm> form_of(const Expression& expression, const Names& held) const {
    std::map<std::string, Expression> put_in;
    for (const auto* equation : equations_.subexpressions()) {
      if (equation->is_plain_subexpression() && !held.contains(equation->name)) {
        put_in.emplace(equation->name, symbolic::substitute(equation->right_side(), put_in));
      }
    }
    auto result = symbolic::linear_form(symbolic::substitute(expression, put_in), {variable_});
    auto* form = std::get_if<LinearForm>(&result);
    return form == nullptr ? std::nullopt : std::optional(std::move(*form));
  }

  const equations::Equations& equations_;
  std::string variable_;
};

struct Refusal {
  Variable variable;
  NotLinear problem;
};

std::vector<Refusal> refusals_of(const model::Group& group,
                                 const integration::DifferentialSystem& system) {
  std::vector<Refusal> refusals;
  for (std::size_t k = 0; k < system.variables.size(); ++k) {
    const auto& name = system.variables[k];
    const auto result = symbolic::linear_form(system.derivatives[k], {name});
    if (const auto* problem = std::get_if<NotLinear>(&result)) {
      refusals.push_back({{&group, name}, *problem});
    }
  }
  return refusals;
}

/// What to hold for all of them; nothing if that is not enough for one.
std::optional<Names> held_for(const std::vector<Refusal>& refusals) {
  Names all;
  for (const auto& refusal : refusals) {
    const auto& equations = refusal.variable.group->equations();
    const auto* equation = DependencyGraph::equation_of(refusal.variable);
    auto held = HeldSubexpressions(equations, equation->name).find(equation->right_side());
    if (!held) {
      return std::nullopt;
    }
    all.merge(*held);
  }
  return all;
}

std::string written(const Expression& term, const equations::Equation& equation) {
  const auto span = term.span();
  const auto is_known = span.end > span.begin && span.end <= equation.source.size();
  return is_known ? equation.source.substr(span.begin, span.end - span.begin)
                  : symbolic::print(term);
}

/// The method exponential_euler for an equation that is not linear in its own variable: it refuses.
/// (Brian 2 accepts some of these, with the term treated explicitly; Ranvier accepts none, so that
/// nothing that is accepted contains the variable in its remainder.)
///
/// Not: terms in subexpressions marked (constant over dt), which are held; equations with noise,
/// which are RV303's; lists of methods, of which another one is taken.
class NotConditionallyLinear final : public Rule {
 public:
  std::string_view code() const override { return "RV302"; }

  std::vector<Finding> examine(const Facts& facts) const override {
    std::vector<Finding> findings;
    for (const auto* object : facts.network().objects) {
      const auto method = named_method_of(*object);
      if (!method || method->updater->name() != "exponential_euler" || has_noise(method->system)) {
        continue;
      }
      const auto& group = dynamic_cast<const model::Group&>(*object);
      const auto refusals = refusals_of(group, method->system);
      if (!refusals.empty()) {
        findings.push_back(make(facts, group, *method, refusals));
      }
    }
    return findings;
  }

 private:
  static bool has_noise(const integration::DifferentialSystem& system) {
    return std::ranges::any_of(system.derivatives, [](const Expression& derivative) {
      return !integration::noises_in(derivative).empty();
    });
  }

  static Finding make(const Facts& facts, const model::Group& group, const NamedMethod& method,
                      const std::vector<Refusal>& refusals) {
    const auto& first = refusals.front();
    const auto& name = first.variable.name;
    const auto origin = origin_of(first.variable, first.problem.term);
    const auto term = written(first.problem.term, *DependencyGraph::equation_of(origin));
    Finding finding;
    finding.code = "RV302";
    finding.level = Level::error;
    finding.object = group.name();
    finding.variable = name;
    finding.message =
        fmt::format("`{}` can't be integrated by {}: d{}/dt is not linear in it (`{}`)", name,
                    method.updater->name(), name, term);
    for (const auto& refusal : refusals) {
      const auto written_in = origin_of(refusal.variable, refusal.problem.term);
      auto place =
          declaration_of(written_in, fmt::format("not linear in {}", refusal.variable.name));
      if (written_in.name != refusal.variable.name) {
        finding.places.push_back(
            declaration_of(refusal.variable, fmt::format("reads {}", written_in.name)));
      }
      finding.places.push_back(std::move(place));
    }
    finding.places.push_back(creation_of(group, fmt::format("method='{}'", method.text)));
    finding.why = fmt::format(
        "the method solves d{0}/dt = a*{0} + b exactly over a step, with a and b free of '{0}'; "
        "treated explicitly, `{1}` would have order 1 and gain no stability",
        name, term);
    propose(facts, group, method, refusals, finding);
    return finding;
  }

  static void propose(const Facts& facts, const model::Group& group, const NamedMethod& method,
                      const std::vector<Refusal>& refusals, Finding& finding) {
    const auto other = first_accepting(method.system, {"rk4", "rk2", "euler"});
    const auto argument = fmt::format("method={}", quoted(other));
    const auto held = held_for(refusals);
    auto is_shared = false;
    for (const auto& name : held.value_or(Names())) {
      const Variable variable{&group, name};
      const auto edit = flag_edit(variable, "", "constant over dt");
      finding.fix += equation_after(variable, edit) + "\n";
      finding.edits.push_back(edit);
      is_shared |= is_text_shared(facts.network(), variable, [](const model::Group& user) {
        const auto theirs = named_method_of(user);
        return !theirs || theirs->updater->name() != "exponential_euler";
      });
    }
    finding.fix += finding.fix.empty() ? argument : fmt::format("or   {}", argument);
    if (finding.edits.empty() || is_shared) {
      finding.edits = {argument_edit(group, "method", quoted(other))};
    }
  }
};

}  // namespace

const Rule& not_conditionally_linear() {
  static const NotConditionallyLinear rule;
  return rule;
}

}  // namespace ranvier::doctor
