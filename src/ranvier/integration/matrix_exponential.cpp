#include "matrix_exponential.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <Eigen/Core>
#include <unsupported/Eigen/MatrixFunctions>

#include <ranvier/support/assert.hpp>

namespace ranvier::integration {

namespace {

// The longest number the machine has: a propagator is computed rarely, and then stands in every
// step.
using Matrix = Eigen::Matrix<long double, Eigen::Dynamic, Eigen::Dynamic>;

/// How far, as a power of two, variable k is to be scaled so that its row is about as large as its
/// column. A variable that only receives or only gives could be scaled without end; its couplings
/// stop at one.
int scaling_of(const Matrix& matrix, Eigen::Index k) {
  const auto diagonal = std::fabs(matrix(k, k));
  const auto column = matrix.col(k).lpNorm<1>() - diagonal;
  const auto row = matrix.row(k).lpNorm<1>() - diagonal;
  if (column > 0 && row > 0) return static_cast<int>(std::log2(row / column) / 2);
  if (row > 1) return static_cast<int>(std::log2(row));
  if (column > 1) return -static_cast<int>(std::log2(column));
  return 0;
}

/// Scales rows and columns by powers of two, so that units (amperes beside volts) do not decide
/// what counts as small. Returns the exponents e: balanced(i, j) = matrix(i, j) * 2^(e_j - e_i).
/// Every scaling lowers the sum of the couplings, so the loop ends.
/// @see Parlett & Reinsch (1969), Numer. Math. 13:293-304, doi:10.1007/BF02165404
Eigen::VectorXi balance(Matrix& matrix) {
  Eigen::VectorXi exponents = Eigen::VectorXi::Zero(matrix.rows());
  for (bool has_changed = true; has_changed;) {
    has_changed = false;
    for (Eigen::Index k = 0; k < matrix.rows(); ++k) {
      const auto scaling = scaling_of(matrix, k);
      if (scaling == 0) continue;
      matrix.col(k) *= std::ldexp(1.0L, scaling);
      matrix.row(k) *= std::ldexp(1.0L, -scaling);
      exponents[k] += scaling;
      has_changed = true;
    }
  }
  return exponents;
}

}  // namespace

void compute_propagator(std::span<const double> matrix, int n, double dt,
                        std::span<double> state_propagator, std::span<double> input_propagator) {
  const auto size = static_cast<std::size_t>(n) * static_cast<std::size_t>(n);
  RANVIER_CHECK(n > 0 && matrix.size() == size);
  RANVIER_CHECK(state_propagator.size() == size && input_propagator.size() == size);
  if (!std::all_of(matrix.begin(), matrix.end(), [](double x) { return std::isfinite(x); })) {
    const auto nan = std::numeric_limits<double>::quiet_NaN();
    std::fill(state_propagator.begin(), state_propagator.end(), nan);
    std::fill(input_propagator.begin(), input_propagator.end(), nan);
    return;
  }
  const auto at = [n](int i, int j) { return static_cast<std::size_t>(i * n + j); };
  Matrix balanced(n, n);
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) {
      balanced(i, j) = static_cast<long double>(matrix[at(i, j)]) * dt;
    }
  }
  const auto exponents = balance(balanced);
  // expm([A 1; 0 0]) = [expm(A) phi_1(A); 0 1]
  Matrix augmented = Matrix::Zero(2 * n, 2 * n);
  augmented.topLeftCorner(n, n) = balanced;
  augmented.topRightCorner(n, n) = Matrix::Identity(n, n);
  const Matrix exponential = augmented.exp();
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) {
      const auto scale = std::ldexp(1.0L, exponents[i] - exponents[j]);
      state_propagator[at(i, j)] = static_cast<double>(exponential(i, j) * scale);
      input_propagator[at(i, j)] = static_cast<double>(exponential(i, n + j) * scale * dt);
    }
  }
}

}  // namespace ranvier::integration
