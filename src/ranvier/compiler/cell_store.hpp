/// Single values that kernels read by address: constants, external values, sizes.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace ranvier::compiler {

/// Owns the cells; addresses are stable as long as the store lives.
class CellStore {
 public:
  double* add(double value) { return &std::get<double>(cells_.emplace_back(value)); }

  std::int64_t* add(std::int64_t value) {
    return &std::get<std::int64_t>(cells_.emplace_back(value));
  }

  bool* add(bool value) { return &std::get<bool>(cells_.emplace_back(value)); }

  /// Keeps alive what kernels point into.
  void keep(std::shared_ptr<const void> object) { kept_.push_back(std::move(object)); }

 private:
  std::deque<std::variant<double, std::int64_t, bool>> cells_;
  std::vector<std::shared_ptr<const void>> kept_;
};

}  // namespace ranvier::compiler
