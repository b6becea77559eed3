"""Texts of models as objects: Expression, Statements, SingleEquation and what Equations tell about themselves."""

import pickle

import numpy as np
import pytest
from ranvier.errors import EquationError

from ranvier import Equations, Expression, Hz, NeuronGroup, Statements, amp, ms, mV, nS, second, volt
from ranvier.equations import DIFFERENTIAL_EQUATION, PARAMETER, SUBEXPRESSION, SingleEquation
from ranvier.units import DimensionMismatchError


def test_an_expression_knows_its_names():
    expression = Expression('v > 5*mV and not x # about w')
    assert expression.code == 'v > 5*mV and not x # about w'
    assert expression.identifiers == {'v', 'mV', 'x'}


def test_names_are_replaced_by_names_and_by_values():
    assert Expression('g + k*w # g and k', g='g_ampa', k=0.3) == 'g_ampa + (0.3)*w # g_ampa and k'
    assert str(Statements('v += dv # dv', dv=3 * mV)) == 'v += (3. * mvolt) # dv'
    assert str(Statements('x += y; y += z', x='a', y='b')) == 'a += b; b += z'
    assert str(Statements('tau_syn += tau', tau=10)) == 'tau_syn += (10)'


def test_a_wrong_expression_is_refused_where_it_is_made():
    with pytest.raises(SyntaxError, match="an operator is missing before '5'"):
        Expression('v 5*mV')


def test_a_value_cannot_be_assigned_to():
    with pytest.raises(ValueError) as raised:
        Statements('x = 1; v += x', v=3 * mV)
    assert str(raised.value) == (
        "Cannot substitute value 3. * mvolt for 'v': 'v += x' assigns to it; give another name, or rename it in the "
        'statement'
    )


def test_an_array_replaces_nothing():
    with pytest.raises(SyntaxError, match="'a' can be replaced by a name or a single value"):
        Expression('a + 1', a=np.arange(3))
    with pytest.raises(SyntaxError, match="'tau' can be replaced by a name or a single value"):
        Equations('dv/dt = -v/tau : 1', tau=np.arange(3))


def test_a_name_is_not_replaced_by_something_else():
    with pytest.raises(SyntaxError, match="'v' cannot be replaced by 'two words', which is no name"):
        Equations('dv/dt = -v/tau : 1', v='two words')


def test_texts_compare_show_and_pickle_as_what_they_are():
    assert repr(Expression('a+b')) == "Expression('a+b')"
    assert repr(Statements('a += b')) == "Statements('a += b')"
    assert Expression('a') == Expression('a') != Statements('a')
    assert hash(Statements('a = 1')) == hash(Statements('a = 1'))
    assert type(pickle.loads(pickle.dumps(Expression('a*b')))) is Expression


def test_texts_stand_where_strings_stand():
    group = NeuronGroup(2, 'v : 1', threshold=Expression('v > limit', limit='0.5'), reset=Statements('v = 0'))
    group.v = Expression('i*0.25')
    assert list(group.v) == [0, 0.25]


MODEL = """dv/dt = (I_total + xi*second**0.5*amp/second)/C : volt (unless refractory)
           I_total = I_in + I_leak : amp
           I_leak = g*v : amp
           I_in = i_0*sin(2*pi*f*t) : amp
           g : siemens (constant)
           f : Hz
           n : integer"""


def test_equations_tell_their_parts():
    equations = Equations(MODEL)
    assert equations['v'].type == DIFFERENTIAL_EQUATION
    assert equations['v'].flags == ['unless refractory']
    assert equations['I_leak'].type == SUBEXPRESSION
    assert equations['I_leak'].expr == Expression('g*v')
    assert equations['f'].type == PARAMETER
    assert equations['f'].expr is None
    assert equations['f'].unit == Hz
    assert equations['n'].var_type == 'integer'
    assert equations.identifiers == {'xi', 'second', 'amp', 'C', 'i_0', 'sin', 'pi', 't'}
    assert equations.stochastic_variables == {'xi'}
    assert [name for name, _ in equations.diff_eq_expressions] == ['v']
    assert {name for name, _ in equations.eq_expressions} == {'v', 'I_total', 'I_leak', 'I_in'}
    assert equations.dimensions['I_in'] is amp.dim


def test_subexpressions_are_ordered_by_what_they_need():
    assert [equation.varname for equation in Equations(MODEL).ordered] == [
        'I_leak', 'I_in', 'I_total', 'v', 'g', 'f', 'n',
    ]  # fmt: skip


def test_dependencies_say_the_way():
    needs = {
        name: {(d.equation.varname, d.via) for d in found} for name, found in Equations(MODEL).dependencies.items()
    }
    assert needs == {
        'v': {('I_total', ()), ('I_in', ('I_total',)), ('I_leak', ('I_total',)), ('v', ('I_total', 'I_leak'))},
        'I_total': {('I_in', ()), ('I_leak', ()), ('v', ('I_leak',))},
        'I_leak': {('v', ())},
        'I_in': set(),
    }


def test_equations_are_made_of_single_equations():
    equations = Equations(MODEL)
    assert Equations(list(equations.values())) == equations
    with pytest.raises(EquationError):
        Equations([SingleEquation(PARAMETER, 'v', volt.dim), SingleEquation(PARAMETER, 'v', second.dim)])
    with pytest.raises(TypeError, match='equations are a string, not list'):
        Equations(['v : 1'])


def test_flags_are_checked():
    equations = Equations('dv/dt = -v/(5*ms) : volt (one, two)')
    equations.check_flags({DIFFERENTIAL_EQUATION: ['one', 'two']})
    with pytest.raises(ValueError) as raised:
        equations.check_flags({DIFFERENTIAL_EQUATION: ['one']})
    assert str(raised.value) == "the differential equation 'v' cannot have the flag 'two'; allowed: one"
    with pytest.raises(ValueError) as raised:
        equations.check_flags({DIFFERENTIAL_EQUATION: ['one', 'two']}, incompatible_flags=[('one', 'two')])
    assert str(raised.value) == "'v' has the flags one, two, which exclude each other"


def test_joined_arrays_go_into_out():
    out = np.zeros(3) * ms
    assert np.concatenate([[1, 2] * ms, [3 * ms]], out=out) is out
    assert list(out / ms) == [1, 2, 3]
    with pytest.raises(DimensionMismatchError, match='another unit than out'):
        np.concatenate([[1, 2] * ms, [3 * ms]], out=np.zeros(3) * nS)


def test_an_expression_is_split_into_drift_and_noise():
    plain = Expression('(-v + I)/tau')
    assert plain.split_stochastic() == (plain, None)
    drift, factors = Expression('sigma*xi/tau**0.5 # noise').split_stochastic()
    assert float(drift) == 0 and list(factors) == ['xi'] and factors['xi'].identifiers == {'sigma', 'tau'}
    drift, factors = Expression('(I - v)/tau + sigma*xi_1/tau**0.5 + xi_2*b').split_stochastic()
    assert drift == '(I - v)/tau' and factors['xi_2'] == 'b' and set(factors) == {'xi_1', 'xi_2'}
    with pytest.raises(ValueError, match="the expression '1/xi' can't be split"):
        Expression('1/xi').split_stochastic()
