# The extension module ranvier._core: the whole core and LLVM in one file, which needs neither LLVM nor a compiler to run.
#
# In a checkout it is built into python/ranvier/, beside the Python files, so that the checkout is importable. With
# sanitizers it is built into python/ranvier/ of the build tree, beside links to the Python files.

find_package(Python 3.11 REQUIRED COMPONENTS Interpreter Development.Module)
execute_process(COMMAND "${Python_EXECUTABLE}" -m nanobind --cmake_dir
                OUTPUT_VARIABLE nanobind_ROOT OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
find_package(nanobind CONFIG REQUIRED)

file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/python/bindings/*.cpp")
if(NOT sources)
  return()
endif()
nanobind_add_module(_core NB_STATIC NB_DOMAIN ranvier NOMINSIZE NOSTRIP ${sources})
ranvier_link_modules(_core ${ranvier_modules})
target_link_options(_core PRIVATE "LINKER:--version-script=${PROJECT_SOURCE_DIR}/cmake/extension.map")
if(NOT RANVIER_SANITIZE)  # a sanitizer watches the exceptions of the shared library
  target_link_options(_core PRIVATE -static-libstdc++ -static-libgcc)
endif()
set_target_properties(_core PROPERTIES LINK_DEPENDS "${PROJECT_SOURCE_DIR}/cmake/extension.map")
set(ranvier_python_path "${PROJECT_SOURCE_DIR}/python")
if(RANVIER_SANITIZE)
  set(ranvier_python_path "${PROJECT_BINARY_DIR}/python")
  file(GLOB entries CONFIGURE_DEPENDS LIST_DIRECTORIES true "${PROJECT_SOURCE_DIR}/python/ranvier/*")
  list(FILTER entries EXCLUDE REGEX "\\.so$|__pycache__")
  file(MAKE_DIRECTORY "${ranvier_python_path}/ranvier")
  foreach(entry IN LISTS entries)
    cmake_path(GET entry FILENAME name)
    file(CREATE_LINK "${entry}" "${ranvier_python_path}/ranvier/${name}" SYMBOLIC)
  endforeach()
endif()
if(NOT SKBUILD)
  set_target_properties(_core PROPERTIES LIBRARY_OUTPUT_DIRECTORY "${ranvier_python_path}/ranvier")
endif()
install(TARGETS _core LIBRARY DESTINATION ranvier COMPONENT python EXCLUDE_FROM_ALL)
