# Files whose cost is the headers they read, most modules and all tests, are compiled a few at a time: a full build takes
# two thirds of the time, and one changed file still builds within seconds. Each file has names of its own, so it compiles
# alone as well; clang-tidy and editors want it so: RANVIER_JOINED_SOURCES=OFF (preset lint).

option(RANVIER_JOINED_SOURCES "Compile files of most modules, and tests, a few at a time" ON)

function(ranvier_join_sources target at_a_time)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ${RANVIER_JOINED_SOURCES} UNITY_BUILD_BATCH_SIZE ${at_a_time})
endfunction()
