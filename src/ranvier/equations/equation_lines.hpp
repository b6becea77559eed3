/// Tokens to single equations: the three kinds of lines, their unit column and flags.
#pragma once

#include <vector>

#include <ranvier/equations/equations.hpp>
#include <ranvier/equations/reporter.hpp>

namespace ranvier::equations {

/// Reads all lines of the reporter's source; lines with an error are reported and left out.
std::vector<Equation> parse_equation_lines(Reporter& reporter);

}  // namespace ranvier::equations
