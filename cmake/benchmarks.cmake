# C++ benchmarks: benchmarks/micro/*.cpp, one program, on Google Benchmark.

file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/benchmarks/micro/*.cpp")
if(sources)
  find_package(benchmark REQUIRED)

  # What a person would write in plain C++, in the best scalar form that the compiler makes of it.
  file(GLOB references CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/benchmarks/reference/*.cpp")
  add_library(ranvier_reference_loops OBJECT EXCLUDE_FROM_ALL ${references})
  target_include_directories(ranvier_reference_loops PRIVATE "${PROJECT_SOURCE_DIR}/src")
  target_compile_options(ranvier_reference_loops PRIVATE
    -O3 -march=native -fno-tree-vectorize -ffp-contract=fast)

  add_executable(ranvier_benchmarks EXCLUDE_FROM_ALL ${sources})
  target_include_directories(ranvier_benchmarks PRIVATE "${PROJECT_SOURCE_DIR}/benchmarks")
  ranvier_link_modules(ranvier_benchmarks ${ranvier_modules})
  target_link_libraries(ranvier_benchmarks PRIVATE
    ranvier_reference_loops benchmark::benchmark benchmark::benchmark_main)
endif()
