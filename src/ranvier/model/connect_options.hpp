/// How synapses are to be made: the arguments of Synapses::connect.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace ranvier::model {

/// One end of the synapses that `connect` makes: the neuron of each synapse, or a generator, as
/// "(i + 1) % N_post" or "k for k in range(i - 2, i + 3) if k != i".
class ConnectEnd {
 public:
  ConnectEnd() = default;

  template <std::integral Number>
  ConnectEnd(Number neuron)  // NOLINT(google-explicit-constructor): .i = 0, .j = {1, 2}
      : neurons_{static_cast<std::int64_t>(neuron)}, is_given_(true) {}

  ConnectEnd(std::initializer_list<std::int64_t> neurons) : ConnectEnd(std::vector(neurons)) {}

  ConnectEnd(std::vector<std::int64_t> neurons)  // NOLINT(google-explicit-constructor)
      : neurons_(std::move(neurons)), is_given_(true) {}

  ConnectEnd(std::string generator)  // NOLINT(google-explicit-constructor)
      : generator_(std::move(generator)), is_given_(true), is_generator_(true) {}

  ConnectEnd(const char* generator)  // NOLINT(google-explicit-constructor)
      : ConnectEnd(std::string(generator)) {}

  const std::vector<std::int64_t>& neurons() const { return neurons_; }

  const std::string& generator() const { return generator_; }

  bool is_given() const { return is_given_; }

  bool is_generator() const { return is_generator_; }

 private:
  std::vector<std::int64_t> neurons_;
  std::string generator_;
  bool is_given_ = false;
  bool is_generator_ = false;
};

/// How `connect` makes synapses. A condition goes neither with `i` nor with `j`; numbers of both
/// ends belong together, a generator is for one end alone.
struct ConnectOptions {
  std::string condition;  ///< for which pairs, in `i`, `j`, `x_pre` and `x_post`; "" = every pair
  ConnectEnd i, j;
  std::variant<double, std::string> p = 1.0;      ///< probability of each pair
  std::variant<std::int64_t, std::string> n = 1;  ///< synapses of each pair
  /// Leave out what a generator gives beyond the neurons there are; otherwise it is an error.
  bool skip_if_invalid = false;
};

/// @throws UsageError (value, type)  for what does not go together.
/// @param where  "Synapses 's'"
void check_connect_options(const ConnectOptions& options, const std::string& where);

}  // namespace ranvier::model
