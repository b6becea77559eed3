#include "state_file.hpp"

#include <bit>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <ranvier/support/error.hpp>

namespace ranvier::network {

namespace {

// The file: `magic`, a number that shows the byte order, the length and the checksum of what
// follows, and that: the states, each value as `put` writes it. A change of what `put` writes needs
// another magic.
constexpr std::string_view magic = "Ranvier states 1\n";
constexpr std::uint32_t byte_order = 0x01020304;

std::uint64_t checksum_of(std::string_view bytes) {  // FNV-1a
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char byte : bytes) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
  }
  return hash;
}

/// Both directions list the members of a type once, in `members_of`.
template <typename Value, typename Visit>
void members_of(Value& value, const Visit& visit) {
  using Plain = std::remove_const_t<Value>;
  if constexpr (std::is_same_v<Plain, StoredClock>) {
    visit(value.step), visit(value.dt);
  } else if constexpr (std::is_same_v<Plain, StoredSpikes::Arrival>) {
    visit(value.arrival), visit(value.source), visit(value.length), visit(value.first);
  } else if constexpr (std::is_same_v<Plain, StoredSpikes>) {
    visit(value.dt), visit(value.arrivals);
  } else if constexpr (std::is_same_v<Plain, state::StoredArray>) {
    visit(value.type), visit(value.is_shared), visit(value.bytes);
  } else if constexpr (std::is_same_v<Plain, state::RandomState::Epoch>) {
    visit(value.uses), visit(value.statements);
  } else if constexpr (std::is_same_v<Plain, state::RandomState::Data>) {
    visit(value.seed), visit(value.restores), visit(value.epochs);
  } else if constexpr (std::is_same_v<Plain, StoredObject>) {
    visit(value.class_name), visit(value.arrays), visit(value.clocks), visit(value.pathways);
    visit(value.next_spike);
  } else {
    static_assert(std::is_same_v<Plain, Snapshot>);
    visit(value.t), visit(value.clock), visit(value.objects), visit(value.random);
    visit(value.notes);
  }
}

class Writer {
 public:
  template <typename T>
  void put(const T& value) {
    if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>) {
      append(&value, sizeof(T));
    } else if constexpr (std::is_same_v<T, state::RandomState>) {
      put(value.data());
    } else if constexpr (std::is_same_v<T, state::StoredArrays>) {
      put(value.arrays());
    } else {
      members_of(value, [this](const auto& member) { put(member); });
    }
  }

  void put(const std::string& text) {
    put(static_cast<std::uint64_t>(text.size()));
    append(text.data(), text.size());
  }

  void put(const std::vector<std::byte>& bytes) {
    put(static_cast<std::uint64_t>(bytes.size()));
    append(bytes.data(), bytes.size());
  }

  template <typename T>
  void put(const std::vector<T>& values) {
    put(static_cast<std::uint64_t>(values.size()));
    for (const auto& value : values) {
      put(value);
    }
  }

  template <typename T>
  void put(const std::map<std::string, T>& values) {
    put(static_cast<std::uint64_t>(values.size()));
    for (const auto& [name, value] : values) {
      put(name);
      put(value);
    }
  }

  template <typename T>
  void put(const std::optional<T>& value) {
    put(value.has_value());
    put(value.value_or(T{}));
  }

  const std::string& bytes() const { return bytes_; }

 private:
  void append(const void* data, std::size_t size) {
    bytes_.append(static_cast<const char*>(data), size);
  }

  std::string bytes_;
};

