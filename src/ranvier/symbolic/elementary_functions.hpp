/// exp, expm1, exprel and log over any number type: constant folding, the interpreter and every vector width run the
/// same operations in the same order, so their bits agree.
///
/// A number type `V` provides (found by argument-dependent lookup, or as overloads for double in this header):
///   V + V, V - V, V * V, V / V, -V; `fused_multiply_add(a, b, c)`; `square_root(a)`
///   masks `M`: `less(a, b)`, `less_equal(a, b)`, `equal(a, b)` (false for NaN); `choose(M, a, b)`
///   bits `B` of the same width: `to_bits(V) -> B`, `from_bits(B) -> V`, `B + B`, `B - B`, `B & B`, `B | B`,
///     `shift_left(B, n)`, `shift_right_logical(B, n)`, `shift_right_arithmetic(B, n)`
///   constants in the type of a given value: `constant_like(v, double) -> V`, `bits_like(v, std::uint64_t) -> B`
///
/// No approximation instruction, no table permute, no processor mode: the width-1 form is the form for every machine.
#pragma once
