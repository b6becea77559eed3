"""Brian 2's targets of code generation by their classes. Ranvier compiles every model in the same way, whichever is asked for."""


class NumpyCodeObject:
    """Stands for the target "numpy": as ``codeobj_class`` it is accepted, without effect; as a key of a function's
    `implementations` it means the Python implementation.
    """

    class_name = "numpy"


class CythonCodeObject:
    """Stands for the target "cython": as ``codeobj_class`` it is accepted, without effect."""

    class_name = "cython"


def check_code_object(codeobj_class):
    """Checks an argument ``codeobj_class``.

    Raises
    ------
    NotImplementedError
        For another class than those above: code generators of one's own are not supported.
    """
    if codeobj_class not in (None, NumpyCodeObject, CythonCodeObject):
        raise NotImplementedError(
            f"codeobj_class is NumpyCodeObject, CythonCodeObject or left out, not {codeobj_class!r}: Ranvier compiles all "
            "models in the same way and takes no code generators"
        )


def compiler_supports_c99():
    """True: log1p, expm1 and exprel are there on every machine."""
    return True
