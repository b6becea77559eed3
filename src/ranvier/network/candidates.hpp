/// Pairs of neurons under examination by connect, in batches, and expressions evaluated for each of
/// them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <ranvier/network/connect_pairs.hpp>
#include <ranvier/state/column.hpp>

namespace ranvier::network {

/// One end of synapses.
enum class End : std::uint8_t { source, target };

/// A batch of candidates. Code evaluated for them knows `i`, `j`, the variables at both ends, and
/// the variable of a generator.
class Candidates {
 public:
  static constexpr std::int64_t capacity = std::int64_t{1} << 16;

  /// @param variable  name of the generator's variable, or ""
  Candidates(model::Synapses& synapses, const model::ConnectRule& rule,
             const StatementContext& context, std::string variable);

  std::int64_t size() const { return size_; }

  bool is_full() const { return size_ == capacity; }

  /// @param value  of the generator's variable
  void add(std::int64_t source, std::int64_t target, std::int64_t value) {
    sources()[size_] = static_cast<std::int32_t>(source);
    targets()[size_] = static_cast<std::int32_t>(target);
    values()[size_] = value;
    numbers()[size_] = next_number_++;
    ++size_;
  }

  void clear() { size_ = 0; }

  /// Keeps those at `kept` (ascending).
  void keep(std::span<const std::int32_t> kept);

  std::int32_t* neurons(End end) { return end == End::source ? sources() : targets(); }

  std::int64_t* values() { return values_.values<std::int64_t>().data(); }

  /// What the generator's expression gives: the number of a neuron, which may be out of range.
  std::int64_t* proposals() { return proposals_.values<std::int64_t>().data(); }

  /// Key of the draws of expressions.
  std::uint64_t random_key() const { return random_key_; }

  model::Synapses& synapses() { return *synapses_; }

  const StatementContext& context() const { return *context_; }

 private:
  friend class CandidateCode;

  std::int32_t* sources() { return sources_.values<std::int32_t>().data(); }

  std::int32_t* targets() { return targets_.values<std::int32_t>().data(); }

  void find_places();

  std::int64_t* numbers() { return numbers_.values<std::int64_t>().data(); }

  model::Synapses* synapses_;
  const model::ConnectRule* rule_;
  const StatementContext* context_;
  std::string variable_;
  std::uint64_t random_key_;
  std::int64_t size_ = 0;
  std::int64_t next_number_ = 0;
  state::Column sources_{ElementType::int32, capacity};
  state::Column targets_{ElementType::int32, capacity};
  /// Where their variables stand: not at their numbers in a part of a group.
  state::Column source_places_{ElementType::int32, capacity};
  state::Column target_places_{ElementType::int32, capacity};
  state::Column values_{ElementType::int64, capacity};
  state::Column numbers_{ElementType::int64, capacity};  ///< of all candidates, for random draws
  state::Column proposals_{ElementType::int64, capacity};
};

/// What an expression over candidates may refer to besides constants.
struct Reach {
  bool variable = true;  ///< the generator's variable
  /// The end that a generator is to find. Of it nothing can be read before it is found.
  std::optional<End> sought;
  bool proposal_is_known = false;  ///< ... but its number
  /// Of an iterator, for messages: "'low' argument of the range function".
  std::string argument = {};
};

/// A compiled expression over candidates.
class CandidateCode {
 public:
  enum class Result : std::uint8_t { number, index, real, condition };

  /// @param what  for messages: "n of connect"
  /// @throws ModelError  for unknown names, units, types, and for what is out of reach
  CandidateCode(Candidates& candidates, const symbolic::Expression& expression,
                const std::string& text, const std::string& what, Result result,
                const Reach& reach);

  /// Whether it reads variables of the neuron at that end.
  bool reads(End end) const { return end == End::source ? reads_source_ : reads_target_; }

  /// Results of `number` and `index`, and of `real`, for each candidate.
  /// @param draw  numbers the expressions of one connect, so that they draw different numbers
  std::span<const std::int64_t> integers(std::int64_t draw);
  std::span<const double> reals(std::int64_t draw);
  /// Candidates for which a `condition` holds, ascending.
  std::span<const std::int32_t> fulfilled(std::int64_t draw);

 private:
  void run(std::int64_t draw);
  void prepare_scope(compiler::Scope& scope, Result result, const Reach& reach);

  Candidates* candidates_;
  compiler::CellStore cells_;
  state::Column results_;
  std::optional<compiler::Code> code_;
  std::shared_ptr<const backend::CompiledKernel> compiled_;
  std::vector<std::int32_t> emitted_;
  std::int64_t emitted_count_ = 0;
  bool reads_source_ = false;
  bool reads_target_ = false;
};

/// Accepted pairs on their way to `pairs`, each as often as n says.
class PairSink {
 public:
  PairSink(Pairs& pairs, model::Synapses& synapses, const model::ConnectRule& rule,
           const StatementContext& context, const std::string& variable = "");

  void add(std::int64_t source, std::int64_t target, std::int64_t value = 0) {
    if (!candidates_) {
      pairs_->add(source, target, fixed_);
      return;
    }
    candidates_->add(source, target, value);
    if (candidates_->is_full()) {
      flush();
    }
  }

  /// After the last one.
  void flush();

 private:
  Pairs* pairs_;
  std::int64_t fixed_ = 1;
  std::optional<Candidates> candidates_;  ///< if n is a text
  std::unique_ptr<CandidateCode> code_;
};

}  // namespace ranvier::network
