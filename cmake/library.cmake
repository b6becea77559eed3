# libranvier.so, installed with its headers and a CMake package. LLVM and fmt are hidden in it: a consumer needs neither.

include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

file(GLOB_RECURSE headers CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/ranvier/*.hpp")
list(FILTER headers EXCLUDE REGEX "/backend/llvm/")

add_library(ranvier SHARED)
add_library(ranvier::ranvier ALIAS ranvier)
ranvier_link_modules(ranvier ${ranvier_modules})
target_compile_features(ranvier PUBLIC cxx_std_20)
if(RANVIER_ASSERTIONS)
  target_compile_definitions(ranvier PUBLIC RANVIER_ASSERTIONS=1)
endif()
target_sources(ranvier PUBLIC FILE_SET HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}/src" FILES ${headers})
target_link_options(ranvier PRIVATE "LINKER:--version-script=${PROJECT_SOURCE_DIR}/cmake/libranvier.map")
set_target_properties(ranvier PROPERTIES
  LINKER_LANGUAGE CXX VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR}
  LINK_DEPENDS "${PROJECT_SOURCE_DIR}/cmake/libranvier.map" VERIFY_INTERFACE_HEADER_SETS OFF)

set(package_directory "${CMAKE_INSTALL_LIBDIR}/cmake/ranvier")
install(TARGETS ranvier EXPORT ranvier-targets COMPONENT library FILE_SET HEADERS COMPONENT library)
install(EXPORT ranvier-targets NAMESPACE ranvier:: DESTINATION "${package_directory}" COMPONENT library)
configure_package_config_file(cmake/ranvier-config.cmake.in ranvier-config.cmake
  INSTALL_DESTINATION "${package_directory}")
write_basic_package_version_file(ranvier-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/ranvier-config.cmake" "${PROJECT_BINARY_DIR}/ranvier-config-version.cmake"
  DESTINATION "${package_directory}" COMPONENT library)
