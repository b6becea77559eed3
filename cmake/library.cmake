# The library: libranvier.so, which is installed with its headers and a CMake package.

set(present "")
foreach(module IN LISTS ranvier_modules)
  if(TARGET ranvier_${module})
    list(APPEND present ${module})
  endif()
endforeach()
if(NOT present)
  return()
endif()
