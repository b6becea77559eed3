/// How the values of a column went in a run, kept in little memory.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include <ranvier/runtime/column_scan.hpp>

namespace ranvier::runtime {

/// What became of a column, as far as it was looked at.
class ColumnCourse {
 public:
  ColumnCourse();

  /// Adds what the column holds at time `t` [s].
  void add(double t, const ColumnSummary& summary);

  double lowest() const { return lowest_; }

  double highest() const { return highest_; }

  /// Times [s] of some looks, evenly spaced but for the last one; looks at values that are not
  /// finite are left out.
  const std::vector<double>& times() const { return times_; }

  /// Means over all elements at these times.
  const std::vector<double>& means() const { return means_; }

 private:
  double lowest_ = std::numeric_limits<double>::infinity();
  double highest_ = -std::numeric_limits<double>::infinity();
  std::vector<double> times_, means_;
  std::int64_t stride_ = 1;  ///< looks for each sample
  std::int64_t looks_ = 0;   ///< since the last sample
};

}  // namespace ranvier::runtime