/// A file whose bytes are not what they were.
struct Damaged {};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  template <typename T>
  void get(T& value) {
    if constexpr (std::is_same_v<T, bool>) {
      value = number<std::uint8_t>() != 0;
    } else if constexpr (std::is_same_v<T, ElementType>) {
      const auto type = number<std::uint8_t>();
      if (type > static_cast<std::uint8_t>(ElementType::boolean)) {
        throw Damaged();
      }
      value = static_cast<ElementType>(type);
    } else if constexpr (std::is_arithmetic_v<T>) {
      value = number<T>();
    } else if constexpr (std::is_same_v<T, state::RandomState>) {
      state::RandomState::Data data;
      get(data);
      value = state::RandomState(std::move(data));
    } else if constexpr (std::is_same_v<T, state::StoredArrays>) {
      std::map<std::string, state::StoredArray> arrays;
      get(arrays);
      for (auto& [name, array] : arrays) {
        value.add(name, std::move(array));
      }
    } else {
      members_of(value, [this](auto& member) { get(member); });
    }
  }

  void get(std::string& text) { text = take(number<std::uint64_t>()); }

  void get(std::vector<std::byte>& bytes) {
    const auto taken = take(number<std::uint64_t>());
    bytes.resize(taken.size());
    if (!taken.empty()) {
      std::memcpy(bytes.data(), taken.data(), taken.size());
    }
  }

  template <typename T>
  void get(std::vector<T>& values) {
    const auto size = number<std::uint64_t>();
    if (size > bytes_.size()) {  // each value is a byte at least
      throw Damaged();
    }
    values.resize(size);
    for (auto& value : values) {
      get(value);
    }
  }

  template <typename T>
  void get(std::map<std::string, T>& values) {
    for (auto size = number<std::uint64_t>(); size > 0; --size) {
      std::string name;
      get(name);
      get(values[name]);
    }
  }

  template <typename T>
  void get(std::optional<T>& value) {
    bool is_there = false;
    T contained{};
    get(is_there);
    get(contained);
    value = is_there ? std::optional(std::move(contained)) : std::nullopt;
  }

  bool is_at_end() const { return bytes_.empty(); }

  std::string_view take(std::uint64_t size) {
    if (size > bytes_.size()) {
      throw Damaged();
    }
    const auto taken = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return taken;
  }

  template <typename T>
  T number() {
    T value{};
    std::memcpy(&value, take(sizeof(T)).data(), sizeof(T));
    return value;
  }

 private:
  std::string_view bytes_;
};

std::string contents_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (!file.good() && !file.eof()) {
    throw ResourceError(ResourceError::Kind::file,
                        fmt::format("the file '{}' can't be read: {}", path, std::strerror(errno)));
  }
  return bytes;
}

[[noreturn]] void refuse(const std::string& path, const char* reason) {
  throw UsageError(
      fmt::format("the file '{}' holds no stored states that can be read: {}", path, reason));
}

}  // namespace

void write_states(const std::string& path, const StoredStates& states) {
  Writer contents;
  contents.put(states);
  Writer header;
  header.put(byte_order);
  header.put(static_cast<std::uint64_t>(contents.bytes().size()));
  header.put(checksum_of(contents.bytes()));
  const auto temporary = path + ".part";
  const auto fail = [&](const std::string& reason) {
    std::remove(temporary.c_str());
    throw ResourceError(ResourceError::Kind::file,
                        fmt::format("the file '{}' can't be written: {}", path, reason));
  };
  {
    std::ofstream file(temporary, std::ios::binary | std::ios::trunc);
    file << magic << header.bytes() << contents.bytes();
    file.close();
    if (!file.good()) {
      fail(std::strerror(errno));
    }
  }
  std::error_code error;
  std::filesystem::rename(temporary, path, error);
  if (error) {
    fail(error.message());
  }
}

StoredStates read_states(const std::string& path) {
  const auto bytes = contents_of(path);
  if (!std::string_view(bytes).starts_with(magic)) {
    refuse(
        path,
        bytes.starts_with("Ranvier states ")
            ? "another version of Ranvier wrote it, in another format"
            : "it was not written by Ranvier's store (states of other simulators can't be read)");
  }
  Reader reader(std::string_view(bytes).substr(magic.size()));
  StoredStates states;
  try {
    if (reader.number<std::uint32_t>() != byte_order) {
      refuse(path, "a machine with another byte order wrote it");
    }
    const auto size = reader.number<std::uint64_t>();
    const auto checksum = reader.number<std::uint64_t>();
    const auto contents = reader.take(size);
    if (!reader.is_at_end() || checksum_of(contents) != checksum) {
      throw Damaged();
    }
    Reader(contents).get(states);
  } catch (const Damaged&) {
    refuse(path, "it is damaged, for example cut off");
  }
  return states;
}

Snapshot read_state(const std::string& path, const std::string& name) {
  auto states = read_states(path);
  const auto found = states.find(name);
  if (found == states.end()) {
    throw UsageError(
        UsageError::Kind::key,
        fmt::format("the file '{}' has no stored state '{}': store() makes one", path, name));
  }
  return std::move(found->second);
}

void add_state(const std::string& path, const std::string& name, const Snapshot& state) {
  StoredStates states;
  if (std::filesystem::exists(path)) {
    states = read_states(path);
  }
  states[name] = state;
  write_states(path, states);
}

}  // namespace ranvier::network
