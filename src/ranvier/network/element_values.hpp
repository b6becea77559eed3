/// Values of names for one element of a group, outside of all kernels: for the doctor.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include <ranvier/model/external_value.hpp>
#include <ranvier/model/group.hpp>

namespace ranvier::network {

/// The number of an element as the user counts, from its place in memory.
std::int64_t user_number(const model::Group& group, std::int64_t place);

/// Values [SI] of the variables of one element, and of what its equations read of the neurons at
/// both ends, with `t`, `dt`, `i` and `N`.
/// @param place  in memory
std::map<std::string, double> values_of_element(const model::Group& group, std::int64_t place);

/// Adds the constants and functions that the equations of a group name and that `values` lacks.
void add_constants(const model::Group& group, const model::Namespace& names,
                   std::map<std::string, double>& values,
                   std::map<std::string, model::FunctionPointer>& functions);

}  // namespace ranvier::network
