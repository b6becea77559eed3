/// Texts of one object to kernels: names resolved, units checked, constants bound, arrays found.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <ranvier/compiler/scope.hpp>
#include <ranvier/kernel/rewrites.hpp>
#include <ranvier/runtime/code_object.hpp>
#include <ranvier/support/logger.hpp>

namespace ranvier::compiler {

/// A kernel with the arrays it is bound to, and what it reads and writes (arrays by address).
struct Code {
  kernel::Kernel kernel;
  runtime::KernelArrays arrays;
  std::set<const void*> reads, writes;
  /// The elements that it is for, ascending; empty for all.
  std::vector<std::int32_t> elements;
};

/// Everything from outside that compiling needs.
struct Surroundings {
  model::Namespace names;  ///< of the run or statement
  kernel::Rewrites rewrites;
  LogSink log;  ///< may be empty
  CellStore* cells = nullptr;
  /// Set if a kernel calls functions of the host program; may be nullptr.
  bool* calls_functions = nullptr;
};

/// Compiles the code of one object. Problems are collected in `diagnostics`; what has problems
/// gives nothing.
class CodeCompiler {
 public:
  CodeCompiler(Scope scope, const Surroundings& surroundings, std::vector<Diagnostic>& diagnostics);

  Scope& scope() { return scope_; }

  const Scope& scope() const { return scope_; }

  /// Finds a value for every name that `expression` uses and the object does not have. Reports
  /// unknown names.
  /// @param source  the text that its spans point into
  void resolve(const symbolic::Expression& expression, const std::string& source,
               const std::string& what);

  /// Checks user's statements (B12) and makes them ready for a kernel.
  std::optional<symbolic::StatementBlock> bind(const symbolic::StatementBlock& block,
                                               const std::string& what);
  /// Checks that a text is a condition and makes it ready.
  std::optional<symbolic::Expression> bind_condition(const symbolic::Expression& condition,
                                                     const std::string& source,
                                                     const std::string& what);
  /// Resolves and makes ready without a check: for expressions that were checked otherwise.
  symbolic::Expression bind_checked(const symbolic::Expression& expression) const;

  /// A builder that knows the scope.
  kernel::KernelBuilder builder(const std::string& name, kernel::IndexSpace space) const;
  /// Optimises the kernel and finds its arrays.
  Code finish(kernel::KernelBuilder builder) const;

 private:
  void add_external(const std::string& name, const model::ExternalValue& value);
  void warn_about_conflict(const std::string& name, const std::string& winner,
                           const model::ExternalValue& loser) const;

  Scope scope_;
  const Surroundings* surroundings_;
  std::vector<Diagnostic>* diagnostics_;
  std::set<std::string> resolved_;
};

/// Optimised form of a kernel: rewrites, then hoisting.
kernel::Kernel optimise(const kernel::Kernel& kernel, const kernel::Rewrites& rewrites);

}  // namespace ranvier::compiler
