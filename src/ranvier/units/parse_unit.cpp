#include "parse_unit.hpp"

#include <cctype>
#include <charconv>
#include <vector>

#include <fmt/format.h>

#include <ranvier/support/diagnostic.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier::units {

namespace {

constexpr int max_brackets = 64;

bool is_letter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_';
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Recursive descent over
///   product  = (power | ("1" | "1.0") "/" power) { ("*" | "/") power }, or "1" alone
///   power    = (name | "(" product ")") [ "**" exponent ]
///   exponent = ["-"] number | "(" ["-"] number ["/" number] ")"
/// The first problem stops it.
class UnitParser {
 public:
  UnitParser(std::string_view text, UnitProblem& problem) : text_(text), problem_(problem) {}

  std::optional<Dimension> parse() {
    skip_blanks();
    if (position_ == text_.size()) {
      return fail(0, text_.size(), "unit-syntax", "the unit is missing",
                  "write the unit after the colon, '1' if there is none");
    }
    const auto dimension = parse_product();
    if (dimension && position_ < text_.size()) {
      return fail_here();
    }
    return dimension;
  }

 private:
  std::optional<Dimension> fail(std::size_t begin, std::size_t end, std::string code,
                                std::string message, std::string help) {
    problem_ = {begin, end, std::move(code), std::move(message), std::move(help)};
    return std::nullopt;
  }

  /// What stands at the current position cannot stand there.
  std::optional<Dimension> fail_here() {
    const std::string help =
        "a unit is a product of base units and their powers, like siemens/metre**2";
    if (position_ == text_.size()) {
      return fail(position_, position_, "unit-syntax", "the unit ends too early", help);
    }
    const char c = text_[position_];
    if (c == '^') {
      return fail(position_, position_ + 1, "unit-syntax", "'^' is not an operator",
                  "write powers with '**'");
    }
    const auto begin = position_;
    if (is_letter(c) || is_digit(c)) {
      read_word();
      return fail(
          begin, position_, "unit-syntax",
          fmt::format("'{}' does not fit here in a unit", text_.substr(begin, position_ - begin)),
          help);
    }
    ++position_;
    while (position_ < text_.size() &&
           (static_cast<unsigned char>(text_[position_]) & 0xC0U) == 0x80U) {
      ++position_;  // the rest of a UTF-8 character
    }
    return fail(
        begin, position_, "unit-syntax",
        fmt::format("'{}' does not fit here in a unit", text_.substr(begin, position_ - begin)),
        help);
  }

  void skip_blanks() {
    while (position_ < text_.size() &&
           std::isspace(static_cast<unsigned char>(text_[position_])) != 0) {
      ++position_;
    }
  }

  void read_word() {
    while (position_ < text_.size() &&
           (is_letter(text_[position_]) || is_digit(text_[position_]))) {
      ++position_;
    }
  }

  bool accept(std::string_view sign) {
    if (!text_.substr(position_).starts_with(sign)) {
      return false;
    }
    position_ += sign.size();
    skip_blanks();
    return true;
  }

  std::optional<Dimension> parse_product() {
    auto product = starts_with_number() ? parse_numerator() : parse_power();
    while (product) {
      const bool divides = text_.substr(position_).starts_with('/');
      if (text_.substr(position_).starts_with("//") || !(accept("*") || accept("/"))) {
        break;
      }
      const auto factor = parse_power();
      if (!factor) {
        return factor;
      }
      product = divides ? *product / *factor : *product * *factor;
    }
    return product;
  }

  bool starts_with_number() const {
    return position_ < text_.size() && (is_digit(text_[position_]) || text_[position_] == '.');
  }

  /// A 1 that is the whole unit, or stands above a unit.
  std::optional<Dimension> parse_numerator() {
    const auto begin = position_;
    const auto number = parse_number();
    if (!number) {
      return fail_here();
    }
    const auto rest = text_.substr(position_);
    const bool is_alone = text_.find_first_not_of("1 \t\r\n") == std::string_view::npos;
    if (*number == 1 && (is_alone || (rest.starts_with('/') && !rest.starts_with("//")))) {
      return dimensionless;
    }
    return fail_at_number(begin);
  }

  std::optional<Dimension> fail_at_number(std::size_t begin) {
    auto end = position_;
    while (end > begin && std::isspace(static_cast<unsigned char>(text_[end - 1])) != 0) {
      --end;
    }
    return fail(begin, end, "unit-syntax",
                fmt::format("the number '{}' is not a unit", text_.substr(begin, end - begin)),
                "the unit column takes no factors: write '1' for a number without unit");
  }

