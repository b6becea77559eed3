#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fakes.hpp"
#include <ranvier/runtime/code_object.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::runtime::code_object_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Emits the elements whose value exceeds 1.
auto threshold_kernel() {
  return fake_kernel([](kernel::KernelArguments& arguments) {
    const auto* v = static_cast<const double*>(arguments.pointers[0]);
    for (std::int64_t element = arguments.begin; element < arguments.end; ++element) {
      if (v[element] > 1) {
        arguments.emitted[arguments.emitted_count++] = static_cast<std::int32_t>(element);
      }
    }
  });
}

TEST(ElementsCode, HandsEmittedElementsToTheBuffer) {
  std::vector<double> v{2, 0, 3};
  EventBuffer spikes(3);
  ElementsCode threshold(threshold_kernel(), {.pointers = {v.data()}, .size = 3}, &spikes);
  threshold.run({});
  EXPECT_THAT(spikes.events(), ElementsAre(0, 2));
  v = {0, 0, 0};
  threshold.run({});
  EXPECT_THAT(spikes.events(), IsEmpty()) << "events are those of the present step only";
  v = {2, 2, 2};
  threshold.run({});
  threshold.end_run();
  EXPECT_THAT(spikes.events(), IsEmpty()) << "and of a run that goes on";
}

TEST(ElementsCode, RunsOverMillionsOfElementsOrNone) {
  for (const std::int64_t size : {0, 1, 1000000}) {
    std::vector<double> v(static_cast<std::size_t>(size), 2.0);
    EventBuffer spikes(size);
    ElementsCode(threshold_kernel(), {.pointers = {v.data()}, .size = size}, &spikes).run({});
    EXPECT_EQ(static_cast<std::int64_t>(spikes.events().size()), size);
  }
}

TEST(ElementsCode, HandsOverWhatItWasBoundTo) {
  const std::int32_t sources[] = {0};
  const std::int32_t targets[] = {1};
  int calls = 0;
  ElementsCode code(
      fake_kernel([&](kernel::KernelArguments& arguments) {
        ++calls;
        EXPECT_EQ(arguments.begin, 0);
        EXPECT_EQ(arguments.end, 5);
        EXPECT_EQ(arguments.sources, sources);
        EXPECT_EQ(arguments.targets, targets);
        EXPECT_EQ(arguments.random_key, 77U);
        EXPECT_EQ(arguments.step, 12);
        EXPECT_EQ(arguments.emitted, nullptr);
      }),
      {.pointers = {}, .size = 5, .sources = sources, .targets = targets, .random_key = 77},
      nullptr);
  code.run({.step = 12});
  code.end_run();
  EXPECT_EQ(calls, 1);
}

TEST(EventsCode, RunsForTheEventsOfTheStep) {
  EventBuffer spikes(10);
  std::vector<double> v(10, 5.0);
  int calls = 0;
  EventsCode reset(fake_kernel([&](kernel::KernelArguments& arguments) {
                     ++calls;
                     for (std::int64_t event = 0; event < arguments.event_count; ++event) {
                       static_cast<double*>(arguments.pointers[0])[arguments.events[event]] = 0;
                     }
                   }),
                   {.pointers = {v.data()}, .size = 10}, spikes);
  reset.run({});
  EXPECT_EQ(calls, 0) << "no spikes, no call";
  set_events(spikes, {1, 8});
  reset.run({});
  EXPECT_EQ(calls, 1);
  EXPECT_THAT(v, ElementsAre(5, 0, 5, 5, 5, 5, 5, 5, 0, 5));
}

TEST(EventBuffer, SelectsTheEventsOfARange) {
  EventBuffer spikes(10);
  set_events(spikes, {1, 4, 5, 9});
  EXPECT_THAT(spikes.events({4, 9}), ElementsAre(4, 5));
  EXPECT_THAT(spikes.events({6, 9}), IsEmpty());
  EXPECT_THAT(spikes.events({}), ElementsAre(1, 4, 5, 9));
}

}  // namespace
}  // namespace ranvier::runtime::code_object_test
