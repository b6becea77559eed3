"""The doctor: what in a model gives wrong science, why, and how to mend it."""

from ranvier.findings import ignore_findings, ignored_in_models
from ranvier.magic import collect, magic_network
from ranvier.namespaces import lookup_for
from ranvier.network import Network


def doctor(network=None, ignore=None):
    """Examine a model without running it. Runs tell the same findings through the logger ``ranvier.doctor``.

    Parameters
    ----------
    network : Network, optional
        Without it the objects that `run` would simulate, or the network in which they have run.
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
    MagicError
        If some of the objects have run and others are new, as `run` would raise.

    Examples
    --------
    >>> doctor(ignore={"RV101": ["cells"]})
    """
    if ignore is not None:
        ignore_findings(ignore)
    if network is None:
        found = collect()
        network = next((obj._network for obj in found if obj._network is not None), None)
        if network is magic_network:
            return _examine_magic_network()
        if network is None:
            network = Network(found)
    return network._examine(ignored_in_models(), lookup_for())


def _examine_magic_network():
    magic_network._update(0)
    try:
        return magic_network._examine(ignored_in_models(), lookup_for())
    finally:
        magic_network.objects = []
