#include "dependency_graph.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include <ranvier/equations/name_resolution.hpp>
#include <ranvier/model/network_operation.hpp>

namespace ranvier::doctor {

namespace {

using symbolic::Expression;

constexpr std::string_view post = "_post";
constexpr std::string_view pre = "_pre";

SourceSpan whole(const std::string& text) {
  return {0, text.size()};
}

/// A variable of the group itself, not of what it is connected to.
std::optional<Variable> own(const model::Group& group, const std::string& name) {
  const auto& holder = group.whole();
  if (const auto link = holder.links().find(name); link != holder.links().end()) {
    return DependencyGraph::find(*link->second.source, link->second.variable);
  }
  if (holder.equations().find(name) != nullptr || holder.state().find(name) != nullptr) {
    return Variable{&holder, name};
  }
  return std::nullopt;
}

std::string without(const std::string& name, std::string_view suffix) {
  return name.substr(0, name.size() - suffix.size());
}

/// Whether a name of the code of a group has its value from the group, or from the language.
bool is_known_within(const model::Group& group, const std::string& name) {
  static const std::set<std::string> of_every_group{"t", "dt", "t_in_timesteps", "i",
                                                    "j", "N",  "N_pre",          "N_post"};
  return of_every_group.contains(name) || name == "xi" || name.starts_with("xi_") ||
         equations::default_constant(name) || DependencyGraph::find(group, name);
}

}  // namespace

std::optional<Variable> DependencyGraph::find(const model::Group& group, const std::string& name) {
  if (auto variable = own(group, name)) {
    return variable;
  }
  const auto* synapses = dynamic_cast<const model::Synapses*>(&group);
  if (synapses == nullptr) {
    return std::nullopt;
  }
  if (name.ends_with(post)) {
    return find(synapses->target(), without(name, post));
  }
  if (name.ends_with(pre)) {
    return find(synapses->source(), without(name, pre));
  }
  return own(synapses->target(), name);
}

const equations::Equation* DependencyGraph::equation_of(const Variable& variable) {
  return variable.group->equations().find(variable.name);
}

bool DependencyGraph::is_differential(const Variable& variable) {
  const auto* equation = equation_of(variable);
  return equation != nullptr && equation->kind == equations::EquationKind::differential;
}

DependencyGraph::DependencyGraph(const model::NetworkDescription& network) : network_(&network) {
  for (const auto* object : network.objects) {
    if (const auto* neurons = dynamic_cast<const model::NeuronGroup*>(object)) {
      add_neurons(*neurons);
    } else if (const auto* synapses = dynamic_cast<const model::Synapses*>(object)) {
      add_synapses(*synapses);
    } else if (const auto* input = dynamic_cast<const model::PoissonInput*>(object)) {
      add_input(*input);
    } else if (dynamic_cast<const model::NetworkOperation*>(object) != nullptr) {
      has_unknown_writers_ = true;
    }
  }
}

const Part& DependencyGraph::add_part(Part part) {
  parts_.push_back(std::move(part));
  return parts_.back();
}

void DependencyGraph::add_reads(const model::Group& group, const Expression& expression,
                                const Part& part) {
  for (const auto& name : symbolic::symbols_of(expression)) {
    if (auto variable = find(group, name)) {
      reads_.push_back({std::move(*variable), &part});
    }
  }
}

void DependencyGraph::add_block(const model::Group& group, const symbolic::StatementBlock& block,
                                const Part& part) {
  for (const auto& statement : block.statements) {
    add_reads(group, statement.value, part);
    if (auto variable = find(group, statement.target)) {
      writes_.push_back({std::move(*variable), &part, symbolic::change_of(statement),
                         statement.span, &statement});
    }
  }
}

void DependencyGraph::add_group(const model::Group& group) {
  for (const auto& equation : group.equations().all()) {
    if (!equation.expression) {
      continue;
    }
    const auto role = equation.kind == equations::EquationKind::differential ? Role::differential
                      : equation.has_flag("summed")                          ? Role::summed
                                                                             : Role::subexpression;
    const auto& part = add_part({role, &group, equation.name, equation.source, equation.span});
    add_reads(group, equation.right_side(), part);
    if (role == Role::summed) {
      const auto& synapses = dynamic_cast<const model::Synapses&>(group);
      auto variable =
          equation.name.ends_with(post)  ? find(synapses.target(), without(equation.name, post))
          : equation.name.ends_with(pre) ? find(synapses.source(), without(equation.name, pre))
                                         : std::nullopt;
      if (variable) {
        writes_.push_back({std::move(*variable),
                           &part,
                           {symbolic::Change::Kind::assignment, equation.right_side()},
                           equation.span});
      }
    }
  }
  for (const auto& runner : group.runners()) {
    const auto& code = runner->code();
    add_block(group, code,
              add_part({Role::regular, &group, runner->name(), code.source, whole(code.source)}));
  }
}

void DependencyGraph::add_neurons(const model::NeuronGroup& neurons) {
  add_group(neurons);
  for (const auto& thresholder : neurons.thresholders()) {
    const auto& condition = thresholder.condition();
    add_reads(neurons, condition.expression,
              add_part({Role::condition, &neurons, thresholder.event(), condition.source,
                        whole(condition.source)}));
  }
  if (const auto& text = neurons.refractory_expression()) {
    add_reads(neurons, text->expression,
              add_part({Role::refractoriness, &neurons, "", text->source, whole(text->source)}));
  }
  for (const auto& resetter : neurons.resetters()) {
    const auto& code = resetter.code();
    add_block(neurons, code,
              add_part({Role::reset, &neurons, resetter.event(), code.source, whole(code.source)}));
  }
}

void DependencyGraph::add_synapses(const model::Synapses& synapses) {
  add_group(synapses);
  for (const auto& pathway : synapses.pathways()) {
    const auto& code = pathway.code();
    add_block(
        synapses, code,
        add_part({Role::pathway, &synapses, pathway.pathway(), code.source, whole(code.source)}));
  }
}

void DependencyGraph::add_input(const model::PoissonInput& input) {
  const auto& part = add_part({Role::input, &input, input.target_variable(), input.weight_source(),
                               whole(input.weight_source())});
  add_reads(input.target(), input.weight(), part);
  if (auto variable = find(input.target(), input.target_variable())) {
    writes_.push_back({std::move(*variable),
                       &part,
                       {symbolic::Change::Kind::sum, input.weight()},
                       whole(input.weight_source())});
  }
}

std::set<std::string> external_names_in_equations(const model::Group& group) {
  std::set<std::string> found;
  for (const auto& equation : group.equations().all()) {
    if (equation.expression) {
      found.merge(symbolic::symbols_of(equation.right_side()));
    }
  }
  std::erase_if(found, [&](const std::string& name) { return is_known_within(group, name); });
  return found;
}

std::set<std::string> external_names_in_code(const model::Group& group) {
  std::set<std::string> found;
  const auto add_block = [&](const symbolic::StatementBlock& block) {
    std::set<std::string> own, locals;
    for (const auto& statement : block.statements) {
      own.merge(symbolic::symbols_of(statement.value));
      locals.insert(statement.target);
    }
    std::ranges::set_difference(own, locals, std::inserter(found, found.end()));
  };
  if (const auto* neurons = dynamic_cast<const model::NeuronGroup*>(&group)) {
    for (const auto& resetter : neurons->resetters()) {
      add_block(resetter.code());
    }
    for (const auto& thresholder : neurons->thresholders()) {
      found.merge(symbolic::symbols_of(thresholder.condition().expression));
    }
    if (const auto& refractoriness = neurons->refractory_expression()) {
      found.merge(symbolic::symbols_of(refractoriness->expression));
    }
  }
  if (const auto* synapses = dynamic_cast<const model::Synapses*>(&group)) {
    for (const auto& pathway : synapses->pathways()) {
      add_block(pathway.code());
    }
  }
  std::erase_if(found, [&](const std::string& name) { return is_known_within(group, name); });
  return found;
}

std::set<std::string> external_names(const model::Group& group) {
  auto found = external_names_in_code(group);
  found.merge(external_names_in_equations(group));
  return found;
}

std::vector<const Write*> DependencyGraph::writes_to(const Variable& variable) const {
  std::vector<const Write*> found;
  for (const auto& write : writes_) {
    if (write.variable == variable) {
      found.push_back(&write);
    }
  }
  return found;
}

std::vector<const Part*> DependencyGraph::readers_of(const Variable& variable) const {
  std::set<const Part*> found;
  std::set<Variable> seen{variable};
  for (std::vector<Variable> open{variable}; !open.empty();) {
    const auto current = open.back();
    open.pop_back();
    for (const auto& read : reads_) {
      if (read.variable != current || !found.insert(read.part).second) {
        continue;
      }
      if (read.part->role == Role::subexpression) {
        const auto& group = dynamic_cast<const model::Group&>(*read.part->object);
        if (Variable next{&group.whole(), read.part->name}; seen.insert(next).second) {
          open.push_back(std::move(next));
        }
      }
    }
  }
  std::vector<const Part*> readers;
  for (const auto& part : parts_) {
    if (found.contains(&part) && part.role != Role::subexpression) {
      readers.push_back(&part);
    }
  }
  return readers;
}

}  // namespace ranvier::doctor
