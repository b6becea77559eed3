"""Names with a meaning in the text of models: integration methods, constants and units."""

import math

from ranvier.units.unit_table import find_unit, unit_names


class IntegrationMethod(str):
    """The name of an integration method, to be given as ``method=``."""

    def __repr__(self):
        return f"<integration method {str(self)!r}>"


exact = IntegrationMethod("exact")
linear = IntegrationMethod("linear")
independent = IntegrationMethod("independent")
exponential_euler = IntegrationMethod("exponential_euler")
euler = IntegrationMethod("euler")
rk2 = IntegrationMethod("rk2")
rk4 = IntegrationMethod("rk4")
heun = IntegrationMethod("heun")
milstein = IntegrationMethod("milstein")
gsl_rk2 = IntegrationMethod("gsl_rk2")
gsl_rk4 = IntegrationMethod("gsl_rk4")
gsl_rkf45 = IntegrationMethod("gsl_rkf45")
gsl_rkck = IntegrationMethod("gsl_rkck")
gsl_rk8pd = IntegrationMethod("gsl_rk8pd")

DEFAULT_CONSTANTS = {"pi": math.pi, "e": math.e, "inf": math.inf}


def __getattr__(name):
    if name == "DEFAULT_UNITS":
        units = {unit: find_unit(unit) for unit in unit_names()}
        globals()[name] = units
        return units
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
