#include <nanobind/stl/string.h>

#include "bindings.hpp"
#include <ranvier/model/subgroup.hpp>

namespace ranvier::bindings {

void register_subgroups(nb::module_& module) {
  using namespace model;
  nb::class_<Subgroup, SpikeSource>(module, "Subgroup", "A part of a group.")
      .def(
          "__init__",
          [](Subgroup* self, SpikeSource& group, std::int64_t begin, std::int64_t end,
             const std::string& name) { new (self) Subgroup(group, begin, end, name); },
          nb::arg("group"), nb::arg("begin"), nb::arg("end"), nb::arg("name"),
          nb::keep_alive<1, 2>())
      .def(
          "__init__",
          [](Subgroup* self, SpikeSource& group, const Integers& elements,
             const std::string& name) { new (self) Subgroup(group, to_vector(elements), name); },
          nb::arg("group"), nb::arg("elements"), nb::arg("name"), nb::keep_alive<1, 2>())
      .def_prop_ro(
          "elements",
          [](const Subgroup& self) {
            std::vector<std::int64_t> elements;
            for (std::int64_t k = 0; k < self.size(); ++k) {
              elements.push_back(self.members()->element(k));
            }
            return to_numpy(std::move(elements));
          },
          nb::rv_policy::move, "Numbers of the members in the whole group.");
}

}  // namespace ranvier::bindings
