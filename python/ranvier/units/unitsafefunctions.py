"""The functions of `ranvier.units.functions`, under the name that Brian 2 scripts import them from."""

from ranvier.units.functions import (
    arange,
    arccos,
    arccosh,
    arcsin,
    arcsinh,
    arctan,
    arctanh,
    cos,
    cosh,
    diagonal,
    dot,
    exp,
    expm1,
    exprel,
    linspace,
    log,
    log1p,
    log10,
    ones_like,
    ptp,
    ravel,
    sin,
    sinh,
    tan,
    tanh,
    trace,
    where,
    zeros_like,
)

__all__ = [
    "log", "log10", "exp", "expm1", "log1p", "exprel", "sin", "cos", "tan", "arcsin", "arccos", "arctan", "sinh",
    "cosh", "tanh", "arcsinh", "arccosh", "arctanh", "diagonal", "ravel", "trace", "dot", "where", "ones_like",
    "zeros_like", "arange", "linspace", "ptp",
]  # fmt: skip


def __getattr__(name):
    from ranvier.brian2_modules import stand_in

    return stand_in("units.unitsafefunctions", name, __name__)
