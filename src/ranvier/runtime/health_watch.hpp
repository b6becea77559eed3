/// Watches the values of variables during a run: what becomes non-finite, what leaves its working
/// range, what grows, how the means go.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <utility>
#include <vector>

#include <ranvier/runtime/column_course.hpp>
#include <ranvier/runtime/column_growth.hpp>
#include <ranvier/runtime/column_scan.hpp>
#include <ranvier/runtime/run_watch.hpp>
#include <ranvier/runtime/state_copy.hpp>

namespace ranvier::runtime {

/// A column of real values that is watched.
struct WatchedColumn {
  const state::Column* values = nullptr;
  const state::Clock* clock = nullptr;  ///< of its group
  int group = 0;                        ///< of each group one non-finite value is told
  bool ends_run = false;                ///< whether the run may end when a value becomes non-finite
  bool is_in_step = true;  ///< whether each step passes over it; otherwise it is looked at rarely
  double low = -std::numeric_limits<double>::infinity();  ///< working range
  double high = std::numeric_limits<double>::infinity();
  bool is_growth_noted = false;  ///< whether `on_growth` is called for it
};

/// A value that became non-finite or left its working range: the first one of its group, or of its
/// column.
struct Excursion {
  int column = 0;
  std::int64_t element = 0;
  bool is_non_finite = false;
  /// Whether the step is known. Otherwise it happened somewhere between `earliest_t` and `t`.
  bool is_exact = false;
  std::int64_t step = 0;  ///< of the clock of the group: the one that changed the value
  double t = 0;           ///< [s] at the end of this step
  double earliest_t = 0;  ///< [s]
  double before = 0;      ///< the value before the step, if that is known
  double after = 0;
  std::vector<int> together;  ///< other columns of the group, non-finite at this element by then
};

/// A value farther from 0 than all values of its column had been in the run, and more than twice as
/// far as they were when it began.
struct Growth {
  int column = 0;
  std::int64_t element = 0;
  std::int64_t step = 0;  ///< of the clock of the group, the last one made
  double t = 0;           ///< [s] when it was seen
  double start = 0;       ///< the largest absolute value when the run began
  double value = 0;
};

struct HealthWatchOptions {
  std::vector<WatchedColumn> columns;
  std::vector<const state::Clock*> clocks;  ///< of the program
  ChangingState state;                      ///< what is copied, to go back to
  bool ends_run = true;                     ///< whether it ends for what may end it
  bool can_repeat = true;  ///< whether steps give the same again, but for `outside_calls`
  /// Counts calls of functions that are not to be called again: steps since the last copy are
  /// repeated only if it has not changed. May be nullptr.
  const std::int64_t* outside_calls = nullptr;
  std::int64_t largest_copy = std::int64_t{256} << 20;  ///< [bytes] beyond it nothing is copied
  /// Called when the state is that before the step of an exact excursion.
  std::function<void(const Excursion&)> before_excursion;
  /// Called when the state is that in which a growth was seen; again when it has gone on.
  std::function<void(const Growth&)> on_growth;
};

/// Looks at the columns in intervals and copies the state in longer ones, as its size asks for. If
/// something is wrong, it goes back to the copy, repeats the steps one by one until the first wrong
/// one, goes back again, and stops before this step to see what led to it. Then the steps go on,
/// to where they had come before, or to the end of the wrong step if the run ends for it.
///
/// Elements that are non-finite when the run begins are not looked at, nor the working ranges of
/// columns that are outside of them then.
class HealthWatch final : public RunWatch {
 public:
  explicit HealthWatch(HealthWatchOptions options);

  void begin() override;
  void end_stopped() override;

  const std::vector<Excursion>& excursions() const { return excursions_; }

  const std::vector<ColumnCourse>& courses() const { return courses_; }

  /// Whether the run was ended.
  bool has_ended_run() const { return has_ended_run_; }

 protected:
  Verdict look(bool is_last) override;

 private:
  enum class Phase : std::uint8_t {
    watching,
    searching,    ///< repeats steps, looking after each
    approaching,  ///< repeats steps up to the last good state
    ending,       ///< makes the wrong step, which is the last
    catching_up   ///< repeats steps to where they had come
  };

  struct Watched {
    std::vector<std::int64_t> excepted;  ///< elements that were non-finite from the start
    bool is_range_watched = false;
    std::int64_t window = 1;     ///< steps of its clock between two looks
    std::int64_t last_step = 0;  ///< at the last look
    double last_t = 0;           ///< [s]
  };

  double t() const;
  /// Adds what is new in a column to `found_`.
  void find_excursion(std::size_t column, const ColumnSummary& summary);
  void note_growth(std::size_t column, const ColumnSummary& summary);
  /// Of what was looked at last.
  void note_growths();
  void find_excursions();
  /// The same for the columns that are due, or for all, and takes samples.
  void look_at_columns(bool all);
  bool is_copy_due() const;
  bool can_go_back() const;
  void take_copy();
  Verdict watch_on();
  Verdict look_at_window(bool is_last, bool is_copy_due);
  Verdict go_back(Phase phase, std::int64_t steps);
  Verdict look_for_first();
  Verdict arrive_before();
  void note_found();
  bool must_end() const;

  HealthWatchOptions options_;
  StateCopy copy_;
  std::int64_t interval_ = 1;       ///< of the loop's steps between two looks
  std::int64_t copy_interval_ = 1;  ///< likewise, at least between two copies
  std::vector<Watched> watched_;
  std::vector<std::uint8_t> is_group_told_;
  std::vector<ColumnCourse> courses_;
  std::vector<ColumnGrowth> growths_;
  std::vector<std::pair<std::size_t, ColumnSummary>> looked_at_;  ///< columns, in the last look
  std::vector<Excursion> found_;
  std::vector<Excursion> excursions_;
  Phase phase_ = Phase::watching;
  std::int64_t steps_ = 0;      ///< of the loop, made in this run
  std::int64_t copied_at_ = 0;  ///< likewise
  std::int64_t detected_at_ = 0;
  std::int64_t calls_at_copy_ = 0;
  bool has_ended_run_ = false;
};

}  // namespace ranvier::runtime
