/// Cuts a kernel at its calls of hosts: kernels that compute arguments, then one that uses the
/// results.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <ranvier/kernel/kernel.hpp>

namespace ranvier::kernel {

/// A value that goes from one stage to another through memory.
struct Temporary {
  std::string name;  ///< of its binding in the kernels of the stages
  ElementType type = ElementType::float64;
  bool is_cell = false;  ///< one value, else one for each element
};

/// One call of a host: positions in `Stages::temporaries` of what it gets and gives.
struct HostStage {
  Host host;
  std::vector<std::size_t> arguments;
  std::size_t result = 0;
};

/// Calls whose arguments depend on results of earlier levels only.
struct Level {
  std::optional<Kernel> once;  ///< computes the arguments that depend on no element; over `once`
  std::optional<Kernel> each;  ///< computes the others; over the space of the whole kernel
  std::vector<HostStage> calls;
};

/// The kernels run in order: for each level its kernels, then its calls; `last` has all stores and
/// emits. Only `last` changes what the whole kernel changes, so every stage sees the state from
/// before; pure work is done again where it is needed again, draws give the same numbers again.
struct Stages {
  std::vector<Temporary> temporaries;
  std::vector<Level> levels;
  Kernel last;
  /// Arguments are computed from what the elements before may store (a synapse sees what the one
  /// before stored): then the stages go through the elements one by one.
  bool is_sequential = false;
};

/// @pre the kernel is optimised; its hosts are not empty. The kernels of the result have none.
Stages split_at_hosts(const Kernel& kernel);

}  // namespace ranvier::kernel
