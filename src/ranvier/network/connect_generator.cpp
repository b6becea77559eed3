#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include <ranvier/equations/generator.hpp>
#include <ranvier/network/candidates.hpp>
#include <ranvier/network/connect_pairs.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::network {

namespace {

using equations::Generator;
using Result = CandidateCode::Result;

/// `j='...'` or `i='...'`: for each neuron of the outer end the generator's values in turn.
class GeneratorRun {
 public:
  GeneratorRun(model::Synapses& synapses, const model::ConnectRule& rule,
               const StatementContext& context)
      : synapses_(synapses),
        rule_(rule),
        context_(context),
        sought_(rule.target_generator.empty() ? End::source : End::target),
        text_(sought_ == End::target ? rule.target_generator : rule.source_generator),
        what_(sought_ == End::target ? "j of connect" : "i of connect"),
        generator_(equations::parse_generator(
            text_, fmt::format("{} of {}", what_, synapses.description()))),
        sample_key_(context.random->next_statement_key(synapses.name())),
        rows_(synapses, rule, context, ""),
        candidates_(synapses, rule, context, generator_.variable),
        pairs_(synapses),
        sink_(pairs_, synapses, rule, context, generator_.variable) {
    check_variable();
    const Reach row_reach{false, sought_, false};
    if (generator_.iterator != Generator::Iterator::none) {
      start_ = compile_argument(generator_.start, "low");
      stop_ = compile_argument(generator_.stop, "high");
      step_ = compile_argument(generator_.step, "step");
    }
    if (generator_.probability) {
      probability_ = compile(rows_, *generator_.probability, Result::real, row_reach);
    }
    if (generator_.size) {
      sample_size_ = compile_argument(*generator_.size, "size");
    }
    element_ = compile(candidates_, generator_.element, Result::number, {true, sought_, false});
    if (generator_.condition) {
      condition_ =
          compile(candidates_, *generator_.condition, Result::condition, {true, sought_, true});
    }
  }

  Pairs run() {
    const auto n_rows = size_of(outer());
    for (std::int64_t row = 0; row < n_rows; ++row) {
      rows_.add(row, row, 0);
      if (rows_.is_full() || row + 1 == n_rows) {
        stop_if_interrupted(context_);
        run_rows();
        rows_.clear();
      }
    }
    flush();
    sink_.flush();
    return std::move(pairs_);
  }

 private:
  End outer() const { return sought_ == End::target ? End::source : End::target; }

  const model::Group& group(End end) const {
    return end == End::source ? synapses_.source() : synapses_.target();
  }

  std::int64_t size_of(End end) const { return group(end).size(); }

  std::unique_ptr<CandidateCode> compile(Candidates& candidates,
                                         const symbolic::Expression& expression, Result result,
                                         const Reach& reach) {
    return std::make_unique<CandidateCode>(candidates, expression, text_, what_, result, reach);
  }

  /// An argument of the iterator, an integer for each row.
  std::unique_ptr<CandidateCode> compile_argument(const symbolic::Expression& expression,
                                                  const char* name) {
    const auto* function = generator_.iterator == Generator::Iterator::range ? "range" : "sample";
    return compile(
        rows_, expression, Result::index,
        {false, sought_, false, fmt::format("'{}' argument of the {} function", name, function)});
  }

  [[noreturn]] void fail(UsageError::Kind kind, const std::string& problem) const {
    throw UsageError(kind, fmt::format("connect of {}: {}='{}': {}", synapses_.description(),
                                       sought_ == End::target ? "j" : "i", text_, problem));
  }

  void check_variable() const {
    if (generator_.variable == "i" || generator_.variable == "j") {
      fail(UsageError::Kind::key,
           fmt::format("the name '{}' has a meaning already; call the variable after 'for' "
                       "something else",
                       generator_.variable));
    }
  }

  std::string row_name(std::int64_t row) const {
    return fmt::format("{} = {}", outer() == End::source ? "i" : "j", row);
  }

  void run_rows() {
    const auto n = static_cast<std::size_t>(rows_.size());
    const auto first = rows_.neurons(outer())[0];
    std::span<const std::int64_t> starts, stops, steps, sizes;
    std::span<const double> probabilities;
    if (generator_.iterator != Generator::Iterator::none) {
      starts = start_->integers(0);
      stops = stop_->integers(1);
      steps = step_->integers(2);
    }
    if (probability_) {
      probabilities = probability_->reals(3);
    }
    if (sample_size_) {
      sizes = sample_size_->integers(4);
    }
    std::vector<std::int64_t> chosen;
    for (std::size_t k = 0; k < n; ++k) {
      const auto row = first + static_cast<std::int64_t>(k);
      if (generator_.iterator == Generator::Iterator::none) {
        add(row, 0);
        continue;
      }
      const auto count = values_in_range(starts[k], stops[k], steps[k], row);
      if (generator_.iterator == Generator::Iterator::range) {
        for (std::int64_t position = 0; position < count; ++position) {
          add(row, starts[k] + position * steps[k]);
        }
        continue;
      }
      if (probability_) {
        sample_with_probability(sample_key_, row, count, probabilities[k], chosen);
      } else {
        sample_of_size(sample_key_, row, count, checked_sample_size(sizes[k], count, row), chosen);
        if (steps[k] < 0 && static_cast<std::int64_t>(chosen.size()) < count) {
          std::ranges::reverse(
              chosen);  // samples of a size ascend, unless they are the whole range
        }
      }
      for (const auto position : chosen) {
        add(row, starts[k] + position * steps[k]);
      }
    }
  }

