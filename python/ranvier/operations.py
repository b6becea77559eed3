"""Network operations: Python functions that are called while a network runs."""

import inspect

from ranvier import _core
from ranvier.clocks import core_quantity
from ranvier.objects import BrianObject, clock_arguments, optional_text, order_number
from ranvier.units import Quantity, second


class NetworkOperation(BrianObject):
    """Calls a Python function in every step of a clock.

    Parameters
    ----------
    function : callable
        Takes no argument, or one: the time, a Quantity. It may read and assign variables of groups and stop the
        network; what it raises ends the run.
    dt, clock : Quantity [second], Clock
        At most one of them; without both the default clock.
    when, order : str, int
        Place in the schedule.
    name : str

    Raises
    ------
    TypeError
        If the function takes more arguments, or a method was decorated inside of its class.
    """

    add_to_magic_network = True

    def __init__(self, function, dt=None, clock=None, when="start", order=0, name="networkoperation*"):
        takes_time = _takes_time(function)
        self._begin(name)
        self.function = function
        self._takes_time = takes_time
        self._clock = clock
        call = (lambda t: function(Quantity.with_dimensions(t, second.dim))) if takes_time else (lambda t: function())
        arguments = clock_arguments(dt, clock)
        if arguments["dt"] is not None:
            arguments["dt"] = core_quantity(dt, "dt of a network operation")
        self._core = _core.NetworkOperation(
            function=call, when=optional_text(when, "when"), order=order_number(order), name=self.name, **arguments
        )


def _takes_time(function):
    if not callable(function):
        raise TypeError(f"a network operation is a function, not {function!r}")
    name = getattr(function, "__name__", repr(function))
    is_method = inspect.ismethod(function)
    try:
        parameters = [
            parameter
            for parameter in inspect.signature(function).parameters.values()
            if parameter.kind in (parameter.POSITIONAL_ONLY, parameter.POSITIONAL_OR_KEYWORD)
        ]
    except (TypeError, ValueError):
        return False
    if not is_method and parameters and parameters[0].name == "self":
        raise TypeError(
            f"the first argument of '{name}' is 'self': a method can't be decorated in its class; make a NetworkOperation "
            "from the bound method: NetworkOperation(obj.method)"
        )
    if len(parameters) > 1:
        raise TypeError(f"a network operation takes no argument or the time t, but '{name}' takes {len(parameters)}")
    return len(parameters) == 1


def network_operation(*args, **kwds):
    """Make the decorated function a `NetworkOperation`.

    Use it as ``@network_operation``, or with arguments: ``@network_operation(dt=1*ms, when='end')``.

    Parameters
    ----------
    dt, clock, when, order, name
        As for `NetworkOperation`.

    Returns
    -------
    NetworkOperation
    """
    if len(args) == 1 and not kwds and callable(args[0]):
        return NetworkOperation(args[0])
    if args:
        raise TypeError("network_operation takes keyword arguments only: dt, clock, when, order, name")
    return lambda function: NetworkOperation(function, **kwds)
