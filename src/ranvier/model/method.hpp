/// How the differential equations of a group are integrated, as the user says it.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace ranvier::model {

/// An explicit scheme of the user's own, as text; `integration::ExplicitScheme` says what it means.
struct SchemeText {
  enum class Noise : std::uint8_t { none, additive, multiplicative };

  std::string description;      ///< "k = dt*f(x, t)\nx_new = x + k"
  Noise noise = Noise::none;    ///< the most general noise it is for
  bool is_diagonal = false;     ///< each variable may have one noise term of its own only
  std::string name = "custom";  ///< for messages
};

/// The statements of one step, written out: `v = v*exp(-dt/tau)`.
struct StepCode {
  std::string code;
};

/// Options of the method by name: "simplify" for "exact". Accepted, without effect.
using MethodOptions = std::map<std::string, bool>;

/// A method by name ("exact", "exponential_euler", "euler", "rk2", "rk4", "heun", "milstein"), or
/// one of the user's own.
using Method = std::variant<std::string, SchemeText, StepCode>;

/// The methods to try, in order: the first that accepts the equations is taken. Without any, the
/// first of exact, euler, heun. A single one is taken, and what it refuses is an error.
class MethodSelection {
 public:
  MethodSelection() = default;

  /// @param name  "" for the automatic choice
  MethodSelection(std::string name) {  // NOLINT(google-explicit-constructor): method = "rk4"
    if (!name.empty()) {
      candidates_.emplace_back(std::move(name));
    }
  }

  MethodSelection(const char* name)  // NOLINT(google-explicit-constructor)
      : MethodSelection(std::string(name)) {}

  MethodSelection(SchemeText scheme)  // NOLINT(google-explicit-constructor)
      : candidates_{std::move(scheme)} {}

  MethodSelection(StepCode code)  // NOLINT(google-explicit-constructor)
      : candidates_{std::move(code)} {}

  MethodSelection(std::initializer_list<Method> candidates)
      : MethodSelection(std::vector(candidates)) {}

  /// A list, even of one: that none of it fits says so.
  explicit MethodSelection(std::vector<Method> candidates)
      : candidates_(std::move(candidates)), is_list_(true) {}

  /// @param is_list  whether the user wrote a list
  static MethodSelection make(std::vector<Method> candidates, bool is_list,
                              std::vector<std::string> options) {
    MethodSelection selection(std::move(candidates));
    selection.is_list_ = is_list;
    selection.options_ = std::move(options);
    return selection;
  }

  const std::vector<Method>& candidates() const { return candidates_; }

  bool is_list() const { return is_list_; }

  bool is_automatic() const { return !is_list_ && candidates_.empty(); }

  /// Names of options for the method; each method knows its own, and they are without effect.
  const std::vector<std::string>& options() const { return options_; }

  /// Adds the names of some options.
  void add_options(const MethodOptions& options) {
    for (const auto& [name, value] : options) {
      options_.push_back(name);
    }
  }

 private:
  std::vector<Method> candidates_;
  bool is_list_ = false;
  std::vector<std::string> options_;
};

}  // namespace ranvier::model