  std::int64_t values_in_range(std::int64_t start, std::int64_t stop, std::int64_t step,
                               std::int64_t row) const {
    if (step == 0) {
      fail(UsageError::Kind::value, fmt::format("the step is 0 for {}", row_name(row)));
    }
    const auto distance = step > 0 ? static_cast<double>(stop) - static_cast<double>(start)
                                   : static_cast<double>(start) - static_cast<double>(stop);
    if (distance <= 0) {
      return 0;
    }
    if (distance > 0x1p53) {
      fail(UsageError::Kind::value,
           fmt::format("the range has more than 2^53 numbers for {}", row_name(row)));
    }
    const auto width = step > 0 ? stop - start : start - stop;
    const auto stride = step > 0 ? step : -step;
    return width / stride + (width % stride != 0 ? 1 : 0);
  }

  std::int64_t checked_sample_size(std::int64_t size, std::int64_t available,
                                   std::int64_t row) const {
    if (rule_.skip_if_invalid) {
      return std::clamp(size, std::int64_t{0}, available);
    }
    if (size < 0 || size > available) {
      fail(UsageError::Kind::index,
           fmt::format("a sample of {} from {} numbers, for {}; skip_if_invalid=True takes what "
                       "there is",
                       size, available, row_name(row)));
    }
    return size;
  }

  void add(std::int64_t row, std::int64_t value) {
    // The end that is sought is not known yet.
    candidates_.add(sought_ == End::target ? row : 0, sought_ == End::target ? 0 : row, value);
    if (candidates_.is_full()) {
      flush();
    }
  }

  /// Accepts or drops the candidates. A condition that reads variables of the sought neuron needs
  /// one that exists; any other is applied first (B16.7).
  void flush() {
    if (candidates_.size() == 0) {
      return;
    }
    stop_if_interrupted(context_);
    std::ranges::copy(element_->integers(0), candidates_.proposals());
    const auto reads_sought = condition_ && condition_->reads(sought_);
    if (condition_ && !reads_sought) {
      candidates_.keep(condition_->fulfilled(1));
    }
    keep_those_in_range(reads_sought);
    if (reads_sought) {
      candidates_.keep(condition_->fulfilled(1));
    }
    pairs_.require_room(static_cast<double>(candidates_.size()));
    for (std::int64_t k = 0; k < candidates_.size(); ++k) {
      sink_.add(candidates_.neurons(End::source)[k], candidates_.neurons(End::target)[k],
                candidates_.values()[k]);
    }
    candidates_.clear();
  }

  void keep_those_in_range(bool condition_follows) {
    std::vector<std::int32_t> kept;
    auto* neurons = candidates_.neurons(sought_);
    const auto* proposals = candidates_.proposals();
    for (std::int64_t k = 0; k < candidates_.size(); ++k) {
      if (proposals[k] >= 0 && proposals[k] < size_of(sought_)) {
        neurons[k] = static_cast<std::int32_t>(proposals[k]);
        kept.push_back(static_cast<std::int32_t>(k));
      } else if (!rule_.skip_if_invalid) {
        fail(UsageError::Kind::index,
             fmt::format("gives {} for {}, outside allowed range: {} has neurons 0 to {}{}; "
                         "skip_if_invalid=True leaves such synapses out",
                         proposals[k], row_name(candidates_.neurons(outer())[k]),
                         group(sought_).description(), size_of(sought_) - 1,
                         condition_follows
                             ? fmt::format(" (the condition reads variables of the "
                                           "{} neuron, so it can't exclude it)",
                                           sought_ == End::source ? "source" : "target")
                             : ""));
      }
    }
    candidates_.keep(kept);
  }

  model::Synapses& synapses_;
  const model::ConnectRule& rule_;
  const StatementContext& context_;
  End sought_;
  std::string text_;
  std::string what_;
  Generator generator_;
  std::uint64_t sample_key_;
  Candidates rows_;        ///< one for each neuron of the outer end
  Candidates candidates_;  ///< one for each value of the generator
  Pairs pairs_;
  PairSink sink_;
  std::unique_ptr<CandidateCode> start_, stop_, step_, probability_, sample_size_;
  std::unique_ptr<CandidateCode> element_, condition_;
};

}  // namespace

Pairs connect_by_generator(model::Synapses& synapses, const model::ConnectRule& rule,
                           const StatementContext& context) {
  return GeneratorRun(synapses, rule, context).run();
}

}  // namespace ranvier::network
