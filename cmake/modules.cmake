# One OBJECT library per module of src/ranvier/LAYERS. A module that has no source yet has no target.
#
# ranvier_link_modules(TARGET MODULE...) links the objects of these modules and of all below them.

set(ranvier_modules "")

add_library(ranvier_headers OBJECT EXCLUDE_FROM_ALL "${PROJECT_SOURCE_DIR}/cmake/headers.cpp")
target_link_libraries(ranvier_headers PRIVATE ranvier_sources ranvier_fmt Threads::Threads)
ranvier_precompile(ranvier_headers ${ranvier_common_headers})

# The modules and what each may use, from the same table that tools/check_layers.py enforces.
file(STRINGS "${PROJECT_SOURCE_DIR}/src/ranvier/LAYERS" layer_lines REGEX "^[a-z]+:")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/ranvier/LAYERS")

foreach(line IN LISTS layer_lines)
  string(REGEX MATCH "^([a-z]+):(.*)$" _ "${line}")
  set(module ${CMAKE_MATCH_1})
  string(REGEX MATCHALL "[a-z]+" uses "${CMAKE_MATCH_2}")
  set(closure ${module} ${uses})
  foreach(used IN LISTS uses)
    list(APPEND closure ${ranvier_${module}_closure} ${ranvier_${used}_closure})
  endforeach()
  list(REMOVE_DUPLICATES closure)
  set(ranvier_${module}_closure ${closure})
  list(APPEND ranvier_modules ${module})

  set(folder "${PROJECT_SOURCE_DIR}/src/ranvier/${module}")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${folder}/*.cpp")
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS "${folder}/*.hpp")
  set(walled ${sources})
  list(FILTER walled INCLUDE REGEX "/backend/llvm/")
  list(FILTER sources EXCLUDE REGEX "/backend/llvm/")
  list(FILTER headers EXCLUDE REGEX "/backend/llvm/")

  if(sources)
    add_library(ranvier_${module} OBJECT ${sources})
    target_link_libraries(ranvier_${module} PUBLIC ranvier_sources PRIVATE ranvier_fmt Threads::Threads)
    ranvier_reuse_precompiled(ranvier_${module} ranvier_headers)
    if("equations" IN_LIST closure OR module MATCHES "^(kernel|runtime)$")
      ranvier_join_sources(ranvier_${module} 3)
    endif()
    target_sources(ranvier_${module} PUBLIC FILE_SET HEADERS
      BASE_DIRS "${PROJECT_SOURCE_DIR}/src" FILES ${headers})
  endif()

  # Only these files see LLVM, and none of its names leaves them.
  if(walled)
    add_library(ranvier_backend_llvm OBJECT ${walled})
    target_link_libraries(ranvier_backend_llvm PRIVATE ranvier_sources ranvier_fmt ranvier_llvm Threads::Threads)
    target_compile_options(ranvier_backend_llvm PRIVATE -fvisibility=hidden)
    ranvier_join_sources(ranvier_backend_llvm 3)
  endif()
endforeach()

# Only these files see Eigen. Matrices are small: vectors would only cost time to compile.
get_target_property(eigen_directory Eigen3::Eigen INTERFACE_INCLUDE_DIRECTORIES)
foreach(file IN ITEMS matrix_exponential stability)
  set_source_files_properties("${PROJECT_SOURCE_DIR}/src/ranvier/integration/${file}.cpp" PROPERTIES
    COMPILE_OPTIONS "-isystem;${eigen_directory}" COMPILE_DEFINITIONS "EIGEN_MPL2_ONLY;EIGEN_DONT_VECTORIZE")
endforeach()

function(ranvier_link_modules target)
  set(closure "")
  foreach(module IN LISTS ARGN)
    list(APPEND closure ${ranvier_${module}_closure})
  endforeach()
  list(REMOVE_DUPLICATES closure)
  target_link_libraries(${target} PRIVATE ranvier_sources ranvier_fmt Threads::Threads)
  foreach(module IN LISTS closure)
    if(TARGET ranvier_${module})
      target_link_libraries(${target} PRIVATE ranvier_${module})
    endif()
  endforeach()
  if("backend" IN_LIST closure AND TARGET ranvier_backend_llvm)
    target_link_libraries(${target} PRIVATE ranvier_backend_llvm $<LINK_ONLY:ranvier_llvm>)
    target_link_options(${target} PRIVATE LINKER:--exclude-libs,ALL)
  endif()
endfunction()
