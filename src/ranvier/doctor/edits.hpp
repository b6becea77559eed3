/// Changes of the user's text that several rules propose.
#pragma once

#include <functional>
#include <string>

#include <ranvier/doctor/dependency_graph.hpp>
#include <ranvier/doctor/finding.hpp>

namespace ranvier::doctor {

/// Gives the call that makes the object `argument=text`.
Edit argument_edit(const model::NetworkObject& object, std::string argument, std::string text);

/// Takes a flag away from the equation of a variable, or gives it one; "" for none.
/// @pre the variable has an equation, and the flag `removed` if it is not ""
Edit flag_edit(const Variable& variable, const std::string& removed, const std::string& added);

/// The equation of a variable as it stands after an edit of its flags.
std::string equation_after(const Variable& variable, const Edit& edit);

/// Whether another group for which `is_affected` holds was made of the same text of equations: an
/// edit would change that group as well.
bool is_text_shared(const model::NetworkDescription& network, const Variable& variable,
                    const std::function<bool(const model::Group&)>& is_affected);

/// Text as a literal of Python.
std::string quoted(const std::string& text);

}  // namespace ranvier::doctor
