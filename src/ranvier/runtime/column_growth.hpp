/// Whether the values of a column grow in a run.
#pragma once

#include <ranvier/runtime/column_scan.hpp>

namespace ranvier::runtime {

/// Remembers how far from 0 the values of a column were when a run began, and have been since.
class ColumnGrowth {
 public:
  ColumnGrowth() = default;
  explicit ColumnGrowth(const ColumnSummary& start);

  /// Whether a value is more than twice as far from 0 as all were at the start, and so much farther
  /// than all that were new before that it is worth a look.
  bool is_new(const ColumnSummary& summary);

  /// The largest absolute value at the start.
  double start() const { return start_; }

 private:
  double start_ = 0;
  double largest_ = 0;  ///< beyond it a value is new
};

}  // namespace ranvier::runtime
