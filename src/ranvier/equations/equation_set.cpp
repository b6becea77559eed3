#include "equation_set.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>

#include <fmt/format.h>

#include <ranvier/equations/reporter.hpp>

namespace ranvier::equations {

namespace {

std::set<std::string> names_in(const Equation& equation) {
  return equation.expression ? symbolic::symbols_of(equation.right_side())
                             : std::set<std::string>{};
}

/// The places in `expression` where the symbol `name` stands.
void find_symbol(const Expression& expression, const std::string& name,
                 std::vector<SourceSpan>& places) {
  if (expression.is_symbol(name)) {
    places.push_back(expression.span());
  }
  if (expression.is_call()) {
    for (const auto& argument : expression.arguments()) {
      find_symbol(argument, name, places);
    }
  }
}

/// Where `name` stands on the right side.
std::vector<SourceSpan> places_of(const std::string& name, const Equation& equation) {
  std::vector<SourceSpan> places;
  if (equation.expression) {
    find_symbol(equation.right_side(), name, places);
  }
  return places;
}

/// Depth-first over who uses whom. Every equation on the current path is `open`; meeting an open
/// one closes a cycle.
class DependencySorter {
 public:
  explicit DependencySorter(const std::vector<const Equation*>& subexpressions) {
    for (const auto* equation : subexpressions) {
      by_name_.emplace(equation->name, equation);
    }
    for (const auto* equation : subexpressions) {
      visit(equation);
    }
  }

  DependencyOrder result() && { return std::move(order_); }

 private:
  enum class Mark : std::uint8_t { open, done };

  void visit(const Equation* equation) {
    if (!order_.cycle.empty()) {
      return;
    }
    if (const auto mark = marks_.find(equation->name); mark != marks_.end()) {
      if (mark->second == Mark::open) {
        order_.cycle.assign(std::ranges::find(path_, equation->name), path_.end());
        order_.cycle.push_back(equation->name);
      }
      return;
    }
    marks_[equation->name] = Mark::open;
    path_.push_back(equation->name);
    for (const auto& name : names_in(*equation)) {
      if (const auto used = by_name_.find(name); used != by_name_.end()) {
        visit(used->second);
      }
    }
    path_.pop_back();
    marks_[equation->name] = Mark::done;
    order_.sorted.push_back(equation);
  }

  std::map<std::string, const Equation*> by_name_;
  std::map<std::string, Mark> marks_;
  std::vector<std::string> path_;
  DependencyOrder order_;
};

class SetChecker {
 public:
  SetChecker(const std::vector<Equation>& equations, const std::string& where,
             std::vector<Diagnostic>& diagnostics)
      : equations_(equations), where_(where), diagnostics_(diagnostics) {}

  void check() {
    check_duplicates();
    check_noise();
    check_cycles();
  }

 private:
  void report(const Equation& equation, std::string code, std::string message,
              std::vector<Diagnostic::Label> labels, std::string help) {
    Reporter{equation.source, where_, diagnostics_}.report(std::move(code), std::move(message),
                                                           std::move(labels), std::move(help));
  }

  void check_duplicates() {
    std::map<std::string, const Equation*> first;
    for (const auto& equation : equations_) {
      const auto [place, is_new] = first.emplace(equation.name, &equation);
      if (is_new) {
        continue;
      }
      std::vector<Diagnostic::Label> labels{{equation.name_span, "defined again"}};
      if (place->second->source == equation.source) {
        labels.insert(labels.begin(), {place->second->name_span, "defined here"});
      }
      report(equation, "duplicate-variable", fmt::format("'{}' is defined twice", equation.name),
             std::move(labels), "give one of the two another name, or remove it");
    }
  }

  void check_noise() {
    const Equation* first_user = nullptr;
    for (const auto& equation : equations_) {
      const auto places = places_of("xi", equation);
      if (places.empty()) {
        continue;
      }
      if (equation.kind != EquationKind::differential) {
        report(equation, "misplaced-noise", "'xi' stands outside a differential equation",
               {{places[0], ""}},
               "name the noise, for example 'xi_1': named noise may stand in subexpressions");
      } else if (first_user != nullptr) {
        report(equation, "repeated-noise",
               fmt::format("'xi' stands in the equations of '{}' and '{}'", first_user->name,
                           equation.name),
               {{places[0], ""}},
               fmt::format("name the noises: 'xi_{}' and 'xi_{}' if they are independent, one name "
                           "in both if they are "
                           "the same",
                           first_user->name, equation.name));
      } else {
        first_user = &equation;
      }
    }
  }

  void check_cycles() {
    std::vector<const Equation*> subexpressions;
    for (const auto& equation : equations_) {
      if (equation.kind == EquationKind::subexpression) {
        subexpressions.push_back(&equation);
      }
    }
    const auto order = order_by_dependency(subexpressions);
    if (order.cycle.empty()) {
      return;
    }
    const auto& equation = **std::ranges::find(subexpressions, order.cycle[0], &Equation::name);
    const auto places = places_of(order.cycle[1], equation);
    report(equation, "cyclic-subexpressions",
           fmt::format("'{}' depends on itself: {}", equation.name, fmt::join(order.cycle, " -> ")),
           {{places[0], ""}},
           "a quantity with memory needs a differential equation, or statements that change a "
           "parameter");
  }

  const std::vector<Equation>& equations_;
  const std::string& where_;
  std::vector<Diagnostic>& diagnostics_;
};

}  // namespace

DependencyOrder order_by_dependency(const std::vector<const Equation*>& subexpressions) {
  return DependencySorter(subexpressions).result();
}

void check_equation_set(const std::vector<Equation>& equations, const std::string& where,
                        std::vector<Diagnostic>& diagnostics) {
  SetChecker(equations, where, diagnostics).check();
}

}  // namespace ranvier::equations
