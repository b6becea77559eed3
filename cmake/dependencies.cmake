# The libraries that Ranvier is built from. All are linked into it: none is needed where it runs.

find_package(Threads REQUIRED)
find_package(fmt 9 REQUIRED)
find_package(Eigen3 3.4 REQUIRED NO_MODULE)
set(ZLIB_USE_STATIC_LIBS ON)
# A bare "19" would refuse 19.1.7.
find_package(LLVM 19.1 REQUIRED CONFIG HINTS /usr/lib/llvm-19)

# Distributions ship fmt as a shared library; this builds its one source file into ours.
add_library(ranvier_fmt OBJECT "${PROJECT_SOURCE_DIR}/cmake/fmt_library.cpp")
target_include_directories(ranvier_fmt SYSTEM PUBLIC
  $<TARGET_PROPERTY:fmt::fmt,INTERFACE_INCLUDE_DIRECTORIES>)
target_compile_options(ranvier_fmt PRIVATE -fvisibility=hidden)

# LLVM's archives name zstd's shared library; its static form spares the user that file.
find_library(zstd_archive libzstd.a REQUIRED)
set_target_properties(zstd::libzstd_shared PROPERTIES
  IMPORTED_LOCATION "${zstd_archive}" IMPORTED_LOCATION_NONE "${zstd_archive}" IMPORTED_LOCATION_RELEASE "${zstd_archive}")

llvm_map_components_to_libnames(llvm_archives orcjit x86codegen x86asmparser passes)
add_library(ranvier_llvm INTERFACE)
target_include_directories(ranvier_llvm SYSTEM INTERFACE ${LLVM_INCLUDE_DIRS})
separate_arguments(llvm_definitions NATIVE_COMMAND ${LLVM_DEFINITIONS})
target_compile_options(ranvier_llvm INTERFACE ${llvm_definitions})
target_link_libraries(ranvier_llvm INTERFACE ${llvm_archives})
