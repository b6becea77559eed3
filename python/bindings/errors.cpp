#include <nanobind/stl/string.h>

#include "bindings.hpp"
#include <ranvier/support/error.hpp>

namespace ranvier::bindings {

namespace {

/// Raises the Python exception that `ranvier.errors` gives for an error: `kind` says which sort,
/// `code` which one of it.
void raise(const char* kind, const std::string& code, const char* text) {
  const auto make = nb::module_::import_("ranvier.errors").attr("make_exception");
  const nb::object exception = make(kind, code, text);
  PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(exception.ptr())), exception.ptr());
}

const char* name_of(UsageError::Kind kind) {
  switch (kind) {
    case UsageError::Kind::value:
      return "value";
    case UsageError::Kind::type:
      return "type";
    case UsageError::Kind::index:
      return "index";
    case UsageError::Kind::key:
      return "key";
    case UsageError::Kind::attribute:
      return "attribute";
    case UsageError::Kind::runtime:
      return "runtime";
    case UsageError::Kind::not_implemented:
      return "not_implemented";
  }
  return "value";
}

void translate(const std::exception_ptr& pointer, void* /*payload*/) {
  try {
    std::rethrow_exception(pointer);
  } catch (const ModelError& error) {
    raise("model", error.code(), error.what());
  } catch (const UsageError& error) {
    raise("usage", name_of(error.kind()), error.what());
  } catch (const DimensionMismatchError& error) {
    raise("dimension", "", error.what());
  } catch (const NumericalError& error) {
    raise("numerical", "", error.what());
  } catch (const ResourceError& error) {
    raise("resource", error.kind() == ResourceError::Kind::memory ? "memory" : "file",
          error.what());
  } catch (const Interrupted& error) {
    raise("interrupted", "", error.what());
  } catch (const Error& error) {
    raise("internal", "", error.what());
  }
}

}  // namespace

void register_errors(nb::module_& /*module*/) {
  nb::register_exception_translator(translate, nullptr);
}

}  // namespace ranvier::bindings
