#include "text_limit.hpp"

#include <fmt/format.h>

#include <ranvier/equations/parser.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::equations {

void check_text_size(const std::string& text, const std::string& where) {
  if (text.size() <= max_text_bytes) {
    return;
  }
  Diagnostic diagnostic;
  diagnostic.code = "text-limit";
  diagnostic.message =
      fmt::format("the text has {} bytes, more than {}", text.size(), max_text_bytes);
  diagnostic.where = where;
  diagnostic.help = "split the model into several objects";
  throw ModelError(std::move(diagnostic));
}

}  // namespace ranvier::equations
