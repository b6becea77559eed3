/// Where the values of a linked variable come from.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace ranvier::model {

class Group;

/// Which element of the source each element reads: the one of the same number (or the only one);
/// those listed; or what an integer variable of the reading group says at the moment.
using LinkIndex = std::variant<std::monostate, std::vector<std::int64_t>, std::string>;

/// A linked variable shows the values of a variable, or of a subexpression, of another group.
struct Link {
  Group* source = nullptr;  ///< may be a subgroup
  std::string variable;
  LinkIndex index;

  /// Whether all elements show the same value.
  bool is_one_value() const;

  /// Whether what it shows can be changed through it: values, not a subexpression or what is
  /// read-only.
  bool shows_writable_values() const;
};

/// A link to a variable, to be assigned to one with the flag (linked):
/// `cells["drive"] = linked_var(inputs, "rate")`.
inline Link linked_var(Group& group, std::string name, LinkIndex index = {}) {
  return {&group, std::move(name), std::move(index)};
}

}  // namespace ranvier::model
