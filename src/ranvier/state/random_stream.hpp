/// Which key a random draw has: made of seed, epoch and object name, so that it depends neither on
/// threads nor on the order of objects.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace ranvier::state {

/// The seed and the epochs of all names since it was set. An epoch counts, for one name, what must
/// draw new numbers: the reuse of the name by a new object, and each statement that acts at once
/// (connect, string assignment); and for all names, the restores of stored state.
class RandomState {
 public:
  struct Epoch {
    std::uint64_t uses = 0;
    std::uint64_t statements = 0;
  };

  /// All of it, to be written to a file.
  struct Data {
    std::uint64_t seed = 0;
    std::uint64_t restores = 0;
    std::map<std::string, Epoch> epochs;
  };

  explicit RandomState(std::uint64_t seed = 0) { data_.seed = seed; }

  explicit RandomState(Data data) : data_(std::move(data)) {}

  const Data& data() const { return data_; }

  void seed(std::uint64_t seed);  ///< forgets all epochs

  std::uint64_t seed() const { return data_.seed; }

  /// A network goes back to an earlier state with new random numbers.
  void count_restore() { ++data_.restores; }

  /// A new object takes the name.
  void register_name(const std::string& name);
  /// Key of what `name` draws in runs; `purpose` tells its kernels apart.
  std::uint64_t run_key(const std::string& name, const std::string& purpose) const;
  /// Key of the next statement of `name` that acts at once; the next call gives another.
  std::uint64_t next_statement_key(const std::string& name);

 private:
  Data data_;
};

}  // namespace ranvier::state
