"""Lets a test file be imported although names that it imports are missing, and makes every use of such a name a failure.

One missing name at the top of a file would otherwise lose all its tests. While files are imported a stand-in may be
called (as a decorator, say) and gives itself; once tests run, whatever is done with it raises `Missing`. That is no
`Exception`, so a test that expects some error cannot take it for the one it expects.
"""

import ast
import importlib
import sys
import types
from importlib.machinery import ModuleSpec, PathFinder

from ranvier.unavailable import Unavailable

from ranvier import alias

importing = True


class Missing(BaseException):
    """A test used something that Ranvier does not have."""


def _use(name, result):
    if not importing:
        raise Missing(name)
    return result


class _Kind(type):
    """Makes each stand-in a class of its own: it may be derived from, caught, or asked for with isinstance."""

    def __call__(cls, *_, **__):
        return _use(cls.__name__, cls)

    def __getattr__(cls, name):
        if name.startswith('__'):
            raise AttributeError(name)
        return _use(cls.__name__, cls)

    def __instancecheck__(cls, instance):
        return _use(cls.__name__, False)

    __getitem__ = __setitem__ = __contains__ = __call__
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __call__

    def __iter__(cls):
        return _use(cls.__name__, iter(()))


def stand_in(name):
    """A stand-in for the missing `name`."""
    return _Kind(name, (), {'__init_subclass__': classmethod(lambda cls, **_: None)})


class _ModuleOfStandIns(types.ModuleType):
    def __getattr__(self, name):
        if name.startswith('__'):
            raise AttributeError(name)
        value = stand_in(f'{self.__name__}.{name}')
        self.__dict__[name] = value
        return value


class _Finder:
    """Finds ``brian2.tests`` in the unpacked wheel, and a module of stand-ins for each module without counterpart."""

    def __init__(self, tests):
        self._tests = str(tests)

    def find_spec(self, fullname, path=None, target=None):
        package, _, name = fullname.partition('.')
        if package != 'brian2' or not name:
            return None
        if name == 'tests' or name.startswith('tests.'):
            folder = self._tests + '/..' + ''.join('/' + part for part in name.split('.')[:-1])
            return PathFinder.find_spec(fullname, [folder])
        if alias.is_known(name):
            return None
        return ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec):
        return _ModuleOfStandIns(spec.name)

    def exec_module(self, module):
        module.__path__ = []


def _refuse(unavailable, *_, **__):
    return _use(unavailable._name, unavailable)


def install(tests):
    """Let ``import brian2`` mean Ranvier, ``brian2.tests`` the folder `tests`, and missing modules stand-ins."""
    alias.install()
    sys.meta_path.insert(0, _Finder(tests))
    for name in ('__call__', '__getitem__', '__setitem__', '__len__', '__contains__'):
        setattr(Unavailable, name, _refuse)
    Unavailable.__iter__ = lambda unavailable: iter((_refuse(unavailable),))
    Unavailable.__mro_entries__ = lambda unavailable, bases: (stand_in(unavailable._name),)
    Unavailable.__getattr__ = lambda unavailable, name: (
        object.__getattribute__(unavailable, name) if name.startswith('__') else _refuse(unavailable)
    )
    Unavailable._refuse = _refuse


def provide_names(file):
    """Put a stand-in wherever `file` imports a name of ``brian2`` that is missing."""
    for node in ast.walk(ast.parse(file.read_text())):
        if not isinstance(node, ast.ImportFrom) or (node.module or '').partition('.')[0] != 'brian2':
            continue
        if node.module.startswith('brian2.tests'):
            continue
        module = importlib.import_module(node.module)
        for name in {imported.name for imported in node.names} - {'*'}:
            if not hasattr(module, name):
                setattr(module, name, stand_in(f'{node.module}.{name}'))
