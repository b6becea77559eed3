"""Stand-ins for names that cannot be used: the use of one says why, and what to do instead.

NOT_BUILT lists what Brian 2 has and Ranvier does not have yet. The table has one line per name; a line goes when the thing is built.
"""

_HIDDEN_STATE = "use the public methods of the groups, monitors and of Network"
_MORPHOLOGY = "model the compartments as a NeuronGroup whose Synapses carry the axial currents"
_GSL = "choose method='exponential_euler' or 'rk4' with a small dt"

NOT_BUILT = {
    "CodeRunner": _HIDDEN_STATE,
    "Cylinder": _MORPHOLOGY,
    "DEFAULT_FUNCTIONS": "the functions of equations are those of the documentation; list them there",
    "Morphology": _MORPHOLOGY,
    "Section": _MORPHOLOGY,
    "Soma": _MORPHOLOGY,
    "SpatialNeuron": _MORPHOLOGY,
    "test": "run the test suite of the source tree with pytest",
}


class Unavailable:
    """Stands for something that is not there; calling or reading it raises an error that says so.

    Parameters
    ----------
    name : str
        The name in Brian 2.
    error : type of exception
        What its use raises.
    text : str
        Text of the error.
    """

    def __init__(self, name, error, text):
        self.__dict__.update(_name=name, _error=error, _text=text)

    def _refuse(self, *_, **__):
        raise self._error(self._text)

    __call__ = __getitem__ = __setitem__ = __iter__ = __len__ = __contains__ = __setattr__ = __mro_entries__ = _refuse

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        self._refuse()

    def __instancecheck__(self, instance):
        return False

    def __repr__(self):
        return f"<{self._name}: not available in Ranvier>"


def not_built(name):
    """The stand-in for a name of the table."""
    return Unavailable(name, NotImplementedError, f"Ranvier does not have {name} yet; {NOT_BUILT[name]}")


def without_core(name):
    """The stand-in for a name that needs the compiled part of Ranvier where that is missing."""
    text = f"{name} needs the compiled part of Ranvier, which is missing here; 'make build' makes it in a source tree"
    return Unavailable(name, ImportError, text)
