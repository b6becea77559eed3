/// The rules, each in a file of its own.
#pragma once

#include <ranvier/doctor/rule.hpp>

namespace ranvier::doctor {

const Rule& parameter_accumulates();            ///< RV101
const Rule& synaptic_assignment_latches();      ///< RV102
const Rule& driving_force_sign();               ///< RV103
const Rule& event_time_voltage_difference();    ///< RV104
const Rule& rate_function_zero_over_zero();     ///< RV106
const Rule& threshold_without_reset();          ///< RV107
const Rule& level_threshold();                  ///< RV108
const Rule& refractory_without_flag();          ///< RV109
const Rule& flag_without_refractory();          ///< RV110
const Rule& implausible_magnitude();            ///< RV204
const Rule& implausible_input();                ///< RV204
const Rule& equal_conductances();               ///< RV204
const Rule& late_bound_constant();              ///< RV206
const Rule& step_too_large();                   ///< RV301
const Rule& not_conditionally_linear();         ///< RV302
const Rule& noise_with_deterministic_method();  ///< RV303
const Rule& closed_form_singular();             ///< RV304
const Rule& per_area_against_absolute();        ///< RV201
const Rule& rate_without_per_time();            ///< RV202
const Rule& below_threshold();                  ///< RV702

// About runs.
const HealthRule& unstable_state();    ///< RV301
const HealthRule& non_finite_value();  ///< RV701
const HealthRule& silent_group();      ///< RV702
const HealthRule& saturated_group();   ///< RV703
const HealthRule& drift();             ///< RV704

}  // namespace ranvier::doctor
