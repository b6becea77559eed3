#include <nanobind/stl/array.h>
#include <nanobind/stl/map.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/variant.h>
#include <nanobind/stl/vector.h>

#include "bindings.hpp"
#include <ranvier/model/monitors.hpp>

namespace ranvier::bindings {

namespace {

using RecordedRow = std::tuple<std::string, Exponents, std::string>;

std::vector<RecordedRow> rows_of(const std::deque<model::RecordedVariable>& variables) {
  std::vector<RecordedRow> rows;
  for (const auto& variable : variables) {
    rows.emplace_back(variable.name, variable.dimension.exponents(),
                      name_of(variable.values.type()));
  }
  return rows;
}

template <typename Monitor>
nb::tuple binned_rate(const Monitor& monitor, const units::Quantity& bin_size) {
  auto binned = monitor.binned_rate(bin_size);
  return nb::make_tuple(to_numpy(std::move(binned.starts)), to_numpy(std::move(binned.rates)));
}

/// @param window  a name or weights
/// @param log     called with level, name, text, and whether the message is for once
template <typename Monitor>
nb::object smooth_rate(const Monitor& monitor, const std::variant<std::string, Doubles>& window,
                       const std::optional<units::Quantity>& width, const nb::object& log) {
  const auto* name = std::get_if<std::string>(&window);
  const auto chosen = name != nullptr
                          ? model::SmoothingWindow(*name, width)
                          : model::SmoothingWindow::of(to_vector(std::get<Doubles>(window)));
  return nb::cast(to_numpy(monitor.smooth_rate(chosen, [&log](const LogMessage& message) {
    log("INFO", message.name, message.text, message.once);
  })));
}

}  // namespace

void register_monitors(nb::module_& module) {
  using namespace model;
  nb::class_<EventMonitor, NetworkObject>(module, "EventMonitor")
      .def(
          "__init__",
          [](EventMonitor* self, SpikeSource& source, const std::string& event,
             std::vector<std::string> variables, bool record, std::optional<std::string> when,
             std::optional<int> order, const std::string& name) {
            new (self) EventMonitor(source, event,
                                    {std::move(variables), record, std::move(when), order, name});
          },
          nb::arg("source"), nb::arg("event"), nb::arg("variables"), nb::arg("record"),
          nb::arg("when").none(), nb::arg("order").none(), nb::arg("name"), nb::keep_alive<1, 2>())
      .def_prop_ro("event", &EventMonitor::event)
      .def_prop_ro("num_events", &EventMonitor::num_events)
      .def_prop_ro(
          "i", [](const EventMonitor& self) { return to_numpy(self.i()); }, nb::rv_policy::move)
      .def_prop_ro(
          "t", [](const EventMonitor& self) { return to_numpy(self.t()); }, nb::rv_policy::move)
      .def_prop_ro(
          "count", [](const EventMonitor& self) { return to_numpy(self.count()); },
          nb::rv_policy::move)
      .def_prop_ro(
          "variables", [](const EventMonitor& self) { return rows_of(self.variables()); },
          "(name, exponents, dtype) of every recorded variable")
      .def("values",
           [](const EventMonitor& self, const std::string& name) { return to_numpy(self[name]); })
      .def("binned_rate", &binned_rate<EventMonitor>, "(starts, rates row by row)")
      .def("smooth_rate", &smooth_rate<EventMonitor>, nb::arg("window"), nb::arg("width").none(),
           nb::arg("log"), "row by row");
  nb::class_<SpikeMonitor, EventMonitor>(module, "SpikeMonitor")
      .def(
          "__init__",
          [](SpikeMonitor* self, SpikeSource& source, std::vector<std::string> variables,
             bool record, std::optional<std::string> when, std::optional<int> order,
             const std::string& name) {
            new (self)
                SpikeMonitor(source, {std::move(variables), record, std::move(when), order, name});
          },
          nb::arg("source"), nb::arg("variables"), nb::arg("record"), nb::arg("when").none(),
          nb::arg("order").none(), nb::arg("name"), nb::keep_alive<1, 2>());
  nb::class_<StateMonitor, NetworkObject>(module, "StateMonitor")
      .def(
          "__init__",
          [](StateMonitor* self, Group& source, const std::vector<std::string>& variables,
             const nb::object& record, std::optional<units::Quantity> dt, state::Clock* clock,
             const std::string& when, int order, const std::string& name,
             const std::map<std::string, std::string>& dtype) {
            StateMonitorOptions options;
            if (!record.is_none()) {
              options.record = to_vector(nb::cast<Integers>(record));
            }
            options.clock = {dt, clock};
            options.when = when;
            options.order = order;
            options.name = name;
            for (const auto& [variable, type] : dtype) {
              if (variable.empty()) {
                options.real = type_called(type);
              } else {
                options.of[variable] = type_called(type);
              }
            }
            new (self) StateMonitor(source, variables, std::move(options));
          },
          nb::arg("source"), nb::arg("variables"), nb::arg("record").none(), nb::arg("dt").none(),
          nb::arg("clock").none(), nb::arg("when"), nb::arg("order"), nb::arg("name"),
          nb::arg("dtype"), nb::keep_alive<1, 2>())
      .def_prop_ro(
          "variables", [](const StateMonitor& self) { return rows_of(self.variables()); },
          "(name, exponents, dtype) of every recorded variable")
      .def_prop_ro(
          "record", [](const StateMonitor& self) { return to_numpy(self.record()); },
          nb::rv_policy::move)
      .def_prop_ro(
          "t", [](const StateMonitor& self) { return to_numpy(self.t()); }, nb::rv_policy::move)
      .def(
          "values",
          [](const StateMonitor& self, const std::string& name) {
            auto values = self.values(name);
            const auto rows = self.record().size();
            const auto columns = rows == 0 ? self.t().size() : values.size() / rows;
            return to_numpy(std::move(values), {rows, columns});
          },
          "Values in SI units, (n_recorded, n_times).");
  nb::class_<PopulationRateMonitor, NetworkObject>(module, "PopulationRateMonitor")
      .def(
          "__init__",
          [](PopulationRateMonitor* self, SpikeSource& source, const std::string& when, int order,
             const std::string& name) {
            new (self) PopulationRateMonitor(source, {when, order, name});
          },
          nb::keep_alive<1, 2>())
      .def_prop_ro(
          "t", [](const PopulationRateMonitor& self) { return to_numpy(self.t()); },
          nb::rv_policy::move)
      .def_prop_ro(
          "rate", [](const PopulationRateMonitor& self) { return to_numpy(self.rate()); },
          nb::rv_policy::move)
      .def("binned_rate", &binned_rate<PopulationRateMonitor>, "(starts, rates)")
      .def("smooth_rate", &smooth_rate<PopulationRateMonitor>, nb::arg("window"),
           nb::arg("width").none(), nb::arg("log"));
}

}  // namespace ranvier::bindings
