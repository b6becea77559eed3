/// Events of a group of neurons: the conditions under which they happen, and what follows them.
#pragma once

#include <string>
#include <utility>

#include <ranvier/model/network_object.hpp>
#include <ranvier/symbolic/expression.hpp>
#include <ranvier/symbolic/statement.hpp>

namespace ranvier::model {

/// A condition with the text that its spans point into.
struct Condition {
  symbolic::Expression expression;
  std::string source;
};

/// Tests in each step for which neurons an event happens.
class Thresholder final : public NetworkObject {
 public:
  Thresholder(std::string event, Condition condition, const std::string& when, int order)
      : NetworkObject("", {}, when, order),
        event_(std::move(event)),
        condition_(std::move(condition)) {}

  std::string class_name() const override { return "Thresholder"; }

  const std::string& event() const { return event_; }

  const Condition& condition() const { return condition_; }

 private:
  std::string event_;
  Condition condition_;
};

/// Runs statements for the neurons for which an event happened.
class Resetter final : public NetworkObject {
 public:
  Resetter(std::string event, symbolic::StatementBlock code, const std::string& when, int order)
      : NetworkObject("", {}, when, order), event_(std::move(event)), code_(std::move(code)) {}

  std::string class_name() const override { return "Resetter"; }

  const std::string& event() const { return event_; }

  const symbolic::StatementBlock& code() const { return code_; }

 private:
  std::string event_;
  symbolic::StatementBlock code_;
};

}  // namespace ranvier::model
