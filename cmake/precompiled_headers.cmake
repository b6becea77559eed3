# Headers that nearly every file reads are compiled once, for those who build often: in the presets dev, asan and tsan.
# The preset release compiles each file by itself, so an #include that is missing shows there.

option(RANVIER_PRECOMPILED_HEADERS "Compile common headers once; builds are faster" OFF)

set(ranvier_common_headers
  <algorithm> <array> <cmath> <cstdint> <functional> <limits> <map> <memory> <optional> <ranges> <set> <span> <string>
  <string_view> <unordered_map> <utility> <variant> <vector> <fmt/format.h>)

# ranvier_precompile(TARGET HEADER...): the target's headers, which others with the same options may use too.
function(ranvier_precompile target)
  if(RANVIER_PRECOMPILED_HEADERS)
    target_compile_options(${target} PRIVATE -fpch-preprocess)  # ccache sees what the compiled headers hold
    target_precompile_headers(${target} PRIVATE ${ARGN})
  endif()
endfunction()

# ranvier_reuse_precompiled(TARGET OTHER)
function(ranvier_reuse_precompiled target other)
  if(RANVIER_PRECOMPILED_HEADERS)
    target_compile_options(${target} PRIVATE -fpch-preprocess)
    target_precompile_headers(${target} REUSE_FROM ${other})
  endif()
endfunction()
