#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>

#include "bindings.hpp"
#include <ranvier/model/neuron_group.hpp>

namespace ranvier::bindings {

namespace {

using namespace model;

/// Objects that a group carries, by the name of their event; they live as long as the group.
template <typename Objects>
nb::dict by_event(Objects& objects, const nb::handle& owner) {
  nb::dict found;
  for (auto& object : objects) {
    found[object.event().c_str()] = nb::cast(&object, nb::rv_policy::reference_internal, owner);
  }
  return found;
}

}  // namespace

void register_events(nb::module_& module) {
  nb::class_<Thresholder, NetworkObject>(module, "Thresholder",
                                         "Tests for which neurons an event happens.")
      .def_prop_ro("event", &Thresholder::event)
      .def_prop_ro("condition", [](const Thresholder& self) { return self.condition().source; });
  nb::class_<Resetter, NetworkObject>(module, "Resetter",
                                      "Runs statements for neurons with an event.")
      .def_prop_ro("event", &Resetter::event)
      .def_prop_ro("code", [](const Resetter& self) { return self.code().source; });
  auto group = nb::borrow<nb::class_<NeuronGroup, SpikeSource>>(module.attr("NeuronGroup"));
  group.def("set_compares_times", &NeuronGroup::set_compares_times)
      .def_prop_ro("thresholders",
                   [](NeuronGroup& self) { return by_event(self.thresholders(), nb::find(self)); })
      .def_prop_ro("resetters",
                   [](NeuronGroup& self) { return by_event(self.resetters(), nb::find(self)); })
      .def(
          "run_on_event",
          [](NeuronGroup& self, const std::string& event, const std::string& code,
             const std::string& when,
             std::optional<int> order) { self.run_on_event(event, code, when, order); },
          nb::arg("event"), nb::arg("code"), nb::arg("when"), nb::arg("order").none())
      .def("set_event_schedule", &NeuronGroup::set_event_schedule, nb::arg("event"),
           nb::arg("when"), nb::arg("order").none());
}

}  // namespace ranvier::bindings
