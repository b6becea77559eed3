// Compiles nothing: its targets own precompiled headers (precompiled_headers.cmake).
