"""Devices: a layer for scripts written for Brian 2's devices; there is one engine, which runs in the process.

``set_device("cpp_standalone", ...)`` is accepted and changes nothing about how a model runs: ``run`` compiles and runs at
once, so that results are there after it, and ``device.build`` finds everything done. ``device.run`` with ``run_args`` goes
back to the state before the first run and repeats what followed, with other values.
"""

from ranvier.brian_logger import get_logger
from ranvier.device_kinds import Device, Dummy, RuntimeDevice
from ranvier.errors import key_error
from ranvier.session import seed
from ranvier.standalone_device import CPPStandaloneDevice

__all__ = [
    "CPPStandaloneDevice", "CurrentDeviceProxy", "Device", "Dummy", "RuntimeDevice", "active_device", "all_devices",
    "device", "get_device", "reset_device", "seed", "set_device",
]  # fmt: skip

logger = get_logger("brian2.devices.device")


runtime_device = RuntimeDevice()
cpp_standalone_device = CPPStandaloneDevice()
all_devices = {"runtime": runtime_device, "cpp_standalone": cpp_standalone_device}
active_device = runtime_device
_previous = []


class CurrentDeviceProxy:
    """Stands for the device that is active: its attributes are those of that one."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        if not hasattr(active_device, name):
            if name.startswith("_"):
                raise AttributeError(f"the active device has no attribute {name!r}")
            logger.warn(f"the active device has no attribute {name!r}; it is ignored")
            return Dummy()
        return getattr(active_device, name)

    def __repr__(self):
        return f"<the active device, {active_device!r}>"


device = CurrentDeviceProxy()


def get_device():
    """The device that is active."""
    return active_device


def _find(name):
    if isinstance(name, Device):
        return name
    if name not in all_devices:
        known = ", ".join(repr(known) for known in sorted(all_devices))
        raise key_error(
            f"there is no device {name!r}; the devices are {known}, and all of them mean Ranvier's one engine"
        )
    return all_devices[name]


def set_device(device, build_on_run=True, **options):
    """Choose a device.

    Parameters
    ----------
    device : str
        "runtime" or "cpp_standalone"; models run in this process with both.
    build_on_run : bool
        False: a script will call ``device.build()``. It may; what it asks for has been done by then.
    **options
        Arguments of ``device.build``, kept for scripts that read them.

    Raises
    ------
    KeyError
        For another device.
    """
    global active_device
    chosen = _find(device)
    _previous.append(active_device)
    active_device = chosen
    chosen.activate(build_on_run=build_on_run, **options)


def reset_device(device=None):
    """Go back to the device that was active before `set_device`, or to `device`."""
    global active_device
    previous = _previous.pop() if _previous else runtime_device
    active_device = previous if device is None else _find(device)
