# C++ tests: tests/unit/<module>/ gives test_<module>; each other folder of *_test.cpp files gives test_<folder>.
# Python tests: one for each test_*.py file, if the extension module is built.
# The label says the kind: unit, golden, conformance, validation, python. ctest closes with the number of each.

find_package(GTest REQUIRED)
find_library(MPFR_LIBRARY mpfr REQUIRED)  # judges our elementary functions
find_library(GMP_LIBRARY gmp REQUIRED)
include(GoogleTest)
enable_testing()

# Their own code runs once, so it is not optimised; what they test is.
function(ranvier_compile_quickly target)
  if(CMAKE_BUILD_TYPE STREQUAL "RelWithDebInfo")
    target_compile_options(${target} PRIVATE -O0)
  endif()
endfunction()

# Headers of most tests, and of the tests of whole networks (cmake/precompiled_headers.cmake).
add_executable(test_headers EXCLUDE_FROM_ALL "${PROJECT_SOURCE_DIR}/cmake/headers.cpp")
target_link_libraries(test_headers PRIVATE ranvier_sources ranvier_fmt Threads::Threads GTest::gmock GTest::gtest_main)
ranvier_compile_quickly(test_headers)
ranvier_precompile(test_headers ${ranvier_common_headers} <gmock/gmock.h> <gtest/gtest.h>)
add_executable(network_test_headers EXCLUDE_FROM_ALL "${PROJECT_SOURCE_DIR}/cmake/headers.cpp")
ranvier_link_modules(network_test_headers ${ranvier_modules})
target_link_libraries(network_test_headers PRIVATE GTest::gmock GTest::gtest_main)
ranvier_compile_quickly(network_test_headers)
ranvier_precompile(network_test_headers ${ranvier_common_headers} <gmock/gmock.h> <gtest/gtest.h> <ranvier/ranvier.hpp>)

set(time_limit 300)
if(RANVIER_SANITIZE)
  set(time_limit 1800)  # instrumented code is many times slower
endif()

function(ranvier_add_test name folder)
  string(REGEX REPLACE "/.*" "" kind ${folder})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/tests/${folder}/*_test.cpp")
  if(NOT sources)
    return()
  endif()
  add_executable(test_${name} ${sources})
  ranvier_link_modules(test_${name} ${ARGN})
  target_link_libraries(test_${name} PRIVATE GTest::gmock GTest::gtest_main ${MPFR_LIBRARY} ${GMP_LIBRARY})
  target_include_directories(test_${name} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
  target_compile_definitions(test_${name} PRIVATE RANVIER_TESTS_DIR="${PROJECT_SOURCE_DIR}/tests")
  if("network" IN_LIST ARGN)
    ranvier_reuse_precompiled(test_${name} network_test_headers)
  else()
    ranvier_reuse_precompiled(test_${name} test_headers)
  endif()
  ranvier_compile_quickly(test_${name})
  ranvier_join_sources(test_${name} 4)
  gtest_discover_tests(test_${name} TEST_PREFIX ${name}. DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60
    PROPERTIES LABELS ${kind} TIMEOUT ${time_limit})
endfunction()

foreach(module IN LISTS ranvier_modules)
  set(modules ${module})
  if(module MATCHES "^(compiler|doctor)$")
    list(APPEND modules network)  # what they do shows in whole networks
  endif()
  ranvier_add_test(${module} unit/${module} ${modules})
endforeach()
# The tests of what is behind the wall around LLVM see LLVM.
target_include_directories(test_backend SYSTEM PRIVATE ${LLVM_INCLUDE_DIRS})
foreach(folder IN ITEMS api golden conformance validation fuzz)
  ranvier_add_test(${folder} ${folder} ${ranvier_modules})
endforeach()

# The pieces of C++ in the documentation, each a test.
if(TARGET test_api)
  find_package(Python 3.11 COMPONENTS Interpreter)
  if(NOT Python_FOUND)
    message(FATAL_ERROR "the tests of the documentation need Python: give Python_EXECUTABLE, or RANVIER_TESTS=OFF")
  endif()
  set(page "${PROJECT_SOURCE_DIR}/docs/cpp_api.md")
  set(snippets "${PROJECT_BINARY_DIR}/cpp_api_snippets.cpp")
  add_custom_command(OUTPUT "${snippets}"
    COMMAND "${Python_EXECUTABLE}" "${PROJECT_SOURCE_DIR}/tools/write_snippets.py" "${page}" "${snippets}"
    DEPENDS "${page}" "${PROJECT_SOURCE_DIR}/tools/write_snippets.py" VERBATIM)
  set_source_files_properties("${snippets}" PROPERTIES COMPILE_OPTIONS
    "-Wno-unused-variable;-Wno-unused-parameter;-Wno-unused-but-set-variable")
  target_sources(test_api PRIVATE "${snippets}")
endif()

if(TARGET test_validation)
  target_link_libraries(test_validation PRIVATE mpfr gmp)
endif()

# What Python itself leaves behind at its end is no leak of ours.
if(TARGET _core)
  set(environment "MPLBACKEND=Agg" "PYTHONPATH=${ranvier_python_path}")
  if(RANVIER_SANITIZE)
    set(runtimes "")
    set(libraries libstdc++.so.6)
    if(RANVIER_SANITIZE MATCHES "address")
      list(PREPEND libraries libasan.so)
    elseif(RANVIER_SANITIZE MATCHES "thread")
      list(PREPEND libraries libtsan.so)
    endif()
    foreach(library IN LISTS libraries)
      execute_process(COMMAND "${CMAKE_CXX_COMPILER}" "-print-file-name=${library}"
                      OUTPUT_VARIABLE file OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
      list(APPEND runtimes "${file}")
    endforeach()
    list(JOIN runtimes ":" runtimes)
    list(APPEND environment "LD_PRELOAD=${runtimes}" "ASAN_OPTIONS=detect_leaks=0" "UBSAN_OPTIONS=print_stacktrace=1")
  endif()
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}" "${PROJECT_SOURCE_DIR}/tests/test_*.py")
  foreach(file IN LISTS files)
    cmake_path(GET file STEM name)
    string(REGEX REPLACE "^test_" "" name ${name})
    add_test(NAME python.${name} COMMAND "${Python_EXECUTABLE}" -m pytest -q "${file}"
             WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
    set_tests_properties(python.${name} PROPERTIES LABELS python TIMEOUT 1800 ENVIRONMENT "${environment}")
  endforeach()
endif()
