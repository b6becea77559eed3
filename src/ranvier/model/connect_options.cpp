#include "connect_options.hpp"

#include <fmt/format.h>

#include <ranvier/support/error.hpp>

namespace ranvier::model {

void check_connect_options(const ConnectOptions& options, const std::string& where) {
  const auto fail = [&where](UsageError::Kind kind, const std::string& problem) {
    throw UsageError(kind, fmt::format("connect of {}: {}", where, problem));
  };
  const auto check_generator = [&](const ConnectEnd& end, const char* name, const ConnectEnd& other,
                                   const char* other_name) {
    if (end.is_generator() && other.is_given()) {
      fail(UsageError::Kind::type,
           fmt::format("with {} as a text {} must not be given", name, other_name));
    }
    if (end.is_generator() && end.generator().find_first_not_of(" \t\n") == std::string::npos) {
      fail(UsageError::Kind::value, fmt::format("the expression for {} is empty", name));
    }
  };
  if (!options.condition.empty() && (options.i.is_given() || options.j.is_given())) {
    fail(UsageError::Kind::value, "give either a condition or i and j");
  }
  check_generator(options.j, "j", options.i, "i");
  check_generator(options.i, "i", options.j, "j");
  if (!options.i.is_generator() && !options.j.is_generator() &&
      options.i.is_given() != options.j.is_given()) {
    fail(UsageError::Kind::value, "give both i and j, one of them as a text, or a condition");
  }
}

}  // namespace ranvier::model
