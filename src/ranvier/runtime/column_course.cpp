#include "column_course.hpp"

#include <algorithm>

namespace ranvier::runtime {

namespace {

/// Samples; when there are so many, every second one is dropped.
constexpr std::size_t largest_course = 128;

}  // namespace

ColumnCourse::ColumnCourse() {
  times_.reserve(largest_course + 1);
  means_.reserve(largest_course + 1);
}

void ColumnCourse::add(double t, const ColumnSummary& summary) {
  lowest_ = std::min(lowest_, summary.lowest);
  highest_ = std::max(highest_, summary.highest);
  if (!summary.is_finite || (!times_.empty() && ++looks_ < stride_)) {
    return;
  }
  looks_ = 0;
  times_.push_back(t);
  means_.push_back(summary.mean);
  if (times_.size() > largest_course) {
    std::size_t kept = 0;
    for (std::size_t sample = 0; sample < times_.size(); sample += 2, ++kept) {
      times_[kept] = times_[sample];
      means_[kept] = means_[sample];
    }
    times_.resize(kept);
    means_.resize(kept);
    stride_ *= 2;
  }
}

}  // namespace ranvier::runtime
