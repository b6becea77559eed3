#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fakes.hpp"
#include <ranvier/runtime/recorders.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::runtime::recorders_test {
namespace {

using state::Column;
using state::Recording;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Column column_of(ElementType type, const std::vector<double>& values) {
  Column column(type, static_cast<std::int64_t>(values.size()));
  for (std::size_t element = 0; element < values.size(); ++element) {
    column.set_value(static_cast<std::int64_t>(element), values[element]);
  }
  return column;
}

TEST(EventRecorder, RecordsNumberTimeCountAndVariables) {
  EventBuffer spikes(4);
  Recording indices(ElementType::int32, 1);
  Recording times(ElementType::float64, 1);
  Recording potentials(ElementType::float64, 1);
  Recording flags(ElementType::boolean, 1);
  Recording taus(ElementType::float32, 1);
  Column counts(ElementType::int32, 4);
  const Column v = column_of(ElementType::float64, {10, 11, 12, 13});
  const Column flag = column_of(ElementType::boolean, {0, 1, 0, 1});
  const Column tau = column_of(ElementType::float32, {0.5});
  EventRecorder recorder(
      spikes, {.indices = &indices,
               .times = &times,
               .counts = &counts,
               .extras = {{&v, false, &potentials}, {&flag, false, &flags}, {&tau, true, &taus}}});
  set_events(spikes, {1, 3});
  recorder.run({.t = 0.5});
  spikes.clear();
  recorder.run({.t = 0.75});
  set_events(spikes, {3});
  recorder.run({.t = 1});
  EXPECT_THAT(values_of<std::int32_t>(indices), ElementsAre(1, 3, 3));
  EXPECT_THAT(values_of<double>(times), ElementsAre(0.5, 0.5, 1));
  EXPECT_THAT(values_of<double>(potentials), ElementsAre(11, 13, 13));
  EXPECT_THAT(values_of<std::uint8_t>(flags), ElementsAre(1, 1, 1));
  EXPECT_THAT(values_of<float>(taus), ElementsAre(0.5F, 0.5F, 0.5F));
  EXPECT_THAT(counts.values<std::int32_t>(), ElementsAre(0, 1, 0, 2));
}

TEST(EventRecorder, OnlyCountsIfItIsToRecordNothing) {
  EventBuffer spikes(2);
  Column counts(ElementType::int32, 2);
  EventRecorder recorder(spikes, {.counts = &counts});
  set_events(spikes, {0, 1});
  recorder.run({});
  recorder.run({});
  EXPECT_THAT(counts.values<std::int32_t>(), ElementsAre(2, 2));
}

TEST(EventRecorder, CountsMembersOfASubgroupFromZero) {
  EventBuffer spikes(10);
  Recording indices(ElementType::int32, 1);
  Recording values(ElementType::int32, 1);
  Column counts(ElementType::int32, 3);
  const Column number = column_of(ElementType::int32, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
  EventRecorder recorder(spikes, {.indices = &indices,
                                  .counts = &counts,
                                  .extras = {{&number, false, &values}},
                                  .selection = {.range = {4, 7}}});
  set_events(spikes, {0, 4, 6, 7});
  recorder.run({});
  EXPECT_THAT(values_of<std::int32_t>(indices), ElementsAre(0, 2));
  EXPECT_THAT(values_of<std::int32_t>(values), ElementsAre(4, 6));
  EXPECT_THAT(counts.values<std::int32_t>(), ElementsAre(1, 0, 1));
}

TEST(EventRecorder, LeavesOutWhatIsNoMember) {
  EventBuffer spikes(6);
  Recording indices(ElementType::int32, 1);
  Column counts(ElementType::int32, 2);
  const Column positions = column_of(ElementType::int32, {-1, 0, -1, -1, 1, -1});
  EventRecorder recorder(
      spikes,
      {.indices = &indices,
       .counts = &counts,
       .selection = {
           .range = {1, 5}, .positions = positions.values<std::int32_t>().data(), .size = 2}});
  set_events(spikes, {0, 1, 3, 4});
  recorder.run({});
  set_events(spikes, {2, 4});
  recorder.run({});
  EXPECT_THAT(values_of<std::int32_t>(indices), ElementsAre(0, 1, 1));
  EXPECT_THAT(counts.values<std::int32_t>(), ElementsAre(1, 2));
}

TEST(StateRecorder, RecordsOneRowPerStepInTheOrderOfItsElements) {
  Column v = column_of(ElementType::float64, {10, 11, 12, 13});
  const Column w = column_of(ElementType::int32, {1, 2, 3, 4});
  const Column tau = column_of(ElementType::boolean, {1});
  Recording times(ElementType::float64, 1);
  Recording vs(ElementType::float64, 3);
  Recording ws(ElementType::int32, 3);
  Recording taus(ElementType::boolean, 3);
  StateRecorder recorder({3, 0, 0}, {{&v, false, &vs}, {&w, false, &ws}, {&tau, true, &taus}},
                         times);
  recorder.run({.t = 0});
  v.set_value(0, -1);
  recorder.run({.t = 0.5});
  EXPECT_THAT(values_of<double>(times), ElementsAre(0, 0.5));
  EXPECT_THAT(values_of<double>(vs), ElementsAre(13, 10, 10, 13, -1, -1));
  EXPECT_THAT(values_of<std::int32_t>(ws), ElementsAre(4, 1, 1, 4, 1, 1));
  EXPECT_THAT(values_of<std::uint8_t>(taus), ElementsAre(1, 1, 1, 1, 1, 1));
}

TEST(StateRecorder, RecordsOneElementOrAPartOrAll) {
  const Column v = column_of(ElementType::float32, {10, 11, 12, 13});
  const auto recorded = [&](const std::vector<std::int64_t>& elements) {
    Recording times(ElementType::float64, 1);
    Recording vs(ElementType::float32, static_cast<std::int64_t>(elements.size()));
    StateRecorder(elements, {{&v, false, &vs}}, times).run({});
    EXPECT_EQ(times.rows(), 1);
    return values_of<float>(vs);
  };
  EXPECT_THAT(recorded({2}), ElementsAre(12));
  EXPECT_THAT(recorded({1, 2}), ElementsAre(11, 12));
  EXPECT_THAT(recorded({0, 1, 2, 3}), ElementsAre(10, 11, 12, 13));
  EXPECT_THAT(recorded({}), IsEmpty());
}

TEST(StateRecorder, RefusesElementsThatAreNotThere) {
  const Column v = column_of(ElementType::float64, {10});
  Recording times(ElementType::float64, 1);
  Recording vs(ElementType::float64, 1);
  EXPECT_THROW(StateRecorder({1}, {{&v, false, &vs}}, times), InternalError);
  Recording too_long(ElementType::float64, 2);
  EXPECT_THROW(StateRecorder({0}, {{&v, false, &too_long}}, times), InternalError);
}

TEST(RateRecorder, DividesByTimeStepAndSize) {
  EventBuffer spikes(10);
  Recording times(ElementType::float64, 1);
  Recording rates(ElementType::float64, 1);
  Recording part_rates(ElementType::float64, 1);
  RateRecorder recorder(spikes, {.size = 3}, times, rates);
  RateRecorder part(spikes, {.range = {2, 7}, .size = 5}, times, part_rates);
  set_events(spikes, {2});
  recorder.run({.t = 0, .dt = 1e-4});
  part.run({.t = 0, .dt = 1e-4});
  spikes.clear();
  recorder.run({.t = 1e-4, .dt = 1e-4});
  EXPECT_THAT(values_of<double>(rates),
              ElementsAre(3333.3333333333335, 0));  // the bits that Brian 2 2.9.0 gives
  EXPECT_THAT(values_of<double>(part_rates), ElementsAre(2000));
  EXPECT_EQ(times.rows(), 3);
}

}  // namespace
}  // namespace ranvier::runtime::recorders_test
