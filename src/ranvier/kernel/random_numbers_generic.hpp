/// Philox, uniform and normal numbers over any number type: one source for the interpreter and for
/// every vector width.
///
/// Written over the number type `V` and its bits `B` of symbolic/elementary_functions.hpp; a B
/// holds one 32-bit word in its lower half wherever words are meant, so that the products of a
/// round are single instructions on vectors. Everything is exact up to `log`, `sqrt` and the two
/// polynomials.
#pragma once

#include <array>
#include <cstdint>

#include <ranvier/symbolic/elementary_functions.hpp>

namespace ranvier::kernel {

/// Four 32-bit words of a block of Philox.
template <typename B>
using RandomWords = std::array<B, 4>;

template <typename B>
B low_word(const B& a) {
  using symbolic::elementary::bits_like;
  return a & bits_like(a, 0xffffffffU);
}

template <typename B>
B high_word(const B& a) {
  using symbolic::elementary::shift_right_logical;
  return shift_right_logical(a, 32);
}

/// The keys of the ten rounds; they depend on no element, so code generators make them once.
template <typename B>
struct RoundKeys {
  std::array<B, 10> first;
  std::array<B, 10> second;
};

template <typename B>
RoundKeys<B> round_keys(const B& key) {
  using symbolic::elementary::bits_like;
  const B first = low_word(key);
  const B second = high_word(key);
  const auto sum = [](const B& word, std::uint64_t weyl) {
    return low_word(word + bits_like(word, weyl & 0xffffffffU));
  };
  const auto both = [&](std::uint64_t round, const B& word, std::uint64_t increment) {
    return round == 0 ? word : sum(word, round * increment);
  };
  const auto all = [&](const B& word, std::uint64_t increment) {
    return std::array<B, 10>{both(0, word, increment), both(1, word, increment),
                             both(2, word, increment), both(3, word, increment),
                             both(4, word, increment), both(5, word, increment),
                             both(6, word, increment), both(7, word, increment),
                             both(8, word, increment), both(9, word, increment)};
  };
  return {all(first, 0x9e3779b9U), all(second, 0xbb67ae85U)};
}

/// Philox 4x32-10.
/// @see Salmon et al. (2011), doi:10.1145/2063384.2063405
template <typename B>
RandomWords<B> philox(RandomWords<B> words, const RoundKeys<B>& keys) {
  using symbolic::elementary::bits_like;
  for (std::size_t round = 0; round < 10; ++round) {
    const B product_0 = words[0] * bits_like(words[0], 0xd2511f53U);
    const B product_2 = words[2] * bits_like(words[2], 0xcd9e8d57U);
    words = {high_word(product_2) ^ words[1] ^ keys.first[round], low_word(product_2),
             high_word(product_0) ^ words[3] ^ keys.second[round], low_word(product_0)};
  }
  return words;
}

/// The counter of a draw. Words, from the lowest bit of each:
///   0: element, bits 0-31        1: element, bits 32-47; draw, 16 bits
///   2: step, bits 0-31           3: step, bits 32-55; round, 8 bits
/// `round` counts the blocks that one draw of a rejection method uses.
template <typename B>
RandomWords<B> random_counter(const B& element, const B& step, std::int32_t draw,
                              std::int32_t round) {
  using symbolic::elementary::bits_like;
  const auto tagged = [](const B& word, std::uint64_t mask, std::uint64_t tag) {
    return (word & bits_like(word, mask)) | bits_like(word, tag);
  };
  return {low_word(element),
          tagged(high_word(element), 0xffffU, static_cast<std::uint64_t>(draw) << 16),
          low_word(step),
          tagged(high_word(step), 0xffffffU, static_cast<std::uint64_t>(round) << 24)};
}

/// Uniform in [0, 1) with 53 bits: (2^21 high + low / 2^11) / 2^53, exactly.
template <typename B>
auto uniform_of_words(const B& high, const B& low) {
  using symbolic::elementary::bits_like;
  using symbolic::elementary::constant_like;
  using symbolic::elementary::from_bits;
  using symbolic::elementary::shift_right_logical;
  // A whole number below 2^32 in the last bits of 2^52 is that number, added to 2^52.
  const auto bits_of_2_52 = bits_like(high, 0x4330000000000000U);
  const auto number_high = from_bits(high | bits_of_2_52);
  const auto number_low = from_bits(shift_right_logical(low, 11) | bits_of_2_52);
  const auto offset = constant_like(number_high, 0x1p52);
  return (number_high - offset) * constant_like(number_high, 0x1p-32) +
         (number_low - offset) * constant_like(number_low, 0x1p-53);
}

/// cos(2 pi x) for 0 <= x < 1.
template <typename V>
V cosine_of_turns(const V& x) {
  using symbolic::elementary::bits_like;
  using symbolic::elementary::choose;
  using symbolic::elementary::constant_like;
  using symbolic::elementary::equal;
  using symbolic::elementary::from_bits;
  using symbolic::elementary::polynomial;
  using symbolic::elementary::rounding_shift;
  using symbolic::elementary::shift_left;
  using symbolic::elementary::to_bits;
  // Minimax for |f| <= 1/8: sin(2 pi f) = f s(f^2), cos(2 pi f) = c(f^2).
  constexpr double s[] = {0x1.e3eed5d691e90p+1,  -0x1.e30063a04634ep+3, 0x1.50782fca38ddbp+5,
                          -0x1.32d2cce2d5363p+6, 0x1.466bc67758700p+6,  -0x1.4abbce625be41p+5,
                          0x1.921fb54442d18p+2};
  constexpr double c[] = {-0x1.b2586b9a138d7p+0, 0x1.f9cc15d51a100p+2,  -0x1.a6d1ec3d480f9p+4,
                          0x1.e1f5068303f26p+5,  -0x1.55d3c7e3c8d5cp+6, 0x1.03c1f081b5aaap+6,
                          -0x1.3bd3cc9be45dep+4, 0x1.0000000000000p+0};
  const V shift = constant_like(x, rounding_shift);
  const V shifted = x * constant_like(x, 4.0) + shift;
  const V quarter = (shifted - shift) * constant_like(x, 0.25);
  const V f = x - quarter;  // exact
  const V z = f * f;
  // Quarter turns: cos, -sin, -cos, sin.
  const auto count = to_bits(shifted);
  const V parity = from_bits(shift_left(count & bits_like(x, 1), 62));  // 0 or 2
  const V magnitude =
      choose(equal(parity, constant_like(x, 0.0)), polynomial(z, c), f * polynomial(z, s));
  const auto sign = shift_left((count + bits_like(x, 1)) & bits_like(x, 2), 62);
  return from_bits(to_bits(magnitude) ^ sign);
}

/// Standard normal by the transform of Box and Muller (1958), doi:10.1214/aoms/1177706645.
template <typename B>
auto normal_of_words(const RandomWords<B>& words) {
  using symbolic::elementary::constant_like;
  using symbolic::elementary::square_root;
  const auto uniform = uniform_of_words(words[0], words[1]);
  const auto turns = uniform_of_words(words[2], words[3]);
  const auto logarithm = symbolic::elementary::log(constant_like(uniform, 1.0) - uniform);
  return square_root(constant_like(uniform, -2.0) * logarithm) * cosine_of_turns(turns);
}

/// The uniform and the normal number of a draw; `key` as RoundKeys, the rest one per element.
template <typename B>
auto uniform_number(const RoundKeys<B>& keys, const B& element, const B& step, std::int32_t draw) {
  const RandomWords<B> words = philox(random_counter(element, step, draw, 0), keys);
  return uniform_of_words(words[0], words[1]);
}

template <typename B>
auto normal_number(const RoundKeys<B>& keys, const B& element, const B& step, std::int32_t draw) {
  return normal_of_words(philox(random_counter(element, step, draw, 0), keys));
}

}  // namespace ranvier::kernel
