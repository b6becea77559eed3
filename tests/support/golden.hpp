/// Golden files: an input and the whole text that is expected of it, side by side in one file.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

namespace ranvier::tests {

/// A golden file. It has three parts, separated by lines "---": settings ("key: value" on each
/// line), input, expected text.
struct GoldenFile {
  std::filesystem::path path;
  std::map<std::string, std::string> settings;
  std::string settings_text;
  std::string input;
  std::string expected;
};

inline GoldenFile read_golden(const std::filesystem::path& path) {
  std::ifstream file(path);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const std::string separator = "---\n";
  const auto first = text.find(separator);
  const auto second = text.find("\n" + separator, first + separator.size() - 1);
  if (first == std::string::npos || second == std::string::npos) {
    throw std::runtime_error(path.string() + " does not have three parts");
  }
  GoldenFile golden{
      path, {}, text.substr(0, first), "", text.substr(second + 1 + separator.size())};
  golden.input =
      text.substr(first + separator.size(), second - std::min(second, first + separator.size()));
  for (std::size_t begin = 0; begin < first;) {
    const auto end = text.find('\n', begin);
    const auto line = text.substr(begin, end - begin);
    const auto colon = line.find(": ");
    if (colon == std::string::npos) {
      throw std::runtime_error(path.string() + ": not a setting: " + line);
    }
    golden.settings[line.substr(0, colon)] = line.substr(colon + 2);
    begin = end + 1;
  }
  return golden;
}

/// The golden files of a folder below tests/golden, sorted by name.
inline std::vector<std::filesystem::path> golden_files(const std::string& folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(
           std::filesystem::path(RANVIER_TESTS_DIR) / "golden" / folder)) {
    if (entry.path().extension() == ".golden") {
      paths.push_back(entry.path());
    }
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

/// With RANVIER_UPDATE_GOLDEN set, writes `actual` into the file as the expected text; the change
/// is then reviewed as any other.
inline void update_golden(const GoldenFile& golden, const std::string& actual) {
  if (std::getenv("RANVIER_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(golden.path) << golden.settings_text << "---\n"
                               << golden.input << "\n---\n"
                               << actual;
  }
}

/// The name of a golden file as a test's name.
inline std::string golden_test_name(const std::filesystem::path& path) {
  auto name = path.stem().string();
  std::replace_if(name.begin(), name.end(), [](char c) { return c == '-' || c == '.'; }, '_');
  return name;
}

}  // namespace ranvier::tests
