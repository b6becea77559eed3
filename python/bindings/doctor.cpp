#include <algorithm>

#include <fmt/format.h>
#include <nanobind/stl/map.h>
#include <nanobind/stl/set.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "bindings.hpp"
#include <ranvier/doctor/rule.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::bindings {

namespace {

/// Python counts characters, the core bytes of UTF-8.
std::size_t characters_before(const std::string& text, std::size_t byte) {
  const auto is_first = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(byte, text.size()));
  return static_cast<std::size_t>(std::count_if(text.begin(), end, is_first));
}

doctor::Level level_of(const std::string& name) {
  for (const auto level : {doctor::Level::error, doctor::Level::warning, doctor::Level::hint}) {
    if (doctor::to_string(level) == name) {
      return level;
    }
  }
  throw InternalError(fmt::format("findings have no level '{}'", name));
}

}  // namespace

void register_doctor(nb::module_& module) {
  module.def(
      "doctor_codes",
      [] {
        std::set<std::string> codes;  // some rules look at the model and at its run
        for (const auto* rule : doctor::rules()) {
          codes.emplace(rule->code());
        }
        for (const auto* rule : doctor::health_rules()) {
          codes.emplace(rule->code());
        }
        return std::vector(codes.begin(), codes.end());
      },
      "Codes of the mistakes that the doctor knows.");
  module.def("external_names", &doctor::external_names,
             "Names in the texts of a group whose values come from outside.");
  nb::class_<doctor::Place>(module, "Place", "A piece of text that has to do with a finding.")
      .def(
          "__init__",
          [](doctor::Place* self, std::string object, std::string where, std::string note,
             std::string file, int line, int column, std::string text, std::string label) {
            new (self) doctor::Place();
            self->object = std::move(object);
            self->where = std::move(where);
            self->note = std::move(note);
            self->location = {std::move(file), line, column, std::move(text), std::move(label)};
          },
          nb::kw_only(), nb::arg("object"), nb::arg("where"), nb::arg("note"), nb::arg("file"),
          nb::arg("line"), nb::arg("column"), nb::arg("text"), nb::arg("label"))
      .def_ro("object", &doctor::Place::object)
      .def_ro("where", &doctor::Place::where)
      .def_ro("source", &doctor::Place::source)
      .def_prop_ro(
          "begin",
          [](const doctor::Place& self) { return characters_before(self.source, self.span.begin); })
      .def_ro("constant", &doctor::Place::constant)
      .def_ro("before_creation", &doctor::Place::before_creation)
      .def_ro("note", &doctor::Place::note)
      .def_prop_ro("file", [](const doctor::Place& self) { return self.location.file; })
      .def_prop_ro("line", [](const doctor::Place& self) { return self.location.line; })
      .def_prop_ro("column", [](const doctor::Place& self) { return self.location.column; })
      .def_prop_ro("label", [](const doctor::Place& self) { return self.location.label; });
  nb::class_<doctor::Edit>(module, "Edit", "A change of the user's text that belongs to a fix.")
      .def_prop_ro("kind",
                   [](const doctor::Edit& self) {
                     switch (self.kind) {
                       case doctor::Edit::Kind::text:
                         return "text";
                       case doctor::Edit::Kind::argument:
                         return "argument";
                       case doctor::Edit::Kind::substitution:
                         return "substitution";
                       case doctor::Edit::Kind::before_creation:
                         break;
                     }
                     return "before_creation";
                   })
      .def_ro("object", &doctor::Edit::object)
      .def_ro("source", &doctor::Edit::source)
      .def_prop_ro(
          "begin",
          [](const doctor::Edit& self) { return characters_before(self.source, self.span.begin); })
      .def_prop_ro(
          "end",
          [](const doctor::Edit& self) { return characters_before(self.source, self.span.end); })
      .def_ro("argument", &doctor::Edit::argument)
      .def_ro("text", &doctor::Edit::text);
  nb::class_<doctor::Finding>(module, "Finding", "What the doctor found.")
      .def(
          "__init__",
          [](doctor::Finding* self, std::string code, const std::string& level, std::string object,
             std::string variable, std::string message, std::vector<doctor::Place> places,
             std::string why, std::string fix) {
            new (self) doctor::Finding();
            self->code = std::move(code);
            self->level = level_of(level);
            self->object = std::move(object);
            self->variable = std::move(variable);
            self->message = std::move(message);
            self->places = std::move(places);
            self->why = std::move(why);
            self->fix = std::move(fix);
          },
          nb::kw_only(), nb::arg("code"), nb::arg("level"), nb::arg("object"), nb::arg("variable"),
          nb::arg("message"), nb::arg("places"), nb::arg("why"), nb::arg("fix"),
          "What only the script shows; what the model shows is found by the rules.")
      .def_ro("code", &doctor::Finding::code)
      .def_prop_ro("level",
                   [](const doctor::Finding& self) { return doctor::to_string(self.level); })
      .def_ro("object", &doctor::Finding::object)
      .def_ro("variable", &doctor::Finding::variable)
      .def_ro("message", &doctor::Finding::message)
      .def_ro("places", &doctor::Finding::places)
      .def_ro("why", &doctor::Finding::why)
      .def_ro("fix", &doctor::Finding::fix)
      .def_ro("edits", &doctor::Finding::edits)
      .def_rw("related", &doctor::Finding::related)
      .def_ro("data", &doctor::Finding::data)
      .def("__str__", [](const doctor::Finding& self) { return doctor::render(self); })
      .def("__repr__", [](const doctor::Finding& self) {
        return fmt::format("<{} {} {}: {}>", self.code, doctor::to_string(self.level), self.object,
                           self.message);
      });
}

}  // namespace ranvier::bindings
