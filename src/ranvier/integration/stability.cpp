#include "stability.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string_view>

#include <Eigen/Core>
#include <Eigen/Eigenvalues>

namespace ranvier::integration {

namespace {

/// The factor by which a step of order p = number of stages <= 4 multiplies x: the first terms of
/// exp(z), z = eigenvalue * dt.
std::complex<double> amplification(int order, std::complex<double> z) {
  std::complex<double> sum = 1;
  std::complex<double> term = 1;
  for (int k = 1; k <= order; ++k) {
    term *= z / static_cast<double>(k);
    sum += term;
  }
  return sum;
}

/// The largest |z| in a direction [a number of absolute value 1] before the factor exceeds 1.
double stable_length(int order, std::complex<double> direction) {
  const auto grows = [&](double length) {
    return std::norm(amplification(order, length * direction)) > 1;
  };
  // No limit lies beyond 3 in the left half plane for these orders.
  constexpr double step = 1e-3;
  constexpr double farthest = 4;
  auto length = step;
  while (!grows(length) && length < farthest) {
    length += step;
  }
  auto low = length - step;
  auto high = length;
  for (int halving = 0; halving < 60; ++halving) {
    const auto middle = (low + high) / 2;
    (grows(middle) ? high : low) = middle;
  }
  return low;
}

/// The same for real eigenvalues, as most are.
double stable_length_of_decay(int order) {
  static const std::array lengths{stable_length(1, -1), stable_length(2, -1), stable_length(3, -1),
                                  stable_length(4, -1)};
  return lengths.at(static_cast<std::size_t>(order - 1));
}

}  // namespace

std::vector<std::complex<double>> eigenvalues_of(const std::vector<std::vector<double>>& matrix) {
  const auto size = static_cast<Eigen::Index>(matrix.size());
  Eigen::MatrixXd entries(size, size);
  for (Eigen::Index row = 0; row < size; ++row) {
    for (Eigen::Index column = 0; column < size; ++column) {
      entries(row, column) =
          matrix[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)];
    }
  }
  if (!entries.allFinite()) {
    return {};
  }
  const Eigen::VectorXcd values = entries.eigenvalues();
  return {values.begin(), values.end()};
}

std::optional<double> largest_stable_step(const StateUpdater& method,
                                          std::complex<double> eigenvalue) {
  static const std::set<std::string_view> explicit_methods{"euler", "rk2", "rk4", "heun",
                                                           "milstein"};
  if (!explicit_methods.contains(method.name()) || !(eigenvalue.real() < 0) ||
      !std::isfinite(std::abs(eigenvalue))) {
    return std::nullopt;
  }
  const auto size = std::abs(eigenvalue);
  const auto length = eigenvalue.imag() == 0 ? stable_length_of_decay(method.order())
                                             : stable_length(method.order(), eigenvalue / size);
  return length / size;
}

}  // namespace ranvier::integration
