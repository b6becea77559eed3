#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <ranvier/kernel/random_numbers.hpp>
#include <ranvier/network/apply_pending.hpp>
#include <ranvier/network/connect_pairs.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::network {

namespace {

Pairs connect_by_arrays(const model::Synapses& synapses, const model::ConnectRule& rule,
                        const StatementContext& context) {
  const auto n = std::max(rule.sources.size(), rule.targets.size());
  if ((rule.sources.size() != n && rule.sources.size() != 1) ||
      (rule.targets.size() != n && rule.targets.size() != 1)) {
    throw UsageError(fmt::format("connect of {}: {} values for i but {} for j",
                                 synapses.description(), rule.sources.size(), rule.targets.size()));
  }
  const auto* p = std::get_if<double>(&rule.p);
  const auto* copies = std::get_if<std::int64_t>(&rule.n);
  if (p == nullptr || copies == nullptr) {
    throw UsageError(UsageError::Kind::type,
                     fmt::format("connect of {}: with index arrays, p and n are numbers, not texts",
                                 synapses.description()));
  }
  const auto check = [&](const char* name, std::int64_t neuron, const model::Group& group) {
    if (neuron < 0 || neuron >= group.size()) {
      throw UsageError(
          UsageError::Kind::index,
          fmt::format("connect of {}: {} contains {}, but {} has neurons 0 to {}",
                      synapses.description(), name, neuron, group.description(), group.size() - 1));
    }
  };
  const auto key = context.random->next_statement_key(synapses.name());
  Pairs pairs(synapses);
  pairs.expect(static_cast<double>(n) * static_cast<double>(checked_copies(*copies, synapses)));
  for (std::size_t pair = 0; pair < n; ++pair) {
    if (pair % 65536 == 0) {
      stop_if_interrupted(context);
    }
    const auto source = rule.sources[rule.sources.size() == 1 ? 0 : pair];
    const auto target = rule.targets[rule.targets.size() == 1 ? 0 : pair];
    check("i", source, synapses.source());
    check("j", target, synapses.target());
    if (*p >= 1 || kernel::draw_uniform(key, static_cast<std::int64_t>(pair), 0, 0) < *p) {
      pairs.add(source, target, *copies);
    }
  }
  return pairs;
}

void check(const model::Synapses& synapses, const model::ConnectRule& rule) {
  const auto fail = [&](const std::string& problem) {
    throw UsageError(fmt::format("connect of {}: {}", synapses.description(), problem));
  };
  const auto* p = std::get_if<double>(&rule.p);
  if (p != nullptr && std::isnan(*p)) {
    fail("the probability p is nan");
  }
  const auto is_generator = !rule.target_generator.empty() || !rule.source_generator.empty();
  if (is_generator && (p == nullptr || *p != 1)) {
    fail("a generator takes no p; choose with sample(..., p=...), or with 'if rand() < p'");
  }
  if (rule.skip_if_invalid && rule.by_arrays) {
    fail("skip_if_invalid is for texts; leave the pairs that do not exist out of the arrays");
  }
}

}  // namespace

void apply(model::Synapses& synapses, const model::ConnectRule& rule,
           const StatementContext& context) {
  check(synapses, rule);
  const auto is_generator = !rule.target_generator.empty() || !rule.source_generator.empty();
  const auto pairs = rule.by_arrays ? connect_by_arrays(synapses, rule, context)
                     : is_generator ? connect_by_generator(synapses, rule, context)
                                    : connect_by_rule(synapses, rule, context);
  pairs.require_room();
  synapses.append(pairs.sources(), pairs.targets());
}

}  // namespace ranvier::network
