#include <nanobind/stl/string.h>

#include "bindings.hpp"
#include <ranvier/backend/backend.hpp>
#include <ranvier/version.hpp>

NB_MODULE(_core, module) {
  using namespace ranvier::bindings;
  // The session of the process lives as long as the interpreter; that is no leak.
  nanobind::set_leak_warnings(false);
  module.doc() = "Ranvier's core; use the package `ranvier`.";
  module.attr("__version__") = RANVIER_VERSION;
  module.def("describe_target",
             [] { return ranvier::backend::describe_target(ranvier::backend::Target::native); });
  module.def("describe_compiler", &ranvier::backend::describe_compiler);
  register_errors(module);
  register_units(module);
  register_equations(module);
  register_methods(module);
  register_model(module);
  register_subgroups(module);
  register_events(module);
  register_functions(module);
  register_monitors(module);
  register_summaries(module);
  register_doctor(module);
  register_network(module);
}
