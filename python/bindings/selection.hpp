/// Python's indices as the core takes them.
#pragma once

#include "bindings.hpp"
#include <ranvier/model/selection.hpp>

namespace ranvier::bindings {

/// None (everything), a condition, a slice, an array of int64 or bool, or for synapses a tuple of
/// two or three: slices and arrays for both ends, a slice or an int for the multisynaptic index.
model::Selection to_selection(const nb::object& selection);

}  // namespace ranvier::bindings
