# C++ benchmarks: benchmarks/micro/*.cpp, one program, on Google Benchmark.

file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/benchmarks/micro/*.cpp")
if(sources)
  find_package(benchmark REQUIRED)
  add_executable(ranvier_benchmarks EXCLUDE_FROM_ALL ${sources})
  ranvier_link_modules(ranvier_benchmarks ${ranvier_modules})
  target_link_libraries(ranvier_benchmarks PRIVATE benchmark::benchmark)
endif()
