#include "expression.hpp"

#include <algorithm>
#include <bit>

#include <ranvier/support/assert.hpp>

namespace ranvier::symbolic {

struct Expression::Node {
  Kind kind = Kind::number;
  ValueType type = ValueType::real;
  FunctionId function = FunctionId::add;
  double real = 0;
  std::int64_t integer = 0;
  std::string name;
  std::vector<Expression> arguments;
  SourceSpan span;
  std::size_t hash = 0;
  std::size_t node_count = 1;
  std::size_t depth = 1;
};

namespace {

constexpr std::size_t node_count_limit = std::size_t{1} << 31;

std::size_t combine(std::size_t seed, std::size_t value) {
  return seed ^ (value + 0x9e3779b97f4a7c15U + (seed << 6) + (seed >> 2));
}

}  // namespace

Expression Expression::real(double value, SourceSpan span) {
  const auto bits = std::bit_cast<std::uint64_t>(value);
  return Expression(std::make_shared<const Node>(
      Node{.kind = Kind::number, .real = value, .span = span, .hash = combine(1, bits)}));
}

Expression Expression::integer(std::int64_t value, SourceSpan span) {
  return Expression(
      std::make_shared<const Node>(Node{.kind = Kind::number,
                                        .type = ValueType::integer,
                                        .real = static_cast<double>(value),
                                        .integer = value,
                                        .span = span,
                                        .hash = combine(2, static_cast<std::size_t>(value))}));
}

Expression Expression::boolean(bool value, SourceSpan span) {
  return Expression(std::make_shared<const Node>(Node{.kind = Kind::number,
                                                      .type = ValueType::boolean,
                                                      .real = value ? 1.0 : 0.0,
                                                      .integer = value ? 1 : 0,
                                                      .span = span,
                                                      .hash = combine(3, value ? 1 : 0)}));
}

Expression Expression::symbol(std::string name, SourceSpan span) {
  const auto hash = combine(4, std::hash<std::string>{}(name));
  return Expression(std::make_shared<const Node>(
      Node{.kind = Kind::symbol, .name = std::move(name), .span = span, .hash = hash}));
}

Expression Expression::call(FunctionId function, std::vector<Expression> arguments,
                            SourceSpan span) {
  const int arity = info_of(function).arity;
  RANVIER_CHECK(arity == any_arity ? !arguments.empty() && arguments[0].is_symbol()
                                   : static_cast<int>(arguments.size()) == arity);
  Node node{.kind = Kind::call, .function = function, .span = span};
  node.hash = combine(5, static_cast<std::size_t>(function));
  for (const auto& argument : arguments) {
    node.hash = combine(node.hash, argument.hash());
    node.node_count = std::min(node_count_limit, node.node_count + argument.node_count());
    node.depth = std::max(node.depth, argument.depth() + 1);
  }
  node.arguments = std::move(arguments);
  return Expression(std::make_shared<const Node>(std::move(node)));
}

Expression::Kind Expression::kind() const {
  return node_->kind;
}

bool Expression::is_symbol(const std::string& name) const {
  return is_symbol() && node_->name == name;
}

bool Expression::is_call(FunctionId function) const {
  return is_call() && node_->function == function;
}

bool Expression::is_number(double value) const {
  return is_number() && node_->real == value;
}

ValueType Expression::number_type() const {
  RANVIER_ASSERT(is_number());
  return node_->type;
}

double Expression::number() const {
  RANVIER_ASSERT(is_number());
  return node_->real;
}

std::int64_t Expression::integer_value() const {
  RANVIER_ASSERT(is_number() && node_->type != ValueType::real);
  return node_->integer;
}

const std::string& Expression::name() const {
  RANVIER_ASSERT(is_symbol());
  return node_->name;
}

FunctionId Expression::function() const {
  RANVIER_ASSERT(is_call());
  return node_->function;
}

const std::vector<Expression>& Expression::arguments() const {
  RANVIER_ASSERT(is_call());
  return node_->arguments;
}

SourceSpan Expression::span() const {
  return node_->span;
}

std::size_t Expression::hash() const {
  return node_->hash;
}

std::size_t Expression::node_count() const {
  return node_->node_count;
}

std::size_t Expression::depth() const {
  return node_->depth;
}

bool operator==(const Expression& a, const Expression& b) {
  if (a.node_ == b.node_) return true;
  const auto& left = *a.node_;
  const auto& right = *b.node_;
  if (left.hash != right.hash || left.kind != right.kind) return false;
  switch (left.kind) {
    case Expression::Kind::number:
      return left.type == right.type && left.integer == right.integer &&
             std::bit_cast<std::uint64_t>(left.real) == std::bit_cast<std::uint64_t>(right.real);
    case Expression::Kind::symbol:
      return left.name == right.name;
    case Expression::Kind::call:
      return left.function == right.function && left.arguments == right.arguments;
  }
  return false;
}

namespace {

void collect_symbols(const Expression& expression, std::set<std::string>& names) {
  if (expression.is_symbol()) {
    names.insert(expression.name());
  } else if (expression.is_call()) {
    for (const auto& argument : expression.arguments()) collect_symbols(argument, names);
  }
}

}  // namespace

std::set<std::string> symbols_of(const Expression& expression) {
  std::set<std::string> names;
  collect_symbols(expression, names);
  return names;
}

bool is_stateful(const Expression& expression) {
  if (!expression.is_call()) return false;
  const auto& arguments = expression.arguments();
  return !info_of(expression.function()).is_stateless ||
         std::any_of(arguments.begin(), arguments.end(), is_stateful);
}

Expression substitute(const Expression& expression,
                      const std::map<std::string, Expression>& replacements) {
  if (expression.is_symbol()) {
    const auto found = replacements.find(expression.name());
    return found == replacements.end() ? expression : found->second;
  }
  if (!expression.is_call()) return expression;
  std::vector<Expression> arguments;
  arguments.reserve(expression.arguments().size());
  for (const auto& argument : expression.arguments()) {
    arguments.push_back(substitute(argument, replacements));
  }
  if (arguments == expression.arguments()) return expression;
  return Expression::call(expression.function(), std::move(arguments), expression.span());
}

Expression with_shifted_spans(const Expression& expression, std::size_t offset) {
  const SourceSpan span{expression.span().begin + offset, expression.span().end + offset};
  if (expression.is_symbol()) return Expression::symbol(expression.name(), span);
  if (expression.is_number()) {
    switch (expression.number_type()) {
      case ValueType::boolean:
        return Expression::boolean(expression.integer_value() != 0, span);
      case ValueType::integer:
        return Expression::integer(expression.integer_value(), span);
      case ValueType::real:
        return Expression::real(expression.number(), span);
    }
  }
  std::vector<Expression> arguments;
  for (const auto& argument : expression.arguments()) {
    arguments.push_back(with_shifted_spans(argument, offset));
  }
  return Expression::call(expression.function(), std::move(arguments), span);
}

Expression operator+(const Expression& a, const Expression& b) {
  return Expression::call(FunctionId::add, {a, b});
}

Expression operator-(const Expression& a, const Expression& b) {
  return Expression::call(FunctionId::subtract, {a, b});
}

Expression operator*(const Expression& a, const Expression& b) {
  return Expression::call(FunctionId::multiply, {a, b});
}

Expression operator/(const Expression& a, const Expression& b) {
  return Expression::call(FunctionId::divide, {a, b});
}

Expression operator-(const Expression& a) {
  return Expression::call(FunctionId::negate, {a});
}

}  // namespace ranvier::symbolic
