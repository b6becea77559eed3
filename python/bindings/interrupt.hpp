/// Ctrl-C while C++ code runs: counted by a signal handler, polled by the loop.
#pragma once

#include <atomic>
#include <csignal>

namespace ranvier::bindings {

/// While it lives, SIGINT is counted instead of handled by Python. One inside of another does
/// nothing. Only the main thread may make
/// one; elsewhere, and if Python ignores the signal, it does nothing.
class InterruptGuard {
 public:
  explicit InterruptGuard(bool is_enabled);
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

  static const std::atomic<int>& requests();

 private:
  bool is_outermost_ = false;
  bool is_installed_ = false;
  struct sigaction previous_{};
};

}  // namespace ranvier::bindings
