/// In which types the variables of a group are stored.
#pragma once

#include <map>
#include <string>

#include <ranvier/support/element_type.hpp>

namespace ranvier::model {

/// Types of stored variables. Values are computed in double precision (or 64-bit integers) whatever
/// they are stored in: a float32 variable is rounded when it is stored, never in between.
struct StorageTypes {
  ElementType real = ElementType::float64;  ///< of real variables without an entry below
  /// Of single variables: float32 or float64 for real ones, int32 or int64 for integers. Integers
  /// without an entry are int32.
  std::map<std::string, ElementType> of;
};

}  // namespace ranvier::model
