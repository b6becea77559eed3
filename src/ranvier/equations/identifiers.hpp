/// Which names a model may define.
#pragma once

#include <set>
#include <string>

#include <ranvier/equations/reporter.hpp>

namespace ranvier::equations {

/// Reports a name that an equation cannot define (semantics A2.3): keywords, leading underscores
/// ("illegal-name"), names with a meaning of their own ("reserved-name"), and names with the
/// suffixes of synaptic code ("pre-post-name", which summed variables may have).
void check_defined_name(const std::string& name, bool is_summed, SourceSpan span,
                        Reporter& reporter);

/// Whether `name` is letters, digits and underscores, does not begin with a digit and is not a
/// keyword.
bool is_identifier(const std::string& name);

/// "xi" or "xi_...".
bool is_noise(const std::string& name);

}  // namespace ranvier::equations
