"""The choice of a device: Ranvier has one, which compiles and runs in the process."""

from ranvier.unavailable import NOT_BUILT


def set_device(device, build_on_run=True, **options):
    """Choose where models run.

    Parameters
    ----------
    device : str
        ``"runtime"``: run in this process, which is what happens anyway.
    build_on_run, **options
        Mean something to other devices only.

    Raises
    ------
    NotImplementedError
        For any other device.
    """
    if device != "runtime":
        raise NotImplementedError(f"Ranvier does not have the device {device!r} yet; {NOT_BUILT['device']}")
