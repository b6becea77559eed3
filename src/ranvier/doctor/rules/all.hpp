/// The rules, each in a file of its own.
#pragma once

#include <ranvier/doctor/rule.hpp>

namespace ranvier::doctor {

const Rule& parameter_accumulates();          ///< RV101
const Rule& synaptic_assignment_latches();    ///< RV102
const Rule& event_time_voltage_difference();  ///< RV104

}  // namespace ranvier::doctor
