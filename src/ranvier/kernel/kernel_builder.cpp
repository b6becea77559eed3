#include "kernel_builder.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include <ranvier/kernel/instruction_list.hpp>
#include <ranvier/kernel/typed_compute.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::kernel {

using symbolic::Expression;

class KernelBuilder::Implementation {
 public:
  Implementation(std::string name, IndexSpace space, KernelScope scope)
      : name_(std::move(name)), space_(space), scope_(std::move(scope)) {}

  void append(const symbolic::StatementBlock& block) {
    locals_.clear();
    expanded_.clear();
    for (const symbolic::Statement& statement : block.statements) {
      append(statement);
    }
  }

  ValueId emit_where(const Expression& condition) {
    const ValueId value = list_.convert(build(condition), ValueType::boolean);
    list_.emit(value);
    return value;
  }

  void assign_where(ValueId mask, const std::string& target, const Expression& value) {
    assign(target, build(value), mask);
  }

  Kernel finish() const { return list_.finish(name_, space_); }

 private:
  [[noreturn]] void fail(const std::string& problem, const std::string& name) const {
    throw InternalError(fmt::format("kernel '{}' {} '{}'", name_, problem, name));
  }

  void append(const symbolic::Statement& statement) {
    const auto draw = scope_.draws.find(statement.target);
    given_draw_ = draw == scope_.draws.end() ? -1 : draw->second;
    ValueId value = build(statement.value);
    given_draw_ = -1;
    if (statement.operation) {
      value = typed_compute(list_, *statement.operation, {read(statement.target), value});
    }
    assign(statement.target, value, guard_of(statement.target));
  }

  ValueId build(const Expression& expression) {
    switch (expression.kind()) {
      case Expression::Kind::number:
        return constant(expression);
      case Expression::Kind::symbol:
        return read(expression.name());
      case Expression::Kind::call:
        break;
    }
    if (symbolic::is_named_call(expression.function())) {
      return build_named(expression);
    }
    std::vector<ValueId> arguments;
    for (const Expression& argument : expression.arguments()) {
      arguments.push_back(build(argument));
    }
    if (expression.is_call(FunctionId::held)) {
      return arguments[0];
    }
    return symbolic::info_of(expression.function()).is_stateless
               ? typed_compute(list_, expression.function(), std::move(arguments))
               : draw(expression.function(), arguments);
  }

  /// A value of a table, or a call of a function outside of the kernel.
  ValueId build_named(const Expression& call) {
    const std::string& name = call.arguments()[0].name();
    if (call.is_call(FunctionId::table_value)) {
      const auto table = scope_.variables.find(name);
      if (table == scope_.variables.end()) {
        fail("reads the unknown table", name);
      }
      return list_.look_up(table->second.binding,
                           list_.convert(build(call.arguments()[1]), ValueType::integer));
    }
    const auto host = scope_.hosts.find(name);
    if (host == scope_.hosts.end()) {
      fail("calls the unknown function", name);
    }
    std::vector<ValueId> arguments;
    ValueType highest = ValueType::boolean;
    for (std::size_t k = 1; k < call.arguments().size(); ++k) {
      const ValueId argument = build(call.arguments()[k]);
      const auto type = host->second.arguments[k - 1].value_or(list_[argument].type);
      arguments.push_back(list_.convert(argument, type));
      highest = std::max(highest, type);
    }
    const bool has_state = call.is_call(FunctionId::host_stateful);
    return list_.host(host->second.host, host->second.result.value_or(highest),
                      std::move(arguments), has_state ? host_call_count_++ : -1);
  }

  ValueId constant(const Expression& number) {
    switch (number.number_type()) {
      case ValueType::real:
        return list_.constant(number.number());
      case ValueType::integer:
        return list_.constant(number.integer_value());
      case ValueType::boolean:
        break;
    }
    return list_.constant(number.integer_value() != 0);
  }

  ValueId draw(FunctionId function, const std::vector<ValueId>& parameters) {
    const ValueId element = scope_.draw_element.empty() ? list_.index() : read(scope_.draw_element);
    std::vector<ValueId> arguments{list_.convert(element, ValueType::integer)};
    for (const ValueId parameter : parameters) {
      arguments.push_back(list_.convert(parameter, ValueType::real));
    }
    return list_.random(function, std::move(arguments),
                        given_draw_ < 0 ? draw_count_++ : given_draw_);
  }

