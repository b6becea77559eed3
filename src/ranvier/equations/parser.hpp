/// Text to syntax: expressions, statements, and the lines of a set of equations. Reports every
/// error, not the first.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <ranvier/support/diagnostic.hpp>
#include <ranvier/symbolic/statement.hpp>

namespace ranvier::equations {

/// Limits of a text (design: a hostile text must not exhaust the machine).
inline constexpr std::size_t max_text_bytes = std::size_t{64} * 1024;
inline constexpr std::size_t max_depth = 256;
inline constexpr std::size_t max_nodes = 4096;

/// Parses one expression (Python 3's operators and precedence, `a if c else b`; semantics A2.13).
/// @param where  the object that the text belongs to, for messages: "threshold of NeuronGroup
/// 'exc'".
/// @throws ModelError  with all errors of the text; codes "syntax", "unsupported-syntax",
/// "text-limit".
symbolic::Expression parse_expression(const std::string& text, const std::string& where);

/// Parses a block of statements, one per line or separated by `;`, `#` comments (semantics B12.1).
/// @throws ModelError  as above; `**=` and `//=` are refused (D12).
symbolic::StatementBlock parse_statements(const std::string& text, const std::string& where);

}  // namespace ranvier::equations
