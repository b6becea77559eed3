# How everything is compiled and linked: language level, warnings, sanitizers, ccache, mold.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

# Backtraces need line tables only; a light optimisation keeps the compile-and-test loop short.
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

# Generated code and C++ code must round alike, so the compiler may not merge a*b + c into an fma.
add_compile_options(-ffp-contract=off)
# A name of ours is never replaced from outside, so calls within the library may be inlined.
add_compile_options(-fno-semantic-interposition)
add_compile_options($<$<CONFIG:Release>:-ffunction-sections> $<$<CONFIG:Release>:-fdata-sections>)
add_link_options(LINKER:--as-needed $<$<CONFIG:Release>:LINKER:--gc-sections>)

if(RANVIER_SANITIZE)
  add_compile_options(-fsanitize=${RANVIER_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${RANVIER_SANITIZE})
  add_compile_options(-Wno-maybe-uninitialized)  # GCC gives false alarms in instrumented code, as in std::regex
endif()

# Without the build directory in the debug information, several build trees share one cache.
add_compile_options(-fdebug-prefix-map=${CMAKE_BINARY_DIR}=.)
find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Precompiled headers are cached too, if ccache may trust them.
  set(CMAKE_CXX_COMPILER_LAUNCHER env CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE_PROGRAM})
endif()

find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
  add_link_options(-fuse-ld=mold)
endif()

# What our own sources get in addition; code of others that is built along does not.
add_library(ranvier_sources INTERFACE)
target_include_directories(ranvier_sources INTERFACE "${PROJECT_SOURCE_DIR}/src")
target_compile_options(ranvier_sources INTERFACE
  -Wall -Wextra -Wpedantic -Wextra-semi -Wnon-virtual-dtor -Woverloaded-virtual
  -Wno-missing-field-initializers)  # designated initialisers leave fields at their defaults
if(RANVIER_ASSERTIONS)
  target_compile_definitions(ranvier_sources INTERFACE RANVIER_ASSERTIONS=1 _GLIBCXX_ASSERTIONS=1)
endif()
