"""The doctor: what in a model gives wrong science, why, and how to mend it."""

from ranvier.findings import ignore_findings, ignored_in_models
from ranvier.magic import collect
from ranvier.namespaces import lookup_for
from ranvier.network import Network


def doctor(network=None, ignore=None):
    """Examine a model without running it. Runs tell the same findings through the logger ``ranvier.doctor``.

    Parameters
    ----------
    network : Network, optional
        Without it the objects that `run` would simulate.
    ignore : dict, optional
        Codes, and for each the names of the objects or variables about which it is not to be heard; an empty collection
        mutes the code. Holds from now on, in runs too, until another is given: it is the preference ``doctor.ignore``.

    Returns
    -------
    list of Finding
        Causes before symptoms. A finding has ``code``, ``level`` ("error", "warning", "hint"), ``object``, ``variable``,
        ``message``, ``places``, ``why``, ``fix`` and ``data``; ``print(finding)`` shows all of it.

    Raises
    ------
    KeyError
        If `ignore` has a code that the doctor does not know.

    Examples
    --------
    >>> doctor(ignore={"RV101": ["cells"]})
    """
    if ignore is not None:
        ignore_findings(ignore)
    if network is None:
        network = Network(collect())
    return network._examine(ignored_in_models(), lookup_for())
