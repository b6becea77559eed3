/// Small kernels as the compiler makes them: every function, type, index space, access, mask and
/// distribution turns up in one that a person can read.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include <ranvier/equations/parser.hpp>
#include <ranvier/kernel/kernel_builder.hpp>

namespace ranvier::testing {

/// Texts of one kernel; an empty condition means none.
struct KernelText {
  std::string name;
  kernel::IndexSpace space = kernel::IndexSpace::elements;
  std::string statements;
  std::string condition;                                    ///< of the elements to emit
  std::vector<std::pair<std::string, std::string>> resets;  ///< target and value, where emitted
};

/// The variables that the texts may use: v w x y g (g only written where `ok`), u float32, n int32,
/// m int64, ok boolean, of the element; t, dt, tau of all; for synapses also v_pre, v_post, g_post.
inline kernel::KernelScope scope_of_texts(kernel::IndexSpace space) {
  using kernel::Access;
  const bool is_once = space == kernel::IndexSpace::once;
  kernel::KernelScope scope;
  const auto add = [&](const std::string& name, ElementType type, Access access) {
    scope.variables[name] = {.binding = {name, type, access}};
  };
  const Access own = is_once ? Access::cell : Access::element;
  for (const char* name : {"v", "w", "x", "y", "g"}) {
    add(name, ElementType::float64, own);
  }
  add("u", ElementType::float32, own);
  add("n", ElementType::int32, own);
  add("m", ElementType::int64, own);
  add("ok", ElementType::boolean, own);
  for (const char* name : {"t", "dt", "tau"}) {
    add(name, ElementType::float64, Access::cell);
  }
  scope.variables["i"] = {.is_index = true, .index_offset = 2};
  scope.variables["g"].write_guard = "ok";
  if (!is_once) {
    add("v_pre", ElementType::float64, Access::source);
    add("v_post", ElementType::float64, Access::target);
    add("g_post", ElementType::float64, Access::target);
  }
  scope.subexpressions.emplace("drive", equations::parse_expression("(w - v)/tau", "tests"));
  return scope;
}

inline kernel::Kernel make_kernel(const KernelText& text) {
  kernel::KernelBuilder builder(text.name, text.space, scope_of_texts(text.space));
  builder.append(equations::parse_statements(text.statements, text.name));
  if (!text.condition.empty()) {
    const auto mask = builder.emit_where(equations::parse_expression(text.condition, text.name));
    for (const auto& [target, value] : text.resets) {
      builder.assign_where(mask, target, equations::parse_expression(value, text.name));
    }
  }
  return builder.finish();
}

inline const std::vector<KernelText>& kernel_texts() {
  using kernel::IndexSpace;
  static const std::vector<KernelText> texts{
      {.name = "leak", .statements = "v += dt*drive"},
      {.name = "plasticity at spikes of the source",
       .space = IndexSpace::synapses,
       .statements = "x = x*exp(-dt/tau); y = y*exp(-t/tau); g_post += w; x += 0.1; "
                     "w = clip(w + y, 0, 1)"},
      {.name = "plasticity at spikes of the target",
       .space = IndexSpace::target_synapses,
       .statements = "x = x*exp(-dt/tau); y = y*exp(-t/tau); y -= 0.1*v_post; "
                     "w = clip(w + x, 0, 1)"},
      {.name = "leak, exactly", .statements = "v = w + (v - w)*exp(-dt/tau)"},
      {.name = "subexpression that follows", .statements = "v += dt*drive; w = drive"},
      {.name = "exponentials", .statements = "v = exp(x); w = expm1(x); y = exprel(x)"},
      {.name = "logarithms", .statements = "v = log(x); w = log10(x); y = log1p(x)"},
      {.name = "circle", .statements = "v = sin(x); w = cos(x); y = tan(x)"},
      {.name = "hyperbola", .statements = "v = sinh(x); w = cosh(x); y = tanh(x)"},
      {.name = "arcs", .statements = "v = arcsin(x); w = arccos(x); y = arctan(x)"},
      {.name = "roots and powers",
       .statements = "v = sqrt(abs(x)) + x**3; w = x**-2; y = abs(x)**y"},
      {.name = "powers of integers", .statements = "m = n**5; v = n**0.5; w = n**-1; y = 2**x"},
      {.name = "rounding", .statements = "v = floor(x); w = ceil(x); n = x; m = int(x*100)"},
      {.name = "signs", .statements = "n = sign(x); m = sign(m); v = -abs(y); w = clip(x, -1, y)"},
      {.name = "remainders", .statements = "v = x % y; w = x // y; m = m % n; n = n // 3"},
      {.name = "integers", .statements = "m = m*n - 7; n += i; v = m/n; w = clip(n, -5, 5)"},
      {.name = "logic", .statements = "ok = v > w and not (x <= y or ok); n = int(ok)"},
      {.name = "comparisons",
       .statements = "v = int(x < y) + 2*int(x == y); w = int(n >= m) + 4*int(n != m)"},
      {.name = "choice", .statements = "v = x if ok else (y if x > y else n)"},
      {.name = "time",
       .statements = "n = timestep(t, dt); ok = timestep(t - x, dt) >= timestep(tau, dt)"},
      {.name = "single precision", .statements = "u = u*1.1 + x; w = u"},
      {.name = "guarded", .statements = "g += dt*x; w = g; g *= 0.5"},
      {.name = "booleans from numbers", .statements = "ok = x; v = ok; n += 1.7"},
      {.name = "uniform", .statements = "v = rand() + rand(); w = v"},
      {.name = "normal", .statements = "v += sqrt(dt*dt)*randn(); x = rand()"},
      {.name = "poisson", .statements = "v = poisson(abs(x)*5); w = poisson(40.0)"},
      {.name = "threshold",
       .statements = "v += dt*drive",
       .condition = "v > 0.5 and ok",
       .resets = {{"v", "-0.25"}, {"ok", "False"}, {"g", "g + v"}}},
      {.name = "threshold of single precision",
       .statements = "u = x*y",
       .condition = "u > 0.1",
       .resets = {{"u", "0"}, {"n", "n + 1"}}},
      {.name = "rates",
       .statements = "v = (x + 35)/(exp((x + 35)/10) - 1) + 4*exp(-(x + 60)/18)\n"
                     "w = 0.07*exp(-(x + 58)/20) + 0.125*exp(-(x + 38)/80) + x/tau/3"},
      {.name = "of both neurons", .statements = "w = v_pre - v_post; n = i"},
      {.name = "reset",
       .space = IndexSpace::events,
       .statements = "v = -0.5; w += 1; c = w; g = c*tau"},
      {.name = "reset with noise",
       .space = IndexSpace::events,
       .statements = "v = 0.1*randn(); n = i"},
      {.name = "delta synapse", .space = IndexSpace::synapses, .statements = "v_post += w"},
      {.name = "plastic synapse",
       .space = IndexSpace::synapses,
       .statements =
           "x = x*exp(-t/tau) + 1; w = clip(w + y, -1, 1); g_post += w*v_pre; y = v_post"},
      {.name = "synapse that writes to both ends",
       .space = IndexSpace::synapses,
       .statements = "v_post += 0.5*v_pre; v_pre -= 0.25*v_post; u = v_post"},
      {.name = "synapse that releases by chance",
       .space = IndexSpace::synapses,
       .statements = "v_post += w*int(rand() < 0.5)"},
      {.name = "synapse of a list",
       .space = IndexSpace::listed_synapses,
       .statements = "x = x*exp(-t/tau) + v_pre; g_post += x; v_pre -= 0.25*g_post; y = rand()"},
      {.name = "synapse of a target",
       .space = IndexSpace::target_synapses,
       .statements = "w = clip(w + y*v_post, -1, 1); v_post += 0.5*v_pre; n = i; v_pre = w"},
      {.name = "once", .space = IndexSpace::once, .statements = "v = t + dt; n += 1; w = rand()"},
  };
  return texts;
}

}  // namespace ranvier::testing
