#include "kernel_cache.hpp"

namespace ranvier::backend {

KernelCache::Compiled KernelCache::find_or_compile(const std::string& key,
                                                   const std::function<Compiled()>& compile) {
  std::promise<Compiled> promise;
  std::unique_lock lock(mutex_);
  if (const auto found = kernels_.find(key); found != kernels_.end()) {
    ++hits_;
    const auto future = found->second;
    lock.unlock();
    return future.get();
  }
  ++misses_;
  kernels_.emplace(key, promise.get_future().share());
  lock.unlock();
  try {
    auto compiled = compile();
    promise.set_value(compiled);
    return compiled;
  } catch (...) {
    lock.lock();
    kernels_.erase(key);
    lock.unlock();
    promise.set_exception(std::current_exception());
    throw;
  }
}

std::size_t KernelCache::size() const {
  const std::lock_guard lock(mutex_);
  return kernels_.size();
}

std::size_t KernelCache::hits() const {
  const std::lock_guard lock(mutex_);
  return hits_;
}

std::size_t KernelCache::misses() const {
  const std::lock_guard lock(mutex_);
  return misses_;
}

}  // namespace ranvier::backend
