/// The named, typed columns of one group.
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <vector>

#include <ranvier/state/column.hpp>
#include <ranvier/units/dimension.hpp>

namespace ranvier::state {

/// One variable of a group and its values: one per element, or a single one if shared.
struct Variable {
  std::string name;
  units::Dimension dimension;
  bool is_shared = false;
  bool is_read_only = false;
  Column values;
};

/// The state of one group. Addresses of variables and of their values are stable while the size
/// stays.
class StateTable {
 public:
  explicit StateTable(std::int64_t size) : size_(size) {}

  std::int64_t size() const { return size_; }

  /// @pre no variable of that name.
  Variable& add(const std::string& name, ElementType type, const units::Dimension& dimension,
                bool is_shared = false, bool is_read_only = false);
  Variable* find(const std::string& name);
  const Variable* find(const std::string& name) const;

  std::deque<Variable>& variables() { return variables_; }

  const std::deque<Variable>& variables() const { return variables_; }

  /// Changes the number of elements of every variable that is not shared; new elements are zero.
  /// @throws ResourceError  if the memory is not there; then nothing has changed.
  void resize(std::int64_t size);
  /// Reorders every variable that is not shared.
  void permute(std::span<const std::int64_t> order);

 private:
  std::int64_t size_;
  std::deque<Variable> variables_;
};

}  // namespace ranvier::state
