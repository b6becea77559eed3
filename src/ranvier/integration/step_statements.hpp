/// The form that all updaters share: new values into `_v_new` from the old state, then all of them
/// stored.
#pragma once

#include <string>
#include <vector>

#include <ranvier/symbolic/statement.hpp>

namespace ranvier::integration {

/// Name of the temporary that holds the new value of a variable.
inline std::string new_value_name(const std::string& variable) {
  return "_" + variable + "_new";
}

inline symbolic::Statement assign(std::string target, const symbolic::Expression& value) {
  return {std::move(target), std::nullopt, value, {}, {}};
}

/// Appends `v = _v_new` for every variable.
inline void append_stores(const std::vector<std::string>& variables,
                          symbolic::StatementBlock& block) {
  for (const auto& variable : variables) {
    block.statements.push_back(
        assign(variable, symbolic::Expression::symbol(new_value_name(variable))));
  }
}

}  // namespace ranvier::integration
