/// Calls of functions from outside, in the form that kernels have them.
#pragma once

#include <functional>
#include <map>
#include <string>

#include <ranvier/compiler/scope.hpp>
#include <ranvier/support/logger.hpp>

namespace ranvier::compiler {

/// Adds a function under a name to what the code may call, with the cells that its calls need.
/// A TimedArray that does not go together with the steps of the object gives a warning.
void add_function(Scope& scope, const std::string& name, model::FunctionPointer function,
                  CellStore& cells, const LogSink& log);

/// Replaces calls by what computes them: a value of a table at an index, a random number, a call
/// outside of the kernel. @pre the calls are checked.
symbolic::Expression lower_external_calls(const symbolic::Expression& expression,
                                          const Scope& scope);

/// The functions outside of kernels that lowered calls name.
std::map<std::string, kernel::HostBinding> hosts_of(const Scope& scope);

}  // namespace ranvier::compiler
