#include "column_scan.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstring>

namespace ranvier::runtime {

namespace {

/// As many values as every processor of the architecture handles at once.
template <typename Real>
struct Vector {
  using Type [[gnu::vector_size(16)]] = Real;
  static constexpr std::size_t width = 16 / sizeof(Real);
};

/// Sums and bounds that do not wait for each other; more would not fit into the registers.
constexpr std::size_t vectors = 4;

template <typename Real>
bool are_all_finite(std::span<const Real> values) {
  return std::ranges::all_of(values, [](Real value) { return std::isfinite(value); });
}

/// The order of the sums is that of this text: the compiler needs no licence to change it.
template <typename Real>
ColumnSummary summarise(std::span<const Real> values) {
  using Values = typename Vector<Real>::Type;
  constexpr auto width = Vector<Real>::width;
  constexpr auto infinity = std::numeric_limits<Real>::infinity();
  std::array<Values, vectors> lowest;
  std::array<Values, vectors> highest;
  std::array<Values, vectors> sums;
  lowest.fill(Values{} + infinity);
  highest.fill(Values{} - infinity);
  sums.fill(Values{});
  const std::size_t whole = values.size() / (vectors * width) * (vectors * width);
  const Real* data = values.data();
  for (std::size_t first = 0; first < whole; first += vectors * width) {
#pragma GCC unroll 4  // otherwise they lie in memory
    for (std::size_t k = 0; k < vectors; ++k) {
      Values value;
      std::memcpy(&value, data + first + k * width, sizeof(value));
      // NaN is neither below nor above.
      lowest[k] = value < lowest[k] ? value : lowest[k];
      highest[k] = value > highest[k] ? value : highest[k];
      sums[k] += value;
    }
  }
  ColumnSummary summary;
  double sum = 0;
  for (std::size_t k = 0; k < vectors; ++k) {
    for (std::size_t lane = 0; lane < width; ++lane) {
      summary.lowest = std::min<double>(summary.lowest, lowest[k][lane]);
      summary.highest = std::max<double>(summary.highest, highest[k][lane]);
      sum += static_cast<double>(sums[k][lane]);
    }
  }
  for (const Real value : values.subspan(whole)) {
    summary.lowest = value < summary.lowest ? value : summary.lowest;
    summary.highest = value > summary.highest ? value : summary.highest;
    sum += static_cast<double>(value);
  }
  summary.mean = values.empty() ? 0 : sum / static_cast<double>(values.size());
  summary.is_finite = std::isfinite(sum) || are_all_finite(values);
  return summary;
}

/// Calls `visit` with the values in their type.
template <typename Visit>
auto with_values(const state::Column& column, const Visit& visit) {
  return column.type() == ElementType::float32 ? visit(column.values<float>())
                                               : visit(column.values<double>());
}

}  // namespace

ColumnSummary summarise(const state::Column& column) {
  return with_values(column, [](auto values) { return summarise(values); });
}

std::optional<std::int64_t> first_non_finite(const state::Column& column,
                                             std::span<const std::int64_t> excepted) {
  return with_values(column, [&](auto values) -> std::optional<std::int64_t> {
    auto exception = excepted.begin();
    for (std::size_t element = 0; element < values.size(); ++element) {
      if (std::isfinite(values[element])) {
        continue;
      }
      const auto number = static_cast<std::int64_t>(element);
      exception = std::lower_bound(exception, excepted.end(), number);
      if (exception == excepted.end() || *exception != number) {
        return number;
      }
    }
    return std::nullopt;
  });
}

std::optional<std::int64_t> first_outside(const state::Column& column, double low, double high) {
  return with_values(column, [&](auto values) -> std::optional<std::int64_t> {
    const auto found = std::ranges::find_if(
        values, [&](auto value) { return (value < low || value > high) && std::isfinite(value); });
    return found == values.end() ? std::nullopt : std::optional(found - values.begin());
  });
}

std::int64_t largest_element(const state::Column& column, const ColumnSummary& summary) {
  const auto largest =
      std::abs(summary.lowest) > std::abs(summary.highest) ? summary.lowest : summary.highest;
  return with_values(column, [largest](auto values) -> std::int64_t {
    return std::ranges::find_if(
               values, [largest](auto value) { return static_cast<double>(value) == largest; }) -
           values.begin();
  });
}

void find_non_finite(const state::Column& column, std::vector<std::int64_t>& elements) {
  elements.clear();
  with_values(column, [&](auto values) {
    for (std::size_t element = 0; element < values.size(); ++element) {
      if (!std::isfinite(values[element])) {
        elements.push_back(static_cast<std::int64_t>(element));
      }
    }
    return 0;
  });
}

}  // namespace ranvier::runtime
