"""Equations and groups as LaTeX and HTML, for notebooks."""

import ast
import html

from ranvier.units import get_unit
from ranvier.units.dimension import get_or_create_dimension

_GREEK = {
    *"alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi".split(),
    *"omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega".split(),
}
_FUNCTIONS = {"exp", "log", "log10", "sin", "cos", "tan", "sinh", "cosh", "tanh", "arcsin", "arccos", "arctan"}
_OPERATORS = {
    ast.Lt: "<", ast.LtE: r"\leq", ast.Gt: ">", ast.GtE: r"\geq", ast.Eq: "=", ast.NotEq: r"\neq",
    ast.And: r"\wedge", ast.Or: r"\vee",
}  # fmt: skip
_LOOSE, _COMPARISON, _SUM, _PRODUCT, _SIGN, _TIGHT = range(6)


def name_to_latex(name):
    """A name: Greek letters as such, what follows an underscore as a subscript."""
    first, *rest = [rf"\{part}" if part in _GREEK else part for part in name.split("_") if part] or [name]
    if len(first) > 1 and not first.startswith("\\"):
        first = rf"\mathit{{{first}}}"
    return first + (f"_{{{','.join(rest)}}}" if rest else "")


def _convert(node):
    """LaTeX of a node, and how strongly it binds."""
    if isinstance(node, ast.Name):
        return name_to_latex(node.id), _TIGHT
    if isinstance(node, ast.Constant):
        return (rf"\mathrm{{{node.value}}}" if isinstance(node.value, bool) else f"{node.value}"), _TIGHT
    if isinstance(node, ast.UnaryOp):
        if isinstance(node.op, ast.Not):
            return rf"\neg {_within(node.operand, _SIGN)}", _SIGN
        return f"{'-' if isinstance(node.op, ast.USub) else ''}{_within(node.operand, _PRODUCT)}", _SUM
    if isinstance(node, ast.BinOp):
        return _binary(node)
    if isinstance(node, ast.Compare):
        parts = [_within(node.left, _SUM)]
        for operation, operand in zip(node.ops, node.comparators):
            parts += [_OPERATORS[type(operation)], _within(operand, _SUM)]
        return " ".join(parts), _COMPARISON
    if isinstance(node, ast.BoolOp):
        return f" {_OPERATORS[type(node.op)]} ".join(_within(value, _COMPARISON) for value in node.values), _LOOSE
    if isinstance(node, ast.IfExp):
        return (
            rf"\begin{{cases}}{_within(node.body)} & \text{{if }} {_within(node.test)} \\ "
            rf"{_within(node.orelse)} & \text{{otherwise}}\end{{cases}}", _TIGHT)  # fmt: skip
    arguments = [_within(argument) for argument in node.args]
    function = node.func.id
    if function == "sqrt":
        return rf"\sqrt{{{arguments[0]}}}", _TIGHT
    if function == "abs":
        return rf"\left|{arguments[0]}\right|", _TIGHT
    shown = rf"\{function}" if function in _FUNCTIONS else rf"\operatorname{{{function}}}".replace("_", r"\_")
    return rf"{shown}\left({', '.join(arguments)}\right)", _TIGHT


def _binary(node):
    left, right = node.left, node.right
    if isinstance(node.op, ast.Div):
        return rf"\frac{{{_within(left)}}}{{{_within(right)}}}", _PRODUCT
    if isinstance(node.op, ast.Pow):
        return f"{_within(left, _TIGHT)}^{{{_within(right)}}}", _SIGN
    if isinstance(node.op, ast.FloorDiv):
        return rf"\left\lfloor\frac{{{_within(left)}}}{{{_within(right)}}}\right\rfloor", _TIGHT
    if isinstance(node.op, ast.Mod):
        return rf"{_within(left, _PRODUCT)} \bmod {_within(right, _SIGN)}", _PRODUCT
    if isinstance(node.op, ast.Mult):
        return f"{_within(left, _PRODUCT)} {_within(right, _PRODUCT)}", _PRODUCT
    sign = "+" if isinstance(node.op, ast.Add) else "-"
    return f"{_within(left, _SUM)} {sign} {_within(right, _SUM if sign == '+' else _PRODUCT)}", _SUM


def _within(node, least=_LOOSE):
    text, strength = _convert(node)
    return rf"\left({text}\right)" if strength < least else text


def expression_to_latex(text):
    """An expression of the model language as LaTeX."""
    return _within(ast.parse(text.strip().replace("\n", " "), mode="eval").body)


def equations_to_latex(equations):
    """All equations in one align* environment, in the order in which they are printed."""
    lines = []
    for equation in equations:
        name = name_to_latex(equation.name)
        unit = get_unit(get_or_create_dimension(*equation.exponents))
        shown = f"unit: ${unit._repr_latex_().strip('$')}$" if any(equation.exponents) else "no unit"
        flags = f", flags: {', '.join(equation.flags)}" if equation.flags else ""
        left = rf"\frac{{\mathrm{{d}}{name}}}{{\mathrm{{d}}t}}" if equation.kind == "differential equation" else name
        right = f"&= {expression_to_latex(equation.expression)}" if equation.expression else "&"
        lines.append(rf"{left} {right} && \text{{({shown}{flags})}}")
    return r"\begin{align*}" + "\\\\\n".join(lines) + r"\end{align*}"


def _code_list(rows):
    items = "".join(f"<li><i>{title}</i> <code>{html.escape(code)}</code></li>\n" for title, code in rows)
    return f'<ul style="list-style-type: none; margin-top: 0px;">\n{items}</ul>\n'


def neuron_group_to_html(group):
    """A NeuronGroup with its equations, events and what follows them, as HTML."""
    parts = [f"{type(group).__name__} '{html.escape(group.name)}' with {len(group)} neurons.<br>\n"]
    if len(group.equations):
        parts.append(f"<b>Model:</b><br>\n{group.equations._repr_latex_()}\n")
    statements = {event: resetter.code for event, resetter in group.resetter.items()}
    for event, condition in sorted(group.events.items(), key=lambda entry: entry[0] != "spike"):
        rows = [("Threshold condition:" if event == "spike" else "Event condition:", condition)]
        if event in statements:
            rows.append(("Reset statements:" if event == "spike" else "Statements:", statements[event]))
        title = "Spikes" if event == "spike" else f"Event '{html.escape(event)}'"
        parts.append(f"<b>{title}:</b>{_code_list(rows)}")
    return "".join(parts)
