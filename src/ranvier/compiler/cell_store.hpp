/// Single values that kernels read by address: constants, external values, sizes.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <variant>

namespace ranvier::compiler {

/// Owns the cells; addresses are stable as long as the store lives.
class CellStore {
 public:
  double* add(double value) { return &std::get<double>(cells_.emplace_back(value)); }

  std::int64_t* add(std::int64_t value) {
    return &std::get<std::int64_t>(cells_.emplace_back(value));
  }

  bool* add(bool value) { return &std::get<bool>(cells_.emplace_back(value)); }

 private:
  std::deque<std::variant<double, std::int64_t, bool>> cells_;
};

}  // namespace ranvier::compiler
