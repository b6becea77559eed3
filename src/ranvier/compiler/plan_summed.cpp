#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <ranvier/compiler/plan_synapses.hpp>
#include <ranvier/compiler/planner.hpp>
#include <ranvier/model/check_synapses.hpp>
#include <ranvier/runtime/summed_update.hpp>
#include <ranvier/support/error.hpp>

namespace ranvier::compiler {

namespace {

model::Group& group_at(const model::Synapses& synapses, model::SynapseEnd end) {
  return end == model::SynapseEnd::source ? synapses.source() : synapses.target();
}

struct SummedVariable {
  const model::Synapses* synapses = nullptr;
  const equations::Equation* equation = nullptr;
  model::Group* group = nullptr;
  std::string variable;

  /// Name of the operation; the first by name begins the sum.
  std::string name() const {
    return fmt::format("{}_summed_variable_{}", synapses->name(), equation->name);
  }
};

std::vector<SummedVariable> summed_variables(const model::Synapses& synapses) {
  std::vector<SummedVariable> found;
  for (const auto& equation : synapses.equations().all()) {
    if (equation.has_flag("summed")) {
      const auto [end, variable] = model::summed_target(equation, synapses.description());
      found.push_back({&synapses, &equation, &group_at(synapses, end), variable});
    }
  }
  return found;
}

/// Whether each element of the whole group is one of `group`.
std::vector<bool> membership(const model::Group& group) {
  std::vector<bool> is_member(static_cast<std::size_t>(group.whole().size()), !group.members());
  for (std::int64_t k = 0; group.members() && k < group.members()->size(); ++k) {
    is_member[static_cast<std::size_t>(group.members()->element(k))] = true;
  }
  return is_member;
}

bool have_common_elements(const std::vector<bool>& a, const std::vector<bool>& b) {
  for (std::size_t element = 0; element < a.size(); ++element) {
    if (a[element] && b[element]) {
      return true;
    }
  }
  return false;
}

/// The group and the variable in which the sums are kept: at the end of all links.
std::pair<const model::Group*, std::string> place_of(const SummedVariable& summed) {
  const auto* group = &summed.group->whole();
  auto variable = summed.variable;
  while (group->is_linked(variable)) {
    const auto& link = group->link_of(variable);
    variable = link.variable;
    group = &link.source->whole();
  }
  return {group, variable};
}

/// The neurons whose sum `summed` begins; nothing for all of the group. Several Synapses sum into
/// one variable of a neuron only if all of them say so; the first by name begins (D19).
std::optional<std::vector<std::int32_t>> begun_sums(const SummedVariable& summed,
                                                    const model::NetworkDescription& network) {
  auto begins = membership(*summed.group);
  auto begins_all = !summed.group->members();
  const auto mine = begins;
  for (auto* object : network.objects) {
    const auto* synapses = dynamic_cast<const model::Synapses*>(object);
    if (synapses == nullptr || synapses == summed.synapses || !synapses->is_active()) {
      continue;
    }
    for (const auto& other : summed_variables(*synapses)) {
      if (place_of(other) != place_of(summed)) {
        continue;
      }
      const bool is_direct =
          &other.group->whole() == &summed.group->whole() && other.variable == summed.variable;
      const auto others = membership(*other.group);
      if (is_direct && !have_common_elements(mine, others)) {
        continue;
      }
      if (!is_direct || !other.equation->has_flag("shared target") ||
          !summed.equation->has_flag("shared target")) {
        throw UsageError(
            UsageError::Kind::not_implemented,
            fmt::format("'{0}' of {1} is a summed variable of both {2} and {3}: each would set it "
                        "to its own sum; let both add to it with the flags (summed, shared "
                        "target), or sum into two variables",
                        summed.variable, summed.group->whole().description(),
                        summed.synapses->description(), other.synapses->description()));
      }
      if (std::pair(other.group->order(), other.name()) <
          std::pair(summed.group->order(), summed.name())) {
        begins_all = false;
        for (std::size_t element = 0; element < others.size(); ++element) {
          begins[element] = begins[element] && !others[element];
        }
      }
    }
  }
  if (begins_all) {
    return std::nullopt;
  }
  std::vector<std::int32_t> elements;
  for (std::size_t element = 0; element < begins.size(); ++element) {
    if (begins[element]) {
      elements.push_back(static_cast<std::int32_t>(element));
    }
  }
  return elements;
}

void plan_summed(const SummedVariable& summed, model::Synapses& synapses, Planner& planner) {
  const auto& equation = *summed.equation;
  const auto is_pre = equation.name.ends_with("_pre");
  auto begun = begun_sums(summed, planner.network());
  auto& terms = planner.add_column(ElementType::float64, synapses.size());
  auto code = planner.compiler(scope_of_synapses(synapses, planner.cells(), WriteGuards::ignored));
  code.resolve(equation.right_side(), equation.source, "");
  BoundVariable term;
  term.binding.binding = {"_term", ElementType::float64, kernel::Access::element};
  term.pointer = terms.data();
  code.scope().variables.emplace("_term", term);
  auto builder = code.builder(summed.name(), kernel::IndexSpace::elements);
  builder.append({{{"_term", {}, code.bind_checked(equation.right_side()), {}, {}}}, {}});
  auto finished = code.finish(std::move(builder));
  finished.arrays.random_key = planner.random_key(synapses, equation.name);
  auto* sums = &summed.group->state().find(summed.variable)->values;
  runtime::SummedUpdate::Arrays arrays{
      &terms, is_pre ? synapses.source_places() : synapses.target_places(),
      synapses.creation_order().empty() ? std::vector<std::int32_t>()
                                        : synapses_in_creation_order(synapses),
      sums, begun};
  auto reads = finished.reads;
  auto writes = finished.writes;
  writes.insert(sums->data());
  if (begun) {
    reads.insert(sums->data());
  }
  planner.add(
      summed.name(), "groups", summed.group->order() - 1, summed.group->clock(), reads, writes,
      [compiled = planner.backend().compile(finished.kernel), code_arrays = finished.arrays,
       arrays](const auto& /*written*/) {
        return std::make_unique<runtime::SummedUpdate>(
            std::make_unique<runtime::ElementsCode>(compiled, code_arrays, nullptr), arrays);
      });
}

}  // namespace

std::vector<std::int32_t> synapses_in_creation_order(const model::Synapses& synapses) {
  std::vector<std::int32_t> order;
  order.reserve(static_cast<std::size_t>(synapses.size()));
  for (std::int64_t synapse = 0; synapse < synapses.size(); ++synapse) {
    order.push_back(static_cast<std::int32_t>(synapses.storage_index(synapse)));
  }
  return order;
}

void add_listed_synapses_code(const model::NetworkObject& object, model::Synapses& synapses,
                              state::Clock* clock, Code code, Planner& planner) {
  planner.add(object.name(), object.when(), object.order(), clock, code.reads, code.writes,
              [compiled = planner.backend().compile(code.kernel), arrays = code.arrays,
               order = synapses_in_creation_order(synapses)](const auto& /*written*/) {
                return std::make_unique<runtime::ListedSynapsesCode>(compiled, arrays, order);
              });
}

void plan_summed(model::Synapses& synapses, Planner& planner) {
  for (const auto& summed : summed_variables(synapses)) {
    plan_summed(summed, synapses, planner);
  }
}

}  // namespace ranvier::compiler
