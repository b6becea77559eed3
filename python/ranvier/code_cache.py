"""The cache of compiled code: Ranvier keeps none on disk, so there is nothing to clear."""

__all__ = ["check_cache", "clear_cache"]

_TARGETS = ("auto", "cython", "weave")


def clear_cache(target):
    """Accepted for Brian 2's targets: no compiled code is on disk.

    Raises
    ------
    ValueError
        For a target that has no cache in Brian 2 either.
    """
    if target not in _TARGETS:
        raise ValueError(f"there is no cache for the target {target!r}; Ranvier keeps no compiled code on disk")


def check_cache(target):
    """Accepted: no compiled code is on disk that could have grown too large."""