  ValueId read(const std::string& name) {
    if (const auto local = locals_.find(name); local != locals_.end()) {
      return local->second;
    }
    if (const auto variable = scope_.variables.find(name); variable != scope_.variables.end()) {
      return read(variable->second);
    }
    if (const auto known = expanded_.find(name); known != expanded_.end()) {
      return known->second;
    }
    const auto subexpression = scope_.subexpressions.find(name);
    if (subexpression == scope_.subexpressions.end()) {
      fail("reads the unknown name", name);
    }
    const ValueId value = build(subexpression->second);
    expanded_.emplace(name, value);
    return value;
  }

  ValueId read(const VariableBinding& variable) {
    if (!variable.is_index) {
      return list_.current(variable.binding);
    }
    if (variable.index_offset == 0) {
      return list_.index();
    }
    return list_.compute(FunctionId::subtract, ValueType::integer,
                         {list_.index(), list_.constant(variable.index_offset)});
  }

  ValueId guard_of(const std::string& target) {
    const auto variable = scope_.variables.find(target);
    if (variable == scope_.variables.end() || variable->second.write_guard.empty()) {
      return no_value;
    }
    return list_.convert(read(variable->second.write_guard), ValueType::boolean);
  }

  void assign(const std::string& target, ValueId value, ValueId mask) {
    expanded_.clear();  // subexpressions may depend on what changes now
    const auto variable = scope_.variables.find(target);
    if (variable == scope_.variables.end()) {
      assign_local(target, value, mask);
      return;
    }
    if (variable->second.is_read_only || variable->second.is_index) {
      fail("writes the read-only variable", target);
    }
    const Binding& binding = variable->second.binding;
    value = list_.convert(value, value_type(binding.type));
    list_.store(binding, variable->second.flushes_denormals ? flush(value, binding.type) : value,
                mask);
  }

  /// `value`, or 0 if it is too small to matter.
  ValueId flush(ValueId value, ElementType type) {
    const ValueId bound = list_.constant(type == ElementType::float32 ? 0x1p-100 : 0x1p-960);
    const ValueId magnitude = list_.compute(FunctionId::abs, ValueType::real, {value});
    const ValueId is_small =
        list_.compute(FunctionId::less, ValueType::boolean, {magnitude, bound});
    return list_.select(is_small, list_.constant(0.0), value);
  }

  void assign_local(const std::string& target, ValueId value, ValueId mask) {
    if (scope_.subexpressions.contains(target)) {
      fail("writes the subexpression", target);
    }
    const auto local = locals_.find(target);
    if (local == locals_.end()) {
      // A new name has no value from before to keep where the mask is false.
      locals_.emplace(target, value);
      return;
    }
    value = list_.convert(value, list_[local->second].type);
    local->second = mask == no_value ? value : list_.select(mask, value, local->second);
  }

  std::string name_;
  IndexSpace space_;
  KernelScope scope_;
  InstructionList list_;
  std::map<std::string, ValueId> locals_;
  /// Values of subexpressions since the last assignment.
  std::map<std::string, ValueId> expanded_;
  std::int32_t draw_count_ = 0;
  std::int32_t given_draw_ = -1;  ///< of the statement under work
  std::int32_t host_call_count_ = 0;
};

KernelBuilder::KernelBuilder(std::string name, IndexSpace space, KernelScope scope)
    : implementation_(std::make_shared<Implementation>(std::move(name), space, std::move(scope))) {}

void KernelBuilder::append(const symbolic::StatementBlock& block) {
  implementation_->append(block);
}

ValueId KernelBuilder::emit_where(const Expression& condition) {
  return implementation_->emit_where(condition);
}

void KernelBuilder::assign_where(ValueId mask, const std::string& target, const Expression& value) {
  implementation_->assign_where(mask, target, value);
}

Kernel KernelBuilder::finish() {
  return implementation_->finish();
}

}  // namespace ranvier::kernel
