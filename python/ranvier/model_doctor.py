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
        Without it all objects that the caller can see: each network in which some of them have run, and what has run in none.
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
    if network is not None:
        return _examine(network)
    found = collect()
    explicit = {id(obj._network): obj._network for obj in found if obj._network not in (None, magic_network)}
    if explicit:
        findings = [finding for network in explicit.values() for finding in _examine(network)]
        return findings + _examine_rest(found, explicit.values())
    if any(obj._network is magic_network for obj in found):
        return _examine_magic_network()
    return _examine(Network(found))


def _examine(network):
    return network._examine(ignored_in_models(), lookup_for())


def _examine_magic_network():
    magic_network._update(0)
    try:
        return _examine(magic_network)
    finally:
        magic_network.objects = []


def _examine_rest(found, networks):
    """Findings on what is in none of the networks, in view of all that they have."""
    rest = {obj.name for obj in found if not any(obj._network is network for network in networks)}
    if not rest:
        return []
    everything = Network()
    together = {id(obj): obj for obj in [*found, *(obj for network in networks for obj in network.objects)]}
    everything.objects = list(together.values())  # not by add(), which refuses what has run elsewhere
    return [
        finding
        for finding in _examine(everything)
        if rest & {finding.object, *(place.object for place in finding.places)}
    ]
