#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <ranvier/compiler/fuse_operations.hpp>
#include <ranvier/ranvier.hpp>

namespace ranvier::fuse_operations_test {
namespace {

/// The names of the kernels over elements that a network runs, in their order.
std::vector<std::string> kernel_names(Network& network) {
  network.run(0 * ms);
  std::vector<std::string> names;
  for (const auto& text : network.kernels()) {
    names.push_back(text.substr(0, text.find('\n')));
  }
  return names;
}

NetworkOptions interpreted(bool fuse = true) {
  return {.backend = backend::make_interpreter(), .fuse = fuse};
}

const std::string leak = "dv/dt = -v/(10*ms) : 1";

TEST(FuseOperations, JoinsStateUpdateAndThresholdOfAGroup) {
  NeuronGroup cells{4, leak, {.method = "euler", .threshold = "v > 1", .name = "cells"}};
  Network fused{interpreted(), cells};
  EXPECT_EQ(kernel_names(fused),
            (std::vector<std::string>{"cells_stateupdater+cells_spike_thresholder"}));
}

TEST(FuseOperations, IsSwitchedOffByAnOption) {
  NeuronGroup cells{4, leak, {.method = "euler", .threshold = "v > 1", .name = "cells"}};
  Network apart{interpreted(false), cells};
  EXPECT_EQ(kernel_names(apart),
            (std::vector<std::string>{"cells_stateupdater", "cells_spike_thresholder"}));
}

TEST(FuseOperations, PassesOperationsOfOtherGroups) {
  NeuronGroup a{4, leak, {.method = "euler", .threshold = "v > 1", .name = "a"}};
  NeuronGroup b{4, leak, {.method = "euler", .threshold = "v > 1", .name = "b"}};
  Network network{interpreted(), a, b};
  EXPECT_EQ(kernel_names(network),
            (std::vector<std::string>{"a_stateupdater+a_spike_thresholder",
                                      "b_stateupdater+b_spike_thresholder"}));
}

TEST(FuseOperations, DoesNotPassAReaderOfWhatIsWritten) {
  NeuronGroup cells{4, leak, {.method = "euler", .threshold = "v > 1", .name = "cells"}};
  StateMonitor monitor{cells, {"v"}, {.when = "before_thresholds", .name = "monitor"}};
  cells.run_regularly("v += 1", {}, "after_thresholds");
  Network network{interpreted(), cells, monitor};
  // The threshold only reads v, so it may move up past the monitor; what writes v may not.
  EXPECT_EQ(kernel_names(network),
            (std::vector<std::string>{"cells_stateupdater+cells_spike_thresholder",
                                      "cells_run_regularly"}));
}

TEST(FuseOperations, DoesNotPassSynapsesThatWriteWhatIsRead) {
  NeuronGroup cells{4, leak, {.method = "euler", .threshold = "v > 1", .name = "cells"}};
  Synapses synapses{cells, cells, {.on_pre = "v += 1", .name = "synapses"}};
  synapses.connect();
  cells.run_regularly("v = 2*v", {}, "after_synapses");
  Network network{interpreted(), cells, synapses};
  EXPECT_EQ(kernel_names(network),
            (std::vector<std::string>{"cells_stateupdater+cells_spike_thresholder",
                                      "cells_run_regularly"}));
}

TEST(FuseOperations, KeepsOperationsOfDifferentClocksApart) {
  NeuronGroup cells{4, leak, {.method = "euler", .name = "cells"}};
  cells.run_regularly("v += 1", {.dt = 1 * ms}, "after_groups");
  Network network{interpreted(), cells};
  EXPECT_EQ(kernel_names(network),
            (std::vector<std::string>{"cells_stateupdater", "cells_run_regularly"}));
}

TEST(FuseOperations, KeepsTwoKernelsThatDrawApart) {
  NeuronGroup cells{4, "v : 1", {.name = "cells"}};
  cells.run_regularly("v += rand()");
  cells.run_regularly("v += randn()");
  Network network{interpreted(), cells};
  EXPECT_EQ(kernel_names(network),
            (std::vector<std::string>{"cells_run_regularly", "cells_run_regularly_1"}));
}

}  // namespace
}  // namespace ranvier::fuse_operations_test
