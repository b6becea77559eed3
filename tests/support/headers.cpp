// Compiles nothing: the target test_headers owns the precompiled headers of the tests (cmake/tests.cmake).
