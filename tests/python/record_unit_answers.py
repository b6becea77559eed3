"""Writes data/unit_answers.json: what Brian 2 makes of each line of data/unit_expressions.txt.

A line is an expression, or ``statements -> expression``. Run with PYTHONPATH=tests and an interpreter that has Brian 2 2.9.0.
"""

import json
from pathlib import Path

import brian2
from brian2.units import fundamentalunits
from support.unit_outcomes import namespace_of, outcome

DATA = Path(__file__).parent / "data"


def record():
    namespace = namespace_of("brian2")
    answers = {}
    for line in (DATA / "unit_expressions.txt").read_text().splitlines():
        fundamentalunits.user_unit_register = fundamentalunits.UnitRegistry()
        answers[line] = outcome(line, namespace, brian2.Quantity)
    return answers


(DATA / "unit_answers.json").write_text(json.dumps(record(), indent=0, ensure_ascii=False) + "\n")
