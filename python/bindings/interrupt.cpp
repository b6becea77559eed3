#include "interrupt.hpp"

namespace ranvier::bindings {

namespace {

// A signal handler has no other way to speak to the program than an object of the whole process.
std::atomic<int> interrupt_requests{0};
std::atomic<int> guards{0};
static_assert(std::atomic<int>::is_always_lock_free);

extern "C" void count_interrupt(int /*signal*/) {
  interrupt_requests.fetch_add(1, std::memory_order_relaxed);
}

}  // namespace

InterruptGuard::InterruptGuard(bool is_enabled) : is_outermost_(guards.fetch_add(1) == 0) {
  if (!is_outermost_) {
    return;
  }
  interrupt_requests.store(0);
  if (!is_enabled) {
    return;
  }
  struct sigaction action{};
  action.sa_handler = count_interrupt;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  is_installed_ = sigaction(SIGINT, &action, &previous_) == 0;
}

InterruptGuard::~InterruptGuard() {
  guards.fetch_sub(1);
  if (is_installed_) {
    sigaction(SIGINT, &previous_, nullptr);
  }
}

const std::atomic<int>& InterruptGuard::requests() {
  return interrupt_requests;
}

}  // namespace ranvier::bindings
