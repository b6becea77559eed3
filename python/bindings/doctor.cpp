#include <fmt/format.h>
#include <nanobind/stl/map.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "bindings.hpp"
#include <ranvier/doctor/rule.hpp>

namespace ranvier::bindings {

void register_doctor(nb::module_& module) {
  module.def(
      "doctor_codes",
      [] {
        std::vector<std::string> codes;
        for (const auto* rule : doctor::rules()) {
          codes.emplace_back(rule->code());
        }
        return codes;
      },
      "Codes of the mistakes that the doctor knows.");
  nb::class_<doctor::Place>(module, "Place", "A piece of text that has to do with a finding.")
      .def_ro("where", &doctor::Place::where)
      .def_ro("source", &doctor::Place::source)
      .def_ro("note", &doctor::Place::note);
  nb::class_<doctor::Finding>(module, "Finding", "What the doctor found.")
      .def_ro("code", &doctor::Finding::code)
      .def_prop_ro("level",
                   [](const doctor::Finding& self) { return doctor::to_string(self.level); })
      .def_ro("object", &doctor::Finding::object)
      .def_ro("variable", &doctor::Finding::variable)
      .def_ro("message", &doctor::Finding::message)
      .def_ro("places", &doctor::Finding::places)
      .def_ro("why", &doctor::Finding::why)
      .def_ro("fix", &doctor::Finding::fix)
      .def_ro("related", &doctor::Finding::related)
      .def_ro("data", &doctor::Finding::data)
      .def("__str__", [](const doctor::Finding& self) { return doctor::render(self); })
      .def("__repr__", [](const doctor::Finding& self) {
        return fmt::format("<{} {} {}: {}>", self.code, doctor::to_string(self.level), self.object,
                           self.message);
      });
}

}  // namespace ranvier::bindings
