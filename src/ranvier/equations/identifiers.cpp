#include "identifiers.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include <ranvier/equations/lexer.hpp>
#include <ranvier/symbolic/function_id.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::equations {

namespace {

constexpr auto special_names =
    std::to_array<std::string_view>({"t", "dt", "t_in_timesteps", "i", "N", "xi"});

constexpr auto refractoriness_names =
    std::to_array<std::string_view>({"not_refractory", "refractory", "refractory_until"});

constexpr auto constant_names = std::to_array<std::string_view>({"pi", "e", "inf"});

template <std::size_t n>
bool contains(const std::array<std::string_view, n>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

/// What the name means already, or "".
std::string reserved_meaning(const std::string& name) {
  if (contains(special_names, name) || is_noise(name)) {
    return "has a meaning of its own in equations";
  }
  if (contains(refractoriness_names, name)) {
    return "belongs to the refractory mechanism";
  }
  if (contains(constant_names, name)) {
    return "is a constant";
  }
  if (symbolic::find_function(name)) {
    return "is a function";
  }
  return units::find_unit(name) ? "is a unit" : "";
}

}  // namespace

bool is_noise(const std::string& name) {
  return name == "xi" || name.starts_with("xi_");
}

bool is_identifier(const std::string& name) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return !name.empty() && !is_digit(name.front()) &&
         std::ranges::all_of(name, [&](char c) { return is_letter(c) || is_digit(c); }) &&
         !is_keyword(name);
}

void check_defined_name(const std::string& name, SourceSpan span, Reporter& reporter) {
  if (is_keyword(name)) {
    reporter.report("illegal-name", fmt::format("'{}' is a keyword and cannot be a variable", name),
                    span, "choose another name");
  } else if (!is_identifier(name)) {
    reporter.report("illegal-name", fmt::format("'{}' is not a name", name), span,
                    "names consist of the letters a to z and A to Z, digits and '_'");
  } else if (name.starts_with('_')) {
    reporter.report("illegal-name", fmt::format("'{}' begins with an underscore", name), span,
                    "such names are kept for internal variables: choose another name");
  } else if (const auto meaning = reserved_meaning(name); !meaning.empty()) {
    reporter.report("reserved-name", fmt::format("'{}' {} and cannot be a variable", name, meaning),
                    span, "choose another name");
  }
}

}  // namespace ranvier::equations
