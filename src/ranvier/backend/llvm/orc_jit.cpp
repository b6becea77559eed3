#include "orc_jit.hpp"

#include <atomic>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>

#include <llvm/ExecutionEngine/Orc/LLJIT.h>
#include <llvm/Support/MemoryBuffer.h>

#include <ranvier/backend/llvm/runtime_symbols.hpp>

namespace ranvier::backend {

namespace {

std::string text_of(llvm::Error error) {
  return llvm::toString(std::move(error));
}

template <typename T>
T take(llvm::Expected<T> expected, const char* what) {
  if (!expected) throw std::runtime_error(std::string(what) + ": " + text_of(expected.takeError()));
  return std::move(*expected);
}

}  // namespace

/// Each object gets a dynamic library of its own, which may call what the table of runtime symbols
/// lists.
class OrcJit::Session {
 public:
  Session() {
    // Without a platform of its own LLJIT insists on the symbols of the whole process.
    jit_ = take(llvm::orc::LLJITBuilder()
                    .setLinkProcessSymbolsByDefault(false)
                    .setPlatformSetUp(llvm::orc::setUpInactivePlatform)
                    .create(),
                "LLVM cannot make a JIT");
    auto& session = jit_->getExecutionSession();
    session.setErrorReporter([this](llvm::Error error) {
      const std::lock_guard lock(mutex_);
      reported_ += text_of(std::move(error)) + '\n';
    });
    llvm::orc::SymbolMap symbols;
    for (const auto& [name, address] : runtime_symbols()) {
      symbols[jit_->mangleAndIntern(llvm::StringRef(name.data(), name.size()))] = {
          llvm::orc::ExecutorAddr::fromPtr(address),
          llvm::JITSymbolFlags::Exported | llvm::JITSymbolFlags::Callable};
    }
    runtime_ = &session.createBareJITDylib("runtime_symbols");
    if (auto error = runtime_->define(llvm::orc::absoluteSymbols(std::move(symbols)))) {
      throw std::runtime_error("LLVM does not take the runtime symbols: " +
                               text_of(std::move(error)));
    }
  }

  llvm::orc::JITDylib& link(const llvm::SmallVectorImpl<char>& object) {
    auto& library = jit_->getExecutionSession().createBareJITDylib(
        "kernel " + std::to_string(library_count_++));
    library.addToLinkOrder(*runtime_);
    auto buffer =
        llvm::MemoryBuffer::getMemBufferCopy(llvm::StringRef(object.data(), object.size()));
    if (auto error = jit_->addObjectFile(library, std::move(buffer))) fail(std::move(error));
    return library;
  }

  kernel::KernelFunction find_function(llvm::orc::JITDylib& library) {
    auto address = jit_->lookup(library, kernel_symbol);
    if (!address) fail(address.takeError());
    return address->toPtr<kernel::KernelFunction>();
  }

  void drop(llvm::orc::JITDylib& library) {
    llvm::consumeError(jit_->getExecutionSession().removeJITDylib(library));
  }

 private:
  /// The reporter gets the reason, the caller often only that there is one.
  [[noreturn]] void fail(llvm::Error error) {
    const auto text = text_of(std::move(error));
    const std::lock_guard lock(mutex_);
    throw std::runtime_error("LLVM cannot link compiled code: " + std::exchange(reported_, {}) +
                             text);
  }

  std::unique_ptr<llvm::orc::LLJIT> jit_;
  llvm::orc::JITDylib* runtime_ = nullptr;
  std::atomic<int> library_count_ = 0;
  std::mutex mutex_;
  std::string reported_;
};

OrcJit::OrcJit() : session_(std::make_shared<Session>()) {}

OrcJit::Code OrcJit::add(const llvm::SmallVectorImpl<char>& object) {
  auto& library = session_->link(object);
  // Holds the session too, so that code may outlive the JIT.
  std::shared_ptr<const void> lifetime(
      &library, [session = session_, &library](const void*) { session->drop(library); });
  return {session_->find_function(library), std::move(lifetime)};
}

}  // namespace ranvier::backend
