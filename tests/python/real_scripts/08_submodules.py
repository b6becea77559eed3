"""Packages import from Brian 2's inside."""
from brian2.units import mV, nS
from brian2.units.allunits import volt, mvolt, namp
from brian2.units.fundamentalunits import (Quantity, Unit, DIMENSIONLESS, DimensionMismatchError, get_dimensions, get_unit,
                                           have_same_dimensions, is_dimensionless)
from brian2.units.stdunits import ms, Hz
from brian2.units.constants import faraday_constant
from brian2.units.unitsafefunctions import exp, log
from brian2.core.base import BrianObject
from brian2.core.clocks import Clock, defaultclock
from brian2.core.functions import Function, implementation
from brian2.core.network import Network
from brian2.core.magic import run, start_scope
from brian2.core.namespace import get_local_namespace
from brian2.core.preferences import prefs
from brian2.core.variables import Variable
from brian2.core.core_preferences import default_float_dtype_validator
from brian2.groups import NeuronGroup
from brian2.groups.neurongroup import NeuronGroup as same_group
from brian2.groups.group import Group
from brian2.groups.subgroup import Subgroup
from brian2.synapses import Synapses
from brian2.synapses.synapses import Synapses as same_synapses
from brian2.equations import Equations
from brian2.equations.equations import Equations as same_equations, PARAMETER, DIFFERENTIAL_EQUATION, SUBEXPRESSION
from brian2.monitors import SpikeMonitor, StateMonitor
from brian2.monitors.ratemonitor import PopulationRateMonitor
from brian2.input import PoissonGroup, TimedArray
from brian2.input.poissongroup import PoissonGroup as same_poisson
from brian2.input.timedarray import TimedArray as same_timed
from brian2.devices import device, set_device
from brian2.devices.device import get_device
from brian2.stateupdaters import StateUpdateMethod
from brian2.utils.logger import get_logger, BrianLogger
from brian2.utils.stringtools import get_identifiers
from brian2 import numpy_ as unit_numpy
import brian2.only as only
import brian2 as b2

print(same_group is NeuronGroup is b2.NeuronGroup, same_synapses is Synapses, same_equations is Equations, same_poisson is PoissonGroup)
print(issubclass(NeuronGroup, Group), issubclass(NeuronGroup, BrianObject), issubclass(Synapses, Group), PARAMETER, DIFFERENTIAL_EQUATION)
print(get_dimensions(3*mV), is_dimensionless(3), have_same_dimensions(mV, volt), sorted(get_identifiers('a + b*sin(c)')))
print(unit_numpy.mean([1, 3]*mV), hasattr(only, 'NeuronGroup'), hasattr(only, 'plt'))
