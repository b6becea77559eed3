#include "state_table.hpp"

#include <algorithm>
#include <utility>

#include <ranvier/support/assert.hpp>

namespace ranvier::state {

Variable& StateTable::add(const std::string& name, ElementType type,
                          const units::Dimension& dimension, bool is_shared, bool is_read_only) {
  RANVIER_CHECK(find(name) == nullptr);
  variables_.push_back(
      {name, dimension, is_shared, is_read_only, Column(type, is_shared ? 1 : size_)});
  return variables_.back();
}

const Variable* StateTable::find(const std::string& name) const {
  const auto found = std::ranges::find(variables_, name, &Variable::name);
  return found == variables_.end() ? nullptr : &*found;
}

Variable* StateTable::find(const std::string& name) {
  return const_cast<Variable*>(std::as_const(*this).find(name));
}

void StateTable::resize(std::int64_t size) {
  const auto resize_all = [this](std::int64_t to) {
    for (Variable& variable : variables_) {
      if (!variable.is_shared) {
        variable.values.resize(to);
      }
    }
  };
  try {
    resize_all(size);
  } catch (...) {
    resize_all(size_);  // only shrinks, so it cannot fail
    throw;
  }
  size_ = size;
}

void StateTable::permute(std::span<const std::int64_t> order) {
  for (Variable& variable : variables_) {
    if (!variable.is_shared) {
      variable.values.permute(order);
    }
  }
}

}  // namespace ranvier::state
