#include <nanobind/stl/array.h>
#include <nanobind/stl/map.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/variant.h>
#include <nanobind/stl/vector.h>

#include "bindings.hpp"
#include "selection.hpp"
#include <ranvier/model/inputs.hpp>
#include <ranvier/model/neuron_group.hpp>
#include <ranvier/model/scheduled_part.hpp>
#include <ranvier/model/synapses.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::bindings {

namespace {

using namespace model;

/// Names of types: that of real variables under "", those of single variables under their names.
using Types = std::map<std::string, std::string>;

StorageTypes to_storage_types(const Types& names) {
  StorageTypes types;
  for (const auto& [variable, name] : names) {
    (variable.empty() ? types.real : types.of[variable]) = type_called(name);
  }
  return types;
}

void bind_objects(nb::module_& module) {
  nb::class_<state::Clock>(module, "Clock", "Counts steps of dt.")
      .def(nb::init<std::string, double>())
      .def("__init__",
           [](state::Clock* self, std::string name, std::vector<double> times) {
             new (self) state::Clock(std::move(name), state::EventTimes{std::move(times)});
           })
      .def_prop_ro("name", &state::Clock::name)
      .def_prop_ro("has_dt", &state::Clock::has_dt)
      .def_prop_rw("dt", &state::Clock::dt, &state::Clock::set_dt)
      .def_prop_ro("step", &state::Clock::step)
      .def_prop_ro("t", &state::Clock::t)
      .def_prop_ro(
          "times",
          [](const state::Clock& self) {
            return to_numpy(std::vector<double>(self.times().begin(), self.times().end()));
          },
          nb::rv_policy::move)
      .def_prop_ro("end_step", &state::Clock::end_step)
      .def_prop_ro("counts_beyond_precision",
                   [](const state::Clock& self) {
                     return self.has_dt() && self.end_step() > state::max_precise_step;
                   })
      .def("many_steps_text",
           [](const state::Clock& self, double end) {
             return state::many_steps_text(self.name(), end, self.dt());
           })
      .def("set_interval", &state::Clock::set_interval)
      .def("advance", &state::Clock::advance)
      .def("is_at_time_of", &state::Clock::is_at_time_of)
      .def("reset", &state::Clock::reset);
  nb::class_<NetworkObject>(module, "NetworkObject")
      .def_prop_ro("name", &NetworkObject::name)
      .def_prop_rw("when", &NetworkObject::when, &NetworkObject::set_when)
      .def_prop_rw("order", &NetworkObject::order, &NetworkObject::set_order)
      .def_prop_rw("active", &NetworkObject::is_active, &NetworkObject::set_active)
      .def_prop_ro("clock", &NetworkObject::clock, nb::rv_policy::reference)
      .def_prop_ro("description", &NetworkObject::description)
      .def_prop_ro(
          "parts",
          [](NetworkObject& self) {
            using Row = std::tuple<std::string, std::string, std::string, int, bool>;
            std::vector<Row> rows;
            for (const auto& part : scheduled_parts(self)) {
              rows.emplace_back(part.name, part.class_name, part.when, part.order, part.is_active);
            }
            return rows;
          },
          "(name, class, when, order, is_active) of what the object does in a step");
  nb::class_<RunRegularly, NetworkObject>(module, "RunRegularly");
}

void bind_groups(nb::module_& module) {
  nb::class_<Group, NetworkObject>(module, "Group")
      .def_prop_ro("size", &Group::size)
      .def_prop_ro("model", [](const Group& group) { return group.equations(); })
      .def("set_method", &Group::set_method)
      .def("set_constants_at_creation",
           [](model::Group& group, const nb::dict& constants) {
             group.set_constants_at_creation(to_constants(constants));
           })
      .def("set_constants",
           [](Group& group, const nb::dict& constants) {
             group.set_constants(to_constants(constants));
           })
      .def_prop_ro(
          "variables",
          [](const Group& group) {
            using Row = std::tuple<std::string, Exponents, std::string, bool, bool>;
            std::vector<Row> rows;
            for (const auto& variable : group.state().variables()) {
              rows.emplace_back(variable.name, variable.dimension.exponents(),
                                name_of(variable.values.type()), variable.is_shared,
                                variable.is_read_only);
            }
            return rows;
          },
          "(name, exponents, dtype, is_shared, is_read_only) of every stored variable")
      .def(
          "values",
          [](const Group& group, const std::string& variable) {
            return to_numpy(group.values_of(variable));
          },
          "Copies of the values in SI units, in the user's numbering.")
      .def(
          "link",
          [](Group& group, const std::string& variable, Group& source,
             const std::string& source_variable, const nb::object& index) {
            LinkIndex which;
            if (nb::isinstance<nb::str>(index)) {
              which = nb::cast<std::string>(index);
            } else if (!index.is_none()) {
              which = to_vector(nb::cast<Integers>(index));
            }
            group.link(variable, source, source_variable, std::move(which));
          },
          nb::arg("variable"), nb::arg("source"), nb::arg("source_variable"),
          nb::arg("index").none(), nb::keep_alive<1, 3>())
      .def("link_is_one_value",
           [](const Group& group, const std::string& variable) {
             return group.link_of(variable).is_one_value();
           })
      .def(
          "assign_text",
          [](Group& group, const std::string& variable, const std::string& text,
             const nb::object& selection, const nb::object& lookup, bool is_in_si) {
            group.record(Assignment{variable, text, to_selection(selection), to_namespace(lookup),
                                    nullptr, is_in_si});
          },
          nb::arg("variable"), nb::arg("text"), nb::arg("selection").none(),
          nb::arg("lookup").none(), nb::arg("is_in_si"))
      .def(
          "assign_values",
          [](Group& group, const std::string& variable, const Doubles& numbers,
             const Exponents& exponents, bool fits_every_dimension, const nb::object& selection,
             const nb::object& lookup) {
            group.record(Assignment{
                variable,
                Values{to_vector(numbers), units::Dimension(exponents), fits_every_dimension},
                to_selection(selection), to_namespace(lookup)});
          },
          nb::arg("variable"), nb::arg("numbers"), nb::arg("exponents"),
          nb::arg("fits_every_dimension"), nb::arg("selection").none(), nb::arg("lookup").none())
      .def(
          "run_regularly",
          [](Group& group, const std::string& code, std::optional<units::Quantity> dt,
             state::Clock* clock, const std::string& when, int order,
             const std::string& name) -> RunRegularly& {
            return group.run_regularly(code, {dt, clock}, when, order, name);
          },
          nb::arg("code"), nb::arg("dt").none(), nb::arg("clock").none(), nb::arg("when"),
          nb::arg("order"), nb::arg("name"), nb::rv_policy::reference_internal);
  nb::class_<SpikeSource, Group>(module, "SpikeSource")
      .def_prop_ro("emits_spikes", &SpikeSource::emits_spikes);
  nb::class_<NeuronGroup, SpikeSource>(module, "NeuronGroup")
      .def(
          "__init__",
          [](NeuronGroup* self, std::int64_t size, const equations::Equations& model,
             const MethodSelection& method, std::optional<std::string> threshold,
             std::optional<std::string> reset,
             std::variant<std::monostate, units::Quantity, std::string> refractory,
             const nb::dict& constants, std::optional<units::Quantity> dt, state::Clock* clock,
             int order, const std::string& name, std::map<std::string, std::string> events,
             const Types& dtype) {
            new (self) NeuronGroup(size, model,
                                   {method,
                                    std::move(threshold),
                                    std::move(reset),
                                    std::move(refractory),
                                    to_constants(constants),
                                    {dt, clock},
                                    order,
                                    name,
                                    std::move(events),
                                    to_storage_types(dtype)});
          },
          nb::arg("size"), nb::arg("model"), nb::arg("method"), nb::arg("threshold").none(),
          nb::arg("reset").none(), nb::arg("refractory").none(), nb::arg("constants"),
          nb::arg("dt").none(), nb::arg("clock").none(), nb::arg("order"), nb::arg("name"),
          nb::arg("events"), nb::arg("dtype"));
}

void bind_synapses(nb::module_& module) {
  nb::class_<SynapticPathway, NetworkObject>(module, "SynapticPathway")
      .def_prop_ro("pathway", &SynapticPathway::pathway)
      .def_prop_ro("end",
                   [](const SynapticPathway& pathway) {
                     return pathway.end() == SynapseEnd::source ? "pre" : "post";
                   })
      .def_prop_ro("event", &SynapticPathway::event)
      .def_prop_ro("code", [](const SynapticPathway& pathway) { return pathway.code().source; })
      .def_prop_ro("has_one_delay", &SynapticPathway::has_one_delay)
      .def_prop_ro("delay_variable", &SynapticPathway::delay_variable);
  nb::class_<Synapses, Group>(module, "Synapses")
      .def(
          "__init__",
          [](Synapses* self, Group& source, Group& target, const equations::Equations& model,
             const PathwayTexts& on_pre, const PathwayTexts& on_post, const PathwayDelays& delay,
             const PathwayEvents& on_event, const MethodSelection& method,
             const nb::dict& constants, std::optional<units::Quantity> dt, state::Clock* clock,
             int order, const std::string& name, const std::string& multisynaptic_index,
             const Types& dtype) {
            new (self) Synapses(source, target, model,
                                {on_pre,
                                 on_post,
                                 delay,
                                 on_event,
                                 method,
                                 to_constants(constants),
                                 {dt, clock},
                                 order,
                                 name,
                                 multisynaptic_index,
                                 to_storage_types(dtype)});
          },
          nb::arg("source"), nb::arg("target"), nb::arg("model"), nb::arg("on_pre").none(),
          nb::arg("on_post").none(), nb::arg("delay").none(), nb::arg("on_event"),
          nb::arg("method"), nb::arg("constants"), nb::arg("dt").none(), nb::arg("clock").none(),
          nb::arg("order"), nb::arg("name"), nb::arg("multisynaptic_index"), nb::arg("dtype"),
          nb::keep_alive<1, 2>(), nb::keep_alive<1, 3>())
      .def(
          "connect_rule",
          [](Synapses& self, const std::string& condition,
             const std::variant<double, std::string>& p, const std::string& i_generator,
             const std::string& j_generator, const std::variant<std::int64_t, std::string>& n,
             bool skip_if_invalid, const nb::object& lookup) {
            ConnectRule rule;
            rule.condition = condition;
            rule.p = p;
            rule.source_generator = i_generator;
            rule.target_generator = j_generator;
            rule.n = n;
            rule.skip_if_invalid = skip_if_invalid;
            rule.names = to_namespace(lookup);
            self.record(std::move(rule));
          },
          nb::arg("condition"), nb::arg("p"), nb::arg("i_generator"), nb::arg("j_generator"),
          nb::arg("n"), nb::arg("skip_if_invalid"), nb::arg("lookup").none())
      .def("connect_arrays",
           [](Synapses& self, const Integers& i, const Integers& j, double p, std::int64_t n) {
             ConnectRule rule;
             rule.by_arrays = true;
             rule.sources = to_vector(i);
             rule.targets = to_vector(j);
             rule.p = p;
             rule.n = n;
             self.record(std::move(rule));
           })
      .def_prop_ro("is_connected", &Synapses::is_connected)
      .def_prop_ro(
          "incoming", [](const Synapses& self) { return to_numpy(self.incoming_of_each()); },
          nb::rv_policy::move)
      .def_prop_ro(
          "outgoing", [](const Synapses& self) { return to_numpy(self.outgoing_of_each()); },
          nb::rv_policy::move)
      .def_prop_ro(
          "i", [](const Synapses& self) { return to_numpy(self.created_sources()); },
          nb::rv_policy::move)
      .def_prop_ro(
          "j", [](const Synapses& self) { return to_numpy(self.created_targets()); },
          nb::rv_policy::move)
      .def_prop_ro("pathways", [](Synapses& self) {
        nb::list pathways;
        for (auto& pathway : self.pathways()) {
          pathways.append(nb::cast(&pathway, nb::rv_policy::reference_internal, nb::find(self)));
        }
        return pathways;
      });
}

void bind_inputs(nb::module_& module) {
  nb::class_<PoissonGroup, SpikeSource>(module, "PoissonGroup")
      .def(
          "__init__",
          [](PoissonGroup* self, std::int64_t size, const std::variant<std::string, Doubles>& rates,
             const nb::dict& constants, std::optional<units::Quantity> dt, state::Clock* clock,
             int order, const std::string& name) {
            PoissonGroupOptions options{to_constants(constants), {dt, clock}, order, name};
            if (const auto* text = std::get_if<std::string>(&rates)) {
              new (self) PoissonGroup(size, *text, std::move(options));
            } else {
              new (self)
                  PoissonGroup(size, to_vector(std::get<Doubles>(rates)), std::move(options));
            }
          },
          nb::arg("size"), nb::arg("rates"), nb::arg("constants"), nb::arg("dt").none(),
          nb::arg("clock").none(), nb::arg("order"), nb::arg("name"));
  nb::class_<PoissonInput, NetworkObject>(module, "PoissonInput")
      .def(
          "__init__",
          [](PoissonInput* self, Group& target, const std::string& variable, std::int64_t n,
             const units::Quantity& rate, const std::variant<units::Quantity, std::string>& weight,
             const std::string& when, int order, const std::string& name) {
            new (self) PoissonInput(target, variable, n, rate, weight, {when, order, name});
          },
          nb::keep_alive<1, 2>());
  nb::class_<SpikeGeneratorGroup, SpikeSource>(module, "SpikeGeneratorGroup")
      .def(
          "__init__",
          [](SpikeGeneratorGroup* self, std::int64_t size, const Integers& indices,
             const Doubles& times, const units::Quantity& period, std::optional<units::Quantity> dt,
             state::Clock* clock, int order, const std::string& name) {
            new (self) SpikeGeneratorGroup(size, to_vector(indices), to_vector(times),
                                           {period, {dt, clock}, order, name});
          },
          nb::arg("size"), nb::arg("indices"), nb::arg("times"), nb::arg("period"),
          nb::arg("dt").none(), nb::arg("clock").none(), nb::arg("order"), nb::arg("name"))
      .def("set_spikes",
           [](SpikeGeneratorGroup& self, const Integers& indices, const Doubles& times,
              double period) { self.set_spikes(to_vector(indices), to_vector(times), period); })
      .def_prop_ro(
          "indices", [](const SpikeGeneratorGroup& self) { return to_numpy(self.indices()); },
          nb::rv_policy::move)
      .def_prop_ro(
          "times", [](const SpikeGeneratorGroup& self) { return to_numpy(self.times()); },
          nb::rv_policy::move)
      .def_prop_ro("period", &SpikeGeneratorGroup::period);
}

}  // namespace

void register_model(nb::module_& module) {
  bind_objects(module);
  bind_groups(module);
  bind_synapses(module);
  bind_inputs(module);
}

}  // namespace ranvier::bindings
