/// Brings the values of a linked variable up to date, and passes on what is assigned to it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <ranvier/runtime/operation.hpp>
#include <ranvier/state/column.hpp>

namespace ranvier::runtime {

/// Copies values of one column to another: target[k] = source[elements[k]]. With an index column,
/// the element is elements[index[k]].
class LinkUpdate final : public Operation {
 public:
  struct Arrays {
    const state::Column* source = nullptr;
    state::Column* target = nullptr;
    const state::Column* index =
        nullptr;  ///< int32 or int64, per element of the target; or nullptr
    std::vector<std::int64_t> elements;
    std::string where;  ///< the linked variable, for messages
  };

  explicit LinkUpdate(Arrays arrays);
  /// @throws UsageError (index)  if the index column points to no element.
  void run(const StepContext& context) override;

 private:
  Arrays arrays_;
};

/// The way back, after an operation that a LinkUpdate ran before: elements of the target that were
/// changed go into the source. Of several that show the same element the last one counts.
class LinkWrite final : public Operation {
 public:
  /// @param source  `arrays.source`, to be written
  LinkWrite(LinkUpdate::Arrays arrays, state::Column& source);
  /// @throws UsageError (index)  if the index column points to no element.
  void run(const StepContext& context) override;

 private:
  LinkUpdate::Arrays arrays_;
  state::Column* source_;
  state::Column before_;  ///< of the source
};

}  // namespace ranvier::runtime
