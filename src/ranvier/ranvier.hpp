/// Ranvier: a simulator of spiking neural networks. This header brings the public names into
/// `ranvier`.
#pragma once

#include <ranvier/equations/equations.hpp>
#include <ranvier/model/inputs.hpp>
#include <ranvier/model/monitors.hpp>
#include <ranvier/model/network_operation.hpp>
#include <ranvier/model/neuron_group.hpp>
#include <ranvier/model/subgroup.hpp>
#include <ranvier/model/synapses.hpp>
#include <ranvier/network/network.hpp>
#include <ranvier/network/progress.hpp>
#include <ranvier/network/summaries.hpp>
#include <ranvier/support/error.hpp>
#include <ranvier/units/quantity.hpp>
#include <ranvier/units/unit.hpp>

namespace ranvier {

using namespace units;  // mV, ms, ... as C++ values
using equations::Equations;
using model::ArgumentUnit;
using model::BinnedRate;
using model::BinomialFunction;
using model::ClockOptions;
using model::ConnectEnd;
using model::ConnectOptions;
using model::Constants;
using model::EventMonitor;
using model::EventMonitorOptions;
using model::ExternalValue;
using ExplicitStateUpdater = model::SchemeText;
using model::Function;
using model::FunctionOptions;
using model::Group;
using model::linked_var;
using model::Mask;
using model::MonitoredVariables;
using model::namespace_of;
using model::network_operation;
using model::NetworkObject;
using model::NetworkOperation;
using model::NetworkOperationOptions;
using model::NeuronGroup;
using model::NeuronGroupOptions;
using model::Numbers;
using model::PairSelection;
using model::PoissonGroup;
using model::PoissonGroupOptions;
using model::PoissonInput;
using model::PoissonInputOptions;
using model::PopulationRateMonitor;
using model::PopulationRateMonitorOptions;
using model::Slice;
using model::SmoothingWindow;
using model::SpikeGeneratorGroup;
using model::SpikeGeneratorGroupOptions;
using model::SpikeMonitor;
using model::SpikeMonitorOptions;
using model::SpikeSource;
using model::StateMonitor;
using model::StateMonitorOptions;
using model::StepCode;
using model::StorageTypes;
using model::Subgroup;
using model::Synapses;
using model::SynapsesOptions;
using model::SynapticPathway;
using model::TimedArray;
using network::Network;
using network::NetworkOptions;
using network::profiling_summary;
using network::ProfilingSummary;
using network::RestoreOptions;
using network::RunOptions;
using network::scheduling_summary;
using network::SchedulingSummary;
using network::Snapshot;
using network::States;
using network::StatesOptions;
using network::text_report;
using network::to_string;
using state::Clock;
using state::EventTimes;

}  // namespace ranvier
