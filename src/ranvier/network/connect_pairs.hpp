/// What the ways of `connect` share: the pairs that they find, and the room that these may take.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <ranvier/model/synapses.hpp>
#include <ranvier/network/apply_pending.hpp>

namespace ranvier::network {

/// New synapses in the order of creation.
class Pairs {
 public:
  /// Looks up how many synapses the memory that is free now can hold.
  explicit Pairs(const model::Synapses& synapses);

  void add(std::int64_t source, std::int64_t target, std::int64_t copies) {
    for (std::int64_t copy = 0; copy < copies; ++copy) {
      sources_.push_back(static_cast<std::int32_t>(source));
      targets_.push_back(static_cast<std::int32_t>(target));
    }
  }

  /// Reserves room for a number that is known beforehand.
  /// @throws ResourceError  if `expected` synapses do not fit.
  void expect(double expected);
  /// @throws ResourceError  if those found so far, and `more`, do not fit.
  void require_room(double more = 0) const;

  /// How many fit.
  double capacity() const { return capacity_; }

  const std::vector<std::int32_t>& sources() const { return sources_; }

  const std::vector<std::int32_t>& targets() const { return targets_; }

 private:
  std::string description_;
  std::int64_t bytes_per_synapse_;
  double capacity_;
  std::vector<std::int32_t> sources_, targets_;
};

/// @throws Interrupted
void stop_if_interrupted(const StatementContext& context);

/// @throws UsageError  for a negative number of copies.
std::int64_t checked_copies(std::int64_t n, const model::Synapses& synapses);

/// Reports the use of N_incoming and N_outgoing, which connect is about to change.
void refuse_counts(const symbolic::Expression& expression, const std::string& text,
                   const std::string& where, std::vector<Diagnostic>& diagnostics);

/// A condition, a probability, or both, over all pairs.
Pairs connect_by_rule(model::Synapses& synapses, const model::ConnectRule& rule,
                      const StatementContext& context);
/// A generator for the targets of each source, or the sources of each target.
Pairs connect_by_generator(model::Synapses& synapses, const model::ConnectRule& rule,
                           const StatementContext& context);

/// The numbers that a row of `n` chooses, each with probability `p`, by geometric jumps: no draw
/// for each. Ascending.
void sample_with_probability(std::uint64_t key, std::int64_t row, std::int64_t n, double p,
                             std::vector<std::int64_t>& chosen);
/// `size` of the numbers below `n`, every choice equally likely. Ascending.
/// @pre 0 <= size <= n
void sample_of_size(std::uint64_t key, std::int64_t row, std::int64_t n, std::int64_t size,
                    std::vector<std::int64_t>& chosen);

}  // namespace ranvier::network
