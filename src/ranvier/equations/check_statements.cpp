#include <algorithm>

#include <fmt/format.h>

#include <ranvier/equations/check_dimensions.hpp>
#include <ranvier/equations/dimension_help.hpp>
#include <ranvier/equations/expression_checker.hpp>

namespace ranvier::equations {

using symbolic::Statement;

namespace {

/// Walks a block in order; every name assigned for the first time becomes a local from there on.
class StatementChecker {
 public:
  StatementChecker(const NameTable& names, Reporter& reporter)
      : known_(names), reporter_(reporter) {}

  void check(const Statement& statement) {
    const auto target = known_.find(statement.target);
    const bool is_new = target == known_.end();
    if (is_new && statement.operation) {
      const auto is_long = statement.target.size() > 2;  // all short names are near each other
      const auto nearest = is_long ? nearest_known_name(statement.target, known_) : "";
      report(statement.target_span, "unknown-name",
             fmt::format("unknown name '{}'", statement.target),
             nearest.empty()
                 ? fmt::format("write '{} = ...' to begin a new local variable", statement.target)
                 : fmt::format("did you mean '{}'?", nearest));
    } else if (!is_new && target->second.kind == NameInfo::Kind::external) {
      return check_shadowing(statement);
    } else if (!is_new && target->second.is_read_only) {
      return report_read_only(statement, target->second);
    } else if (is_new && symbolic::find_function(statement.target)) {
      report(statement.target_span, "reserved-name",
             fmt::format("'{}' is a function and cannot be a variable", statement.target),
             "choose another name");
    }
    check_value(statement, is_new ? nullptr : &target->second);
  }

  NameTable locals() && { return std::move(locals_); }

 private:
  void report_read_only(const Statement& statement, const NameInfo& target) {
    if (target.is_subexpression) {
      return report(
          statement.target_span, "read-only-variable",
          fmt::format("'{}' is a subexpression: its value follows from its equation",
                      statement.target),
          "change a variable that the equation uses; a new parameter in it can be added to");
    }
    report(statement.target_span, "read-only-variable",
           fmt::format("'{}' cannot be changed here", statement.target),
           "assign to another variable");
  }

  void report(SourceSpan span, std::string code, std::string message, std::string help) {
    reporter_.report(std::move(code), std::move(message), span, std::move(help));
  }

  /// A plain assignment to the name of an external constant begins a local variable of that name.
  void check_shadowing(const Statement& statement) {
    if (statement.operation) {
      report(
          statement.target_span, "read-only-variable",
          fmt::format("'{}' is a constant from outside", statement.target),
          fmt::format("add '{}' to the equations as a parameter to change it", statement.target));
    }
    check_value(statement, nullptr);
  }

  void check_value(const Statement& statement, const NameInfo* target) {
    const Expectation expectation{target != nullptr ? target->dimension : units::dimensionless,
                                  statement.target};
    const bool multiplies =
        statement.operation == FunctionId::multiply || statement.operation == FunctionId::divide;
    report_unknown_names(statement.value, known_, reporter_.source, reporter_.where,
                         reporter_.diagnostics);
    const auto info =
        ExpressionChecker(known_, reporter_)
            .check(statement.value, target != nullptr && !multiplies ? &expectation : nullptr);
    if (target == nullptr) {
      return add_local(statement, info);
    }
    if (!check_order(statement, *target)) {
      return;
    }
    if (!info) {
      return;
    }
    if (multiplies && !info->dimension.is_dimensionless()) {
      report_factor(statement, *info);
    } else if (!multiplies && !info->is_exempt && info->dimension != target->dimension) {
      report_mismatch(statement, *info, expectation);
    }
  }

  void add_local(const Statement& statement, const std::optional<ExpressionInfo>& info) {
    if (statement.operation) {
      return;
    }
    NameInfo local;
    local.is_shared = is_shared(statement.value);
    has_element_statement_ = has_element_statement_ || !local.is_shared;
    if (info) {
      local.dimension = info->dimension;
      local.type = info->type;
    }
    known_.insert_or_assign(statement.target, local);
    locals_.insert_or_assign(statement.target, local);
  }

  /// Whether a value is the same for all elements: it uses shared variables and constants only.
  bool is_shared(const Expression& value) const {
    return !symbolic::is_stateful(value) && uses_shared_only(value);
  }

  bool uses_shared_only(const Expression& value) const {
    return std::ranges::none_of(symbolic::symbols_of(value), [this](const std::string& name) {
      const auto found = known_.find(name);
      return found != known_.end() && found->second.kind == NameInfo::Kind::variable &&
             !found->second.is_shared;
    });
  }

  /// What is shared has one value for all elements, so it is written before the elements are gone
  /// through (B12.4).
  bool check_order(const Statement& statement, const NameInfo& target) {
    if (!target.is_shared) {
      has_element_statement_ = true;
      return true;
    }
    if (!uses_shared_only(statement.value)) {
      const bool is_local = locals_.contains(statement.target);
      report(
          statement.value.span(), "shared-target",
          fmt::format("'{}' {}, but the value differs between elements", statement.target,
                      is_local ? "began as one value for all elements" : "is shared"),
          is_local ? "use another name for this value" : "use shared variables and constants only");
      return false;
    }
    if (has_element_statement_) {
      report(statement.span, "shared-target",
             fmt::format("'{}' is shared and is assigned after a variable of single elements",
                         statement.target),
             "move this statement to the top of the block");
      return false;
    }
    return true;
  }

  void report_factor(const Statement& statement, const ExpressionInfo& info) {
    const auto* sign = statement.operation == FunctionId::multiply ? "*" : "/";
    reporter_.report(
        "dimension-mismatch",
        fmt::format("'{}=' needs a number without unit, not {}", sign, describe(info.dimension)),
        {{statement.value.span(), units::name_of(info.dimension)}},
        fmt::format("the unit of '{}' cannot change", statement.target));
  }

  void report_mismatch(const Statement& statement, const ExpressionInfo& info,
                       const Expectation& expectation) {
    const auto& wanted = expectation.dimension;
    const auto message = statement.operation ? refusal(*statement.operation, wanted, info.dimension)
                                             : fmt::format("the right side is {}, but {} is {}",
                                                           describe(info.dimension),
                                                           statement.target, describe(wanted));
    std::vector<Diagnostic::Label> labels;
    if (statement.target_span.end >
        statement.target_span.begin) {  // a value alone has no left side in the text
      labels.push_back({statement.target_span, units::name_of(wanted)});
    }
    labels.push_back({statement.value.span(), units::name_of(info.dimension)});
    reporter_.report(
        "dimension-mismatch", message, std::move(labels),
        help_for_value(statement.value, info.dimension, expectation, known_, reporter_.source));
  }

  NameTable known_;
  NameTable locals_;
  Reporter& reporter_;
  bool has_element_statement_ = false;
};

}  // namespace

NameTable check_statements(const symbolic::StatementBlock& block, const NameTable& names,
                           const std::string& where, std::vector<Diagnostic>& diagnostics) {
  Reporter reporter{block.source, where, diagnostics};
  StatementChecker checker(names, reporter);
  for (const auto& statement : block.statements) {
    checker.check(statement);
  }
  return std::move(checker).locals();
}

}  // namespace ranvier::equations
