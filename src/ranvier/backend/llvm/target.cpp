#include "target.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <llvm/ADT/StringMap.h>
#include <llvm/Config/llvm-config.h>
#include <llvm/TargetParser/Host.h>

#include <ranvier/support/error.hpp>

namespace ranvier::backend {

namespace {

/// Instructions that LLVM may use for the processor names below, as far as they are beyond x86-64.
const std::vector<std::string>& required_features(Target target) {
  static const std::vector<std::string> none;
  static const std::vector<std::string> avx2{"avx",  "avx2", "bmi",   "bmi2",
                                             "f16c", "fma",  "lzcnt", "movbe"};
  static const std::vector<std::string> avx512{
      "avx",   "avx2",    "bmi",      "bmi2",     "f16c",     "fma",     "lzcnt",
      "movbe", "avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"};
  switch (target) {
    case Target::avx2:
      return avx2;
    case Target::avx512:
      return avx512;
    default:
      return none;
  }
}

const char* processor_of(Target target) {
  switch (target) {
    case Target::avx2:
      return "x86-64-v3";
    case Target::avx512:
      return "x86-64-v4";
    default:
      return "x86-64";
  }
}

int best_width(Target target) {
  switch (target) {
    case Target::avx2:
      return 4;
    case Target::avx512:
      return 8;
    default:
      return 2;
  }
}

Target best_target() {
  if (is_available(Target::avx512)) return Target::avx512;
  return is_available(Target::avx2) ? Target::avx2 : Target::generic;
}

}  // namespace

std::string_view name_of(Target target) {
  switch (target) {
    case Target::native:
      return "native";
    case Target::generic:
      return "generic";
    case Target::avx2:
      return "avx2";
    case Target::avx512:
      return "avx512";
  }
  return "unknown";
}

bool is_available(Target target) {
  const auto host = llvm::sys::getHostCPUFeatures();
  const auto& required = required_features(target);
  return std::all_of(required.begin(), required.end(),
                     [&](const auto& feature) { return host.lookup(feature); });
}

TargetDescription describe(const LlvmOptions& options) {
  const int width = options.width;
  if (width != 0 && width != 1 && width != 2 && width != 4 && width != 8) {
    throw UsageError(
        fmt::format("vector width {} is not possible; choose 1, 2, 4, 8 or 0 for the best", width));
  }
  TargetDescription description;
  description.target = options.target == Target::native ? best_target() : options.target;
  description.processor = processor_of(description.target);
  description.width = width != 0 ? width : best_width(description.target);
  return description;
}

std::string describe_target(Target target) {
  const auto description = describe({.target = target});
  const char* instructions = description.target == Target::avx512 ? "AVX-512, FMA"
                             : description.target == Target::avx2 ? "AVX2, FMA"
                                                                  : "SSE2";
  const auto processor =
      target == Target::native ? llvm::sys::getHostCPUName().str() : description.processor;
  return fmt::format("{}, {}, {} doubles a vector", processor, instructions, description.width);
}

std::string describe_compiler() {
  return "LLVM " LLVM_VERSION_STRING;
}

}  // namespace ranvier::backend
