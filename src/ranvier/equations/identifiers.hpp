/// Which names a model may define.
#pragma once

#include <set>
#include <string>

#include <ranvier/equations/reporter.hpp>

namespace ranvier::equations {

/// Reports a name that no equation can define: keywords, leading underscores ("illegal-name"),
/// names with a meaning of their own ("reserved-name").
void check_defined_name(const std::string& name, SourceSpan span, Reporter& reporter);

/// Whether `name` is letters, digits and underscores, does not begin with a digit and is not a
/// keyword.
bool is_identifier(const std::string& name);

/// "xi" or "xi_...".
bool is_noise(const std::string& name);

}  // namespace ranvier::equations
