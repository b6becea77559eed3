/// The kinds of failure: the user's model, the use of the API, the numbers, the machine, and our
/// own bugs.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <ranvier/support/diagnostic.hpp>

namespace ranvier {

/// Base of everything that Ranvier throws.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The user's model is wrong: holds every problem found, the first decides the kind.
class ModelError : public Error {
 public:
  explicit ModelError(std::vector<Diagnostic> diagnostics)
      : Error(render(diagnostics)), diagnostics_(std::move(diagnostics)) {}

  explicit ModelError(Diagnostic diagnostic) : ModelError(std::vector{std::move(diagnostic)}) {}

  const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

  /// The stable code of the first problem.
  const std::string& code() const { return diagnostics_.front().code; }

 private:
  std::vector<Diagnostic> diagnostics_;
};

/// The API is used wrongly. `Kind` says which of the language's error types fits (Python has one
/// for each).
class UsageError : public Error {
 public:
  enum class Kind : std::uint8_t { value, type, index, key, attribute, runtime, not_implemented };

  UsageError(Kind kind, const std::string& text) : Error(text), kind_(kind) {}

  explicit UsageError(const std::string& text) : UsageError(Kind::value, text) {}

  Kind kind() const { return kind_; }

 private:
  Kind kind_;
};

/// Two quantities whose dimensions must agree do not.
class DimensionMismatchError : public Error {
 public:
  using Error::Error;
};

/// The numbers of a simulation went wrong; the text names group, variable, index and time.
class NumericalError : public Error {
 public:
  using Error::Error;
};

/// File, memory or another resource of the machine.
class ResourceError : public Error {
 public:
  enum class Kind : std::uint8_t { memory, file };

  ResourceError(Kind kind, const std::string& text) : Error(text), kind_(kind) {}

  Kind kind() const { return kind_; }

 private:
  Kind kind_;
};

/// An operation was stopped by the user (Ctrl-C); what it had begun is undone.
class Interrupted : public Error {
 public:
  using Error::Error;
};

/// A bug in Ranvier; the text asks for a report.
class InternalError : public Error {
 public:
  explicit InternalError(const std::string& text);
};

}  // namespace ranvier
