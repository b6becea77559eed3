#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/variant.h>
#include <nanobind/stl/vector.h>

#include "bindings.hpp"
#include <ranvier/integration/explicit_scheme.hpp>
#include <ranvier/integration/noise.hpp>
#include <ranvier/model/group.hpp>

namespace ranvier::bindings {

namespace {

using integration::NoiseKind;
using model::SchemeText;

NoiseKind to_noise_kind(SchemeText::Noise noise) {
  switch (noise) {
    case SchemeText::Noise::none:
      return NoiseKind::none;
    case SchemeText::Noise::additive:
      return NoiseKind::additive;
    case SchemeText::Noise::multiplicative:
      break;
  }
  return NoiseKind::multiplicative;
}

integration::DifferentialSystem to_system(const equations::Equations& equations) {
  return integration::differential_system(equations, "Equations");
}

}  // namespace

void register_methods(nb::module_& module) {
  nb::class_<SchemeText> scheme(module, "SchemeText", "An explicit scheme of the user's own.");
  nb::enum_<SchemeText::Noise>(scheme, "Noise")
      .value("none", SchemeText::Noise::none)
      .value("additive", SchemeText::Noise::additive)
      .value("multiplicative", SchemeText::Noise::multiplicative);
  scheme
      .def(
          "__init__",
          [](SchemeText* self, const std::string& description, SchemeText::Noise noise,
             const std::string& name) {
            integration::parse_scheme(description);  // reports mistakes where they are made
            new (self) SchemeText{description, noise, false, name};
          },
          nb::arg("description"), nb::arg("noise"), nb::arg("name"))
      .def_ro("name", &SchemeText::name);
  nb::class_<model::StepCode>(module, "StepCode", "The statements of one step.")
      .def(nb::init<std::string>(), nb::arg("code"));
  nb::class_<model::MethodSelection>(module, "MethodSelection", "Methods to try, in order.")
      .def(
          "__init__",
          [](model::MethodSelection* self, const std::vector<model::Method>& candidates,
             bool is_list, std::vector<std::string> options) {
            new (self) model::MethodSelection(
                model::MethodSelection::make(candidates, is_list, std::move(options)));
          },
          nb::arg("candidates"), nb::arg("is_list"), nb::arg("options"));
  module.def(
      "drift_and_noise",
      [](const equations::Equations& equations) {
        const auto system = integration::stochastic_system_of(to_system(equations), "Expression");
        std::vector<std::pair<std::string, std::string>> factors;
        for (std::size_t k = 0; k < system.noises.size(); ++k) {
          factors.emplace_back(system.noises[k], symbolic::print(system.factors.at(0)[k]));
        }
        return std::pair(symbolic::print(system.drift.at(0)), std::move(factors));
      },
      "The drift of the first equation, and (noise, factor) for each noise in it.");
  module.def(
      "step_statements",
      [](const equations::Equations& equations, const std::string& method) {
        return print(integration::find_state_updater(method).derive(to_system(equations)));
      },
      "The statements of one step with the method of this name.");
  module.def("step_statements",
             [](const equations::Equations& equations, const SchemeText& method) {
               integration::ExplicitScheme scheme;
               scheme.name = method.name;
               scheme.description = method.description;
               scheme.noise = to_noise_kind(method.noise);
               return print(integration::SchemeStateUpdater(scheme).derive(to_system(equations)));
             });
  module.def("noise_kind", [](const equations::Equations& equations) {
    switch (integration::noise_kind(to_system(equations))) {
      case NoiseKind::none:
        return "none";
      case NoiseKind::additive:
        return "additive";
      case NoiseKind::multiplicative:
        break;
    }
    return "multiplicative";
  });
}

}  // namespace ranvier::bindings
