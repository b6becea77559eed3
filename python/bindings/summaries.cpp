#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include "bindings.hpp"
#include <ranvier/network/summaries.hpp>

namespace ranvier::bindings {

using network::ProfilingSummary;
using network::SchedulingSummary;

void register_summaries(nb::module_& module) {
  nb::class_<ProfilingSummary>(module, "ProfilingSummary")
      .def_prop_ro(
          "rows",
          [](const ProfilingSummary& self) {
            using Row = std::tuple<std::string, double, double, std::string, std::string>;
            std::vector<Row> rows;
            for (const auto& row : self.rows) {
              rows.emplace_back(row.name, row.time, row.percentage,
                                ProfilingSummary::time_text(row),
                                ProfilingSummary::percentage_text(row));
            }
            return rows;
          },
          "(name, time [s], percentage, both as texts)")
      .def("__str__", [](const ProfilingSummary& self) { return network::to_string(self); });
  module.def("summarize_profile", &network::summarize_profile, nb::arg("times"),
             nb::arg("show").none());
  nb::class_<SchedulingSummary>(module, "SchedulingSummary")
      .def_prop_ro(
          "rows",
          [](const SchedulingSummary& self) {
            using Row = std::tuple<std::string, std::string, std::string, std::string, double,
                                   std::string, int, bool, std::string>;
            std::vector<Row> rows;
            for (const auto& row : self.rows) {
              rows.emplace_back(row.name, row.class_name, row.owner, row.owner_class, row.dt,
                                row.when, row.order, row.is_active, row.every);
            }
            return rows;
          },
          "(name, class, name and class of the owner, dt, when, order, is_active, dt as a text)")
      .def_prop_ro("titles",
                   [](const SchedulingSummary& /*self*/) {
                     return std::vector<std::string>(SchedulingSummary::titles.begin(),
                                                     SchedulingSummary::titles.end());
                   })
      .def("__str__", [](const SchedulingSummary& self) { return network::to_string(self); });
}

}  // namespace ranvier::bindings
