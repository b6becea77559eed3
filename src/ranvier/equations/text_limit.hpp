/// The limit on the size of a text.
#pragma once

#include <string>

namespace ranvier::equations {

/// @throws ModelError  "text-limit" if `text` is longer than max_text_bytes.
void check_text_size(const std::string& text, const std::string& where);

}  // namespace ranvier::equations
