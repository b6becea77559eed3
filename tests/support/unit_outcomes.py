"""What a line of data/unit_expressions.txt gives, as plain data that two simulators can be compared by."""

import copy
import json
import math
import pickle
import warnings


def namespace_of(package):
    """The names that the lines use, from ``brian2`` or ``ranvier``."""
    namespace = {"pickle": pickle, "copy": copy, "math": math, "json": json}
    exec(
        f"from {package} import *\n"
        f"from {package}.units.constants import *\n"
        f"from {package}.units.allunits import candle, weber, newton, tesla\n"
        f"from {package}.units import allunits as au, fundamentalunits as fu",
        namespace,
    )
    return namespace


def outcome(line, namespace, quantity):
    """Kind, text, code and dimension of the value of a line, or the name of the exception it raises."""
    statements, _, expression = line.rpartition(" -> ")
    names = dict(namespace)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            exec(statements.replace("\\n", "\n"), names)
            return described(eval(expression, names), quantity)
    except Exception as error:
        return {"exception": type(error).__name__}


def described(value, quantity):
    """Plain data that describes a value."""
    if isinstance(value, (list, tuple)):
        return {"kind": type(value).__name__, "entries": [described(entry, quantity) for entry in value]}
    kind = type(value).__name__
    if kind in ("float", "float64"):
        return {"kind": "float", "text": str(value)}
    if kind in ("bool", "bool_"):
        return {"kind": "bool", "text": str(value)}
    if kind == "type":
        return {"kind": kind, "text": value.__name__.replace("float64", "float")}
    description = {"kind": kind, "text": str(value), "code": repr(value)}
    if isinstance(value, quantity):
        description["dimension"] = str(value.dim)
    return description
