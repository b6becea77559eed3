#include <gtest/gtest.h>

#include <ranvier/compiler/order_dependence.hpp>
#include <ranvier/ranvier.hpp>

namespace ranvier::compiler::order_dependence_test {
namespace {

class OrderDependence : public ::testing::Test {
 protected:
  std::optional<Diagnostic> find(const std::string& code) {
    Synapses synapses(source, target, "w : 1\nx : 1\ntwice = 2*v_post : 1\nc : 1 (shared)",
                      {.on_pre = code});
    auto scope = scope_of_synapses(synapses, cells, WriteGuards::respected);
    auto block = synapses.pathways().front().code();
    for (auto& statement : block.statements) {
      if (const auto alias = scope.aliases.find(statement.target); alias != scope.aliases.end()) {
        statement.target = alias->second;
      }
    }
    return order_dependence(block, scope);
  }

  NeuronGroup source{3, "v : 1\nu : 1", {.threshold = "v > 1"}};
  NeuronGroup target{4, "v : 1\nu : 1\ng : 1"};
  CellStore cells;
};

TEST_F(OrderDependence, IsNoneWhereEveryOrderGivesTheSame) {
  for (const auto* code : {
           "g += w",
           "g -= w*v_pre; v_post += 1",
           "g = g + w",
           "g = w + (x + g)",
           "g *= w; g /= 1 + x",
           "g = g*w",
           "v_post = 1",
           "v_pre = 0; w = v_pre",
           "v_post = u_post",
           "w = v_post*x; x += w",
           "u_post += 1; v_post += u_post",           // all synapses do the same
           "v_post = clip(v_post + 1, 0, 5)",         // likewise
           "v_post = clip(v_post + c*u_post, 0, 5)",  // likewise
           "v_post += w; v_post = 0",                 // the sum is forgotten
           "a = 3; v_post = a",                       // a local value, the same for all
           "v_post += w*rand()",                      // a synapse draws its own numbers
           "x *= exp((lastspike_pre - t)/second); x += 1; w = clip(w + x, 0, 1)",
           "g += w; x = u_post",
           "g += i - j",
       }) {
    const auto problem = find(code);
    EXPECT_FALSE(problem) << code << "\n" << (problem ? render(*problem) : "");
  }
}

TEST_F(OrderDependence, IsFoundWhereTheLastSynapseDecides) {
  for (const auto* code :
       {"g = w", "v_post = v_pre", "v_pre = u_post", "a = 2*w; g = a", "v_post = rand()"}) {
    const auto problem = find(code);
    ASSERT_TRUE(problem) << code;
    EXPECT_NE(problem->message.find("the last one decides"), std::string::npos) << code;
  }
}

TEST_F(OrderDependence, IsFoundWhereASynapseSeesWhatOthersDid) {
  for (const auto* code :
       {"g += w; u_post += g", "w = g; g += x", "a = g; g += w", "g += w; x = g",
        "v_post += v_pre; v_pre += v_post", "w = v_pre; v_pre = 0", "v_post += w; x = twice"}) {
    const auto problem = find(code);
    ASSERT_TRUE(problem) << code;
    EXPECT_NE(problem->message.find("which other synapses of the neuron change"), std::string::npos)
        << code;
  }
}

TEST_F(OrderDependence, IsFoundWhereChangesDoNotCommute) {
  for (const auto* code : {"g += w + g", "g = clip(g + w, 0, 1)", "g %= w", "g += w; g *= 2",
                           "g *= x; g -= w", "g = 1; g += w"}) {
    const auto problem = find(code);
    ASSERT_TRUE(problem) << code;
    EXPECT_NE(problem->message.find("not commute"), std::string::npos) << code;
  }
}

TEST_F(OrderDependence, ShowsTheStatement) {
  Synapses synapses(source, target, "w : 1", {.on_pre = "u_post += 1\ng = w", .name = "S"});
  synapses.connect();
  std::vector<LogMessage> messages;
  Network network{{.backend = backend::make_interpreter(),
                   .log = [&](const LogMessage& message) { messages.push_back(message); }},
                  source,
                  target,
                  synapses};
  network.run(0 * ms);
  std::erase_if(messages,
                [](const LogMessage& message) { return message.name == "ranvier.doctor"; });
  ASSERT_EQ(messages.size(), 1U);
  EXPECT_EQ(messages.front().level, LogLevel::warning);
  EXPECT_EQ(messages.front().text,
            "warning[order-dependence]: 'g_post' depends on the order of the synapses: where "
            "several act on a neuron in one time step, the last one decides\n"
            "  in Synapses 'S', line 2\n"
            "    g = w\n"
            "    ^^^^^ an assignment of a value that differs between synapses\n"
            "  help: if the contributions are to add up, write 'g_post += ...'");
}

}  // namespace
}  // namespace ranvier::compiler::order_dependence_test
