// Files of stored states: another network of the same objects goes on with every bit.

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include "support/error_text.hpp"
#include <ranvier/network/state_file.hpp>
#include <ranvier/ranvier.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::state_file_test {
namespace {

using ranvier::testing::error_text;

struct File {
  explicit File(const std::string& name)
      : path((std::filesystem::temp_directory_path() / ("ranvier_state_file_test_" + name))
                 .string()) {
    std::filesystem::remove(path);
  }

  ~File() { std::filesystem::remove(path); }

  std::string read() const {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  void write(const std::string& bytes) const {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
  }

  std::string path;
};

/// Random input, delays that differ, all monitors.
struct Noisy {
  Noisy() {
    cells["v"] = "rand()";
    synapses.connect({.p = 0.3});
    synapses["w"] = "rand()";
    synapses["delay"] = "(1 + 4*rand())*ms";
  }

  PoissonGroup inputs{20, 200 * Hz, {.name = "inputs"}};
  NeuronGroup cells{10,
                    "dv/dt = -v/(10*ms) : 1 (unless refractory)",
                    {.method = "exact",
                     .threshold = "v > 1 + 0.1*randn()",
                     .reset = "v = 0",
                     .refractory = 2 * ms,
                     .name = "cells"}};
  Synapses synapses{inputs, cells, "w : 1", {.on_pre = "v += w\nw *= 0.999", .name = "synapses"}};
  SpikeMonitor spikes{cells, {.variables = {"v"}, .name = "spikes"}};
  StateMonitor states{cells, {"v"}, {.name = "states"}};
  Network network{{.seed = 7}, inputs, cells, synapses, spikes, states};
};

TEST(StateFile, LetsANewNetworkGoOn) {
  const File file("goes_on");
  Noisy first;
  first.network.run(5 * ms);
  first.network.store_to_file(file.path);
  first.network.run(5 * ms);
  first.network.store_to_file(file.path, "later");
  const auto later = first.network.state_hash();
  first.network.run(5 * ms);

  Noisy second;
  second.network.restore_from_file(file.path, "default", {.restore_random_state = true});
  EXPECT_EQ(second.network.t(), 5e-3);
  second.network.run(5 * ms);
  EXPECT_EQ(second.network.state_hash(), later);
  second.network.run(5 * ms);
  EXPECT_EQ(second.network.state_hash(), first.network.state_hash());
  second.network.restore_from_file(file.path, "later");
  EXPECT_EQ(second.network.state_hash(), later);
  second.network.run(5 * ms);
  EXPECT_NE(second.network.state_hash(), first.network.state_hash()) << "other random numbers";
}

TEST(StateFile, SaysWhatIsWrong) {
  const File file("wrong");
  const auto error_of = [&](const std::string& name = "default") {
    return error_text<Error>([&] { network::read_state(file.path, name); });
  };
  EXPECT_EQ(error_of(), "the file '" + file.path + "' can't be read: No such file or directory");
  NeuronGroup cells{2, "v : 1", {.name = "cells"}};
  Network network{cells};
  network.store_to_file(file.path);
  EXPECT_EQ(error_of("other"),
            "the file '" + file.path + "' has no stored state 'other': store() makes one");
  const auto written = file.read();
  const auto cannot = "the file '" + file.path + "' holds no stored states that can be read: ";
  // Every cut and every changed byte is noticed.
  for (std::size_t place = 17; place < written.size(); ++place) {
    auto changed = written;
    changed[place] = static_cast<char>(changed[place] ^ 0x40);
    file.write(changed);
    EXPECT_NE(error_of(), "no error") << place;
    file.write(written.substr(0, place));
    EXPECT_EQ(error_of(), cannot + "it is damaged, for example cut off") << place;
  }
  file.write("Ranvier states 2\n");
  EXPECT_EQ(error_of(), cannot + "another version of Ranvier wrote it, in another format");
  file.write("else");
  EXPECT_EQ(error_of(),
            cannot +
                "it was not written by Ranvier's store (states of other simulators can't be "
                "read)");
  EXPECT_EQ(error_text<ResourceError>([&] { network.store_to_file("/no such folder/file"); }),
            "the file '/no such folder/file' can't be written: No such file or directory");
}

}  // namespace
}  // namespace ranvier::state_file_test
