/// Compiled kernels by the text that decides what they are: equal text is compiled once.
#pragma once

#include <cstddef>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include <ranvier/backend/backend.hpp>

namespace ranvier::backend {

/// May be used from several threads at once: who asks for a kernel that another thread is compiling
/// waits for it.
class KernelCache {
 public:
  using Compiled = std::shared_ptr<const CompiledKernel>;

  /// The kernel stored under `key`, or else what `compile` returns, which is stored. Failures are
  /// not stored.
  Compiled find_or_compile(const std::string& key, const std::function<Compiled()>& compile);

  std::size_t size() const;
  /// How often a kernel was found, and how often it had to be compiled.
  std::size_t hits() const;
  std::size_t misses() const;

 private:
  mutable std::mutex mutex_;
  std::map<std::string, std::shared_future<Compiled>> kernels_;
  std::size_t hits_ = 0;
  std::size_t misses_ = 0;
};

}  // namespace ranvier::backend