  std::optional<Dimension> parse_power() {
    const auto base = parse_base();
    if (!base || !accept("**")) {
      return base;
    }
    const auto exponent = parse_exponent();
    return exponent ? std::optional(base->power(*exponent)) : std::nullopt;
  }

  std::optional<Dimension> parse_base() {
    if (position_ < text_.size() && is_letter(text_[position_])) {
      return parse_name();
    }
    const auto begin = position_;
    if (accept("(") && ++brackets_ <= max_brackets) {
      const auto inner = parse_product();
      --brackets_;
      return !inner || accept(")") ? inner : fail_here();
    }
    position_ = begin;
    return parse_number() ? fail_at_number(begin) : fail_here();
  }

  std::optional<Dimension> parse_name() {
    const auto begin = position_;
    read_word();
    const auto end = position_;
    const std::string name(text_.substr(begin, end - begin));
    skip_blanks();
    const auto unit = find_unit(name);
    if (unit && unit->scale == 1) {
      return unit->dimension;
    }
    if (unit) {
      return fail(begin, end, "scaled-unit", fmt::format("'{}' is not a base unit", name),
                  fmt::format("write '{}' here; values may still be given in {}",
                              name_of(unit->dimension), name));
    }
    return fail(begin, end, "unknown-unit", fmt::format("unknown unit '{}'", name),
                suggestion(name));
  }

  static std::string suggestion(const std::string& name) {
    if (name == "integer" || name == "boolean") {
      return fmt::format("'{}' stands alone in the unit column", name);
    }
    if (name == "int") {
      return "write 'integer' for a variable that holds integers";
    }
    if (name == "float" || name == "dimensionless") {
      return "write '1' for a number without unit";
    }
    std::vector<std::string> names{"integer", "boolean"};
    for (const auto& unit : known_units()) {
      if (unit.scale == 1) {
        names.emplace_back(unit.name);
      }
    }
    const auto nearest = nearest_name(name, names);
    return nearest.empty() ? "" : fmt::format("did you mean '{}'?", nearest);
  }

  std::optional<double> parse_number() {
    double value = 0;
    const auto* first = text_.data() + position_;
    const auto [last, error] =
        std::from_chars(first, text_.data() + text_.size(), value, std::chars_format::fixed);
    if (error != std::errc{} || *first == '-' || *first == 'i' || *first == 'n') {
      return std::nullopt;
    }
    position_ += static_cast<std::size_t>(last - first);
    skip_blanks();
    return value;
  }

  std::optional<double> parse_signed_number() {
    const bool negative = accept("-");
    const auto value = parse_number();
    return value && negative ? -*value : value;
  }

  std::optional<double> parse_exponent() {
    std::optional<double> value;
    if (accept("(")) {
      value = parse_signed_number();
      if (value && accept("/")) {
        const auto divisor = parse_number();
        value = divisor && *divisor != 0 ? std::optional(*value / *divisor) : std::nullopt;
      }
      if (value && !accept(")")) {
        value = std::nullopt;
      }
    } else {
      value = parse_signed_number();
    }
    if (!value) {
      fail_here();
    }
    return value;
  }

  std::string_view text_;
  UnitProblem& problem_;
  std::size_t position_ = 0;
  int brackets_ = 0;
};

}  // namespace

std::optional<ParsedUnit> parse_unit(std::string_view text, UnitProblem& problem) {
  const auto first = text.find_first_not_of(" \t\r\n");
  const auto last = text.find_last_not_of(" \t\r\n");
  const auto word =
      first == std::string_view::npos ? std::string_view() : text.substr(first, last - first + 1);
  if (word == "integer") {
    return ParsedUnit{ParsedUnit::Kind::integer, dimensionless};
  }
  if (word == "boolean") {
    return ParsedUnit{ParsedUnit::Kind::boolean, dimensionless};
  }
  if (word == "bool") {
    problem = {first, last + 1, "bool-unit", "'bool' is not a unit",
               "write 'boolean' for a variable that is true or false"};
    return std::nullopt;
  }
  const auto dimension = UnitParser(text, problem).parse();
  return dimension ? std::optional(ParsedUnit{ParsedUnit::Kind::real, *dimension}) : std::nullopt;
}

}  // namespace ranvier::units
