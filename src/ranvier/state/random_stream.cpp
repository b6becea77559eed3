#include "random_stream.hpp"

#include <string_view>

namespace ranvier::state {

namespace {

// A key is made by taking in one 64-bit word after the other,
//   h <- mix(h ^ word) + increment,
// where `mix` is variant 13 of the 64-bit finalisers of David Stafford (as in SplitMix64: Steele,
// Lea and Flood (2014), doi:10.1145/2660193.2660195) and the increment is 2^64 divided by the
// golden ratio. Every output bit depends on every input bit. A text is taken in as its number of
// bytes, then its bytes eight at a time, the first lowest, padded with zeros. Stored results depend
// on these numbers: they never change.

std::uint64_t mix(std::uint64_t word) {
  word = (word ^ (word >> 30)) * 0xbf58476d1ce4e5b9U;
  word = (word ^ (word >> 27)) * 0x94d049bb133111ebU;
  return word ^ (word >> 31);
}

class Key {
 public:
  Key& add(std::uint64_t word) {
    value_ = mix(value_ ^ word) + 0x9e3779b97f4a7c15U;
    return *this;
  }

  Key& add(std::string_view text) {
    add(static_cast<std::uint64_t>(text.size()));
    for (std::size_t begin = 0; begin < text.size(); begin += 8) {
      std::uint64_t word = 0;
      for (std::size_t k = 0; k < 8 && begin + k < text.size(); ++k) {
        word |= static_cast<std::uint64_t>(static_cast<unsigned char>(text[begin + k])) << (8 * k);
      }
      add(word);
    }
    return *this;
  }

  std::uint64_t value() const { return mix(value_); }

 private:
  std::uint64_t value_ = 0x9e3779b97f4a7c15U;
};

// First word of each kind of key, so that no two kinds can meet. After a restore the kind is
// another, with the number of restores as its second word.
constexpr std::uint64_t run_kind = 1;
constexpr std::uint64_t statement_kind = 2;
constexpr std::uint64_t restored_run_kind = 3;
constexpr std::uint64_t restored_statement_kind = 4;

Key key_of(std::uint64_t kind, std::uint64_t restored_kind, std::uint64_t restores) {
  return restores == 0 ? Key().add(kind) : Key().add(restored_kind).add(restores);
}

}  // namespace

void RandomState::seed(std::uint64_t seed) {
  data_.seed = seed;
  data_.restores = 0;
  data_.epochs.clear();
}

void RandomState::register_name(const std::string& name) {
  ++data_.epochs[name].uses;
}

std::uint64_t RandomState::run_key(const std::string& name, const std::string& purpose) const {
  const auto epoch = data_.epochs.find(name);
  const std::uint64_t uses = epoch == data_.epochs.end() ? 0 : epoch->second.uses;
  return key_of(run_kind, restored_run_kind, data_.restores)
      .add(data_.seed)
      .add(uses)
      .add(name)
      .add(purpose)
      .value();
}

std::uint64_t RandomState::next_statement_key(const std::string& name) {
  Epoch& epoch = data_.epochs[name];
  return key_of(statement_kind, restored_statement_kind, data_.restores)
      .add(data_.seed)
      .add(epoch.uses)
      .add(epoch.statements++)
      .add(name)
      .value();
}

}  // namespace ranvier::state
