#include "scheduled_part.hpp"

#include <algorithm>

#include <ranvier/model/inputs.hpp>
#include <ranvier/model/monitors.hpp>
#include <ranvier/model/neuron_group.hpp>
#include <ranvier/model/subgroup.hpp>
#include <ranvier/model/synapses.hpp>

namespace ranvier::model {

namespace {

class Parts {
 public:
  explicit Parts(const NetworkObject& owner) : owner_(&owner) {}

  void add(const std::string& suffix, const std::string& class_name, const std::string& when,
           int order) {
    parts_.push_back({owner_->name() + suffix, class_name, owner_, owner_->clock(), when, order,
                      owner_->is_active()});
  }

  void add(const NetworkObject& object, const std::string& class_name, const state::Clock* clock) {
    parts_.push_back({object.name(), class_name, owner_, clock, object.when(), object.order(),
                      object.is_active() && owner_->is_active()});
  }

  void add_state_update(const Group& group, bool has_state_updater) {
    const auto& equations = group.equations();
    const auto subexpressions = equations.subexpressions();
    if (std::ranges::any_of(subexpressions, [](const auto* equation) {
          return equation->has_flag("constant over dt");
        })) {
      add("_subexpression_update", "SubexpressionUpdater", "before_start", group.order());
    }
    if (has_state_updater) {
      add("_stateupdater", "StateUpdater", "groups", group.order());
    }
  }

  void add_sums(const Synapses& synapses) {
    for (const auto& equation : synapses.equations().all()) {
      if (equation.has_flag("summed")) {
        const auto& group = equation.name.ends_with("_pre")
                                ? static_cast<const Group&>(synapses.source().whole())
                                : static_cast<const Group&>(synapses.target().whole());
        parts_.push_back({synapses.name() + "_summed_variable_" + equation.name,
                          "SummedVariableUpdater", owner_, group.clock(), "groups",
                          group.order() - 1, owner_->is_active()});
      }
    }
  }

  void add_runners(const Group& group) {
    for (const auto& runner : group.runners()) {
      add(*runner, "CodeRunner", runner->clock() != nullptr ? runner->clock() : group.clock());
    }
  }

  std::vector<ScheduledPart> take() { return std::move(parts_); }

 private:
  const NetworkObject* owner_;
  std::vector<ScheduledPart> parts_;
};

}  // namespace

std::vector<ScheduledPart> scheduled_parts(NetworkObject& object) {
  Parts parts(object);
  if (const auto* group = dynamic_cast<NeuronGroup*>(&object)) {
    parts.add_state_update(*group, !group->equations().differential().empty());
    for (const auto& thresholder : group->thresholders()) {
      parts.add(thresholder, "Thresholder", group->clock());
    }
    for (const auto& resetter : group->resetters()) {
      parts.add(resetter, "Resetter", group->clock());
    }
  } else if (const auto* synapses = dynamic_cast<Synapses*>(&object)) {
    parts.add_state_update(*synapses, !synapses->clock_driven().empty());
    parts.add_sums(*synapses);
    for (const auto& pathway : synapses->pathways()) {
      parts.add(pathway, "SynapticPathway", synapses->group_at(pathway.end()).clock());
    }
  } else if (auto* input = dynamic_cast<PoissonInput*>(&object)) {
    parts.add(object, object.class_name(), input->target().clock());
  } else if (auto* events = dynamic_cast<EventMonitor*>(&object)) {
    parts.add(object, object.class_name(), events->source().clock());
  } else if (auto* rates = dynamic_cast<PopulationRateMonitor*>(&object)) {
    parts.add(object, object.class_name(), rates->source().clock());
  } else if (auto* states = dynamic_cast<StateMonitor*>(&object)) {
    parts.add(object, object.class_name(),
              object.clock() != nullptr ? object.clock() : states->source().clock());
  } else if (dynamic_cast<Subgroup*>(&object) == nullptr) {
    parts.add(object, object.class_name(), object.clock());
  }
  if (const auto* group = dynamic_cast<Group*>(&object)) {
    parts.add_runners(*group);
  }
  return parts.take();
}

}  // namespace ranvier::model
