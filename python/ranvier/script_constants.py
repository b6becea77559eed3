"""Constants that a script defines beside its model and never uses: the cure of a mistake may be among them."""

import ast
import functools
import re

from ranvier.script_places import creation

_NAME = re.compile(r"[^\W\d]\w*")


def unused_names(objects):
    """Names that the scripts of some objects give a value and never use, neither in code nor in a text.

    Parameters
    ----------
    objects : list of BrianObject

    Returns
    -------
    set of str
        What is assigned at the level of the module, once or several times. What a text may mean is used: all strings but
        those that stand alone, which are comments.
    """
    made = [creation(obj.name) for obj in objects]
    files = {place[0] for place in made if place is not None and place[0] is not None}
    return set().union(*(_unused_in(file) for file in files))


@functools.lru_cache(maxsize=64)
def _unused_in(file):
    assigned = {name for statement in file.tree.body for name in _assigned_by(statement)}
    return {name for name in assigned if not name.startswith("_")} - _used_in(file.tree)


def _assigned_by(statement):
    if isinstance(statement, ast.Assign):
        return [target.id for target in statement.targets if isinstance(target, ast.Name)]
    if isinstance(statement, ast.AnnAssign) and statement.value is not None and isinstance(statement.target, ast.Name):
        return [statement.target.id]
    return []


def _used_in(tree):
    nodes = list(ast.walk(tree))
    comments = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    used = set()
    for node in nodes:
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Store):
            used.add(node.id)
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            used.add(node.target.id)
        elif isinstance(node, (ast.Global, ast.Nonlocal)):
            used.update(node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in comments:
            used.update(_NAME.findall(node.value))
    return used
