"""The two forum threads, as posted, do in Ranvier what their authors saw in Brian 2, or say why they cannot."""
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from ranvier.script_edits import apply_edits

HERE = Path(__file__).resolve().parent
DT = 1e-4         # s
DURATION = 0.5    # s


def run_in_ranvier(*arguments, folder):
    return subprocess.run([sys.executable, '-m', 'ranvier', *arguments], capture_output=True, text=True, cwd=folder,
                          env={**os.environ, 'MPLBACKEND': 'Agg'})


@pytest.fixture(scope='module', params=['thread_000_first', 'thread_000_second_repaired'])
def listing(request, tmp_path_factory):
    """What a runnable listing of thread 000 leaves behind; see probe.py."""
    folder = tmp_path_factory.mktemp(request.param)
    finished = run_in_ranvier(HERE / 'probe.py', HERE / f'{request.param}.py', folder / 'listing.npz', folder=folder)
    assert finished.returncode == 0, finished.stderr
    with np.load(folder / 'listing.npz') as stored:
        return dict(stored)


def test_the_poisson_input_adds_up_without_end(listing):
    """400 inputs of 10 Hz and weight 0.01 add 40 per second to a variable that never decays."""
    n_cells = len(listing['external'])
    variance = 0.01**2*400*round(DURATION/DT)*(10*DT)*(1 - 10*DT)   # of one cell: a sum of binomial numbers
    standard_error = np.sqrt(variance/n_cells)
    assert abs(listing['external'].mean() - 40*DURATION) < 5*standard_error


def test_the_internal_input_keeps_the_last_weight(listing):
    """I = w sets I for good: each cell holds the weight of the spike that arrived last, from the highest source index if tied."""
    delay, n_steps = 15, round(DURATION/DT)
    expected = np.zeros(len(listing['internal']))
    arrivals = np.rint(listing['spikes_t']/DT).astype(int) + delay
    assert np.all(np.diff(arrivals) >= 0)
    for source in listing['spikes_i'][arrivals < n_steps]:
        targets = listing['connected'][source]
        expected[targets] = listing['weights'][source, targets]
    assert np.count_nonzero(expected) > 90
    assert np.array_equal(listing['internal'], expected)


def test_the_second_listing_is_refused_under_the_term_that_lacks_the_time_constant(tmp_path):
    finished = run_in_ranvier(HERE / 'thread_000_second.py', folder=tmp_path)
    assert finished.returncode == 1
    lines = finished.stderr[finished.stderr.index('error[dimension-mismatch]: '):].splitlines()
    equation = next(place for place, line in enumerate(lines) if 'dv/dt = -(v - v_rest) + ((I_ext' in line)
    carets = lines[equation + 1]
    begin, end = carets.index('^'), carets.index('^') + len(re.search(r'\^+', carets).group())
    assert lines[equation][begin:end] in ('-(v - v_rest)', '(v - v_rest)', 'v - v_rest')


def with_plots_that_fit(folder):
    """The script of thread 004 with its recordings turned round for plot(): as posted it ends there with an error."""
    text = (HERE / 'thread_004_as_posted.py').read_text()
    script = folder / 'thread_004.py'
    script.write_text(text.replace('trace.v)', 'trace.v.T)').replace('trace_1.v)', 'trace_1.v.T)'))
    assert script.read_text() != text
    return script


def test_thread_004_as_posted_diverges_in_the_same_variables(tmp_path):
    expected = json.loads((HERE / 'thread_004_invalid_values.json').read_text())
    goes_on = tmp_path / 'goes_on.py'
    goes_on.write_text('import runpy\nfrom brian2 import prefs\nprefs.doctor.non_finite = "warn"\n'
                       f'runpy.run_path({str(with_plots_that_fit(tmp_path))!r}, run_name="__main__")\n')
    finished = run_in_ranvier(goes_on, folder=tmp_path)
    assert finished.returncode == 0, finished.stderr
    assert finished.stdout.endswith('1 simulation complete\n')
    warnings = [line for line in finished.stderr.splitlines() if 'invalid_values' in line]
    found = {tuple(re.search(r"\b(neurongroup(?:_\d+)?)\b.*'(\w+)'", line).groups()) for line in warnings}
    assert found == {(group, variable) for group, variable in expected['invalid_values']}


def test_thread_004_as_posted_ends_at_the_step_that_diverges(tmp_path):
    finished = run_in_ranvier(with_plots_that_fit(tmp_path), folder=tmp_path)
    assert finished.returncode == 0, finished.stderr
    assert finished.stdout.endswith('1 simulation complete\n')
    told = finished.stderr[finished.stderr.index('RV701'):]
    assert re.match(r'RV701 error  `\w+` of neurongroup\w*\[\d+\] became (nan|-?inf) at t = [\d.]+ ms\n', told)
    assert 'was the largest term of d' in told or ' in its term `' in told
    assert 'the run ended at t = ' in told


def findings_of(stderr):
    return re.findall(r'\b(RV\d{3}) (error|warning|hint)  ', stderr)


@pytest.mark.parametrize('name', ['thread_000_first', 'thread_000_second_repaired'])
def test_the_doctor_names_both_mistakes_of_thread_000(name, tmp_path):
    finished = run_in_ranvier(HERE / f'{name}.py', folder=tmp_path)
    assert findings_of(finished.stderr) == [('RV101', 'warning'), ('RV102', 'warning')]


def test_the_doctor_names_all_mistakes_of_the_second_listing_though_it_is_refused(tmp_path):
    finished = run_in_ranvier(HERE / 'thread_000_second.py', folder=tmp_path)
    assert findings_of(finished.stderr) == [('RV202', 'error'), ('RV101', 'warning'), ('RV102', 'warning')]
    told = finished.stderr[:finished.stderr.index('Traceback')]
    assert ('in dv/dt `/ t_tau` binds only to `((I_ext + I_int)/g_L)`: the leak `-(v - v_rest)` lacks it' in told)
    assert 'fix:   dv/dt = -(v - v_rest) / t_tau + ((I_ext + I_int)/g_L) / t_tau : 1 (unless refractory)' in told
    assert 'adds 40 Hz to it on average' in told
    assert '`I_int=w` overwrites' in told


@pytest.mark.parametrize('name', ['thread_000_twin_a', 'thread_000_twin_b'])
def test_the_doctor_leaves_the_corrected_listings_of_thread_000(name, tmp_path):
    finished = run_in_ranvier(HERE / f'{name}.py', folder=tmp_path)
    assert finished.returncode == 0, finished.stderr
    assert [(code, level) for code, level in findings_of(finished.stderr) if level != 'hint'] == []
    assert 'WARNING' not in finished.stderr


def test_the_doctor_says_of_thread_004_what_the_expert_said(tmp_path):
    finished = run_in_ranvier('doctor', '--json', HERE / 'thread_004_as_posted.py', folder=tmp_path)
    findings = json.loads(finished.stdout)
    assert [(finding['code'], finding['level']) for finding in findings] == [
        ('RV104', 'warning'), ('RV103', 'warning'), ('RV206', 'warning'), ('RV301', 'warning'), ('RV106', 'warning'),
        ('RV204', 'hint'), ('RV604', 'hint')]
    lines = [{place['line'] for place in finding['places']} for finding in findings]
    assert lines[0] == {84, 88, 91, 96, 101, 106}
    assert lines[1] == {25, 116, 121, 126}
    assert lines[2] == {48, 53, 54, 56}
    assert lines[3] == {25, 48, 56}
    assert lines[4] == {33, 41}
    assert lines[5] == {7}
    labels = [{place['label'] for place in finding['places']} for finding in findings]
    assert labels[0] == {'C_i_1', 'C_i_2', 'C_i_3', 'C_i_4'}
    assert {'S_1', 'S_2'} <= labels[1]
    assert {'L_5_i', 'L_5_e'} <= labels[2] and {'L_5_i', 'L_5_e'} <= labels[3]


def test_what_the_doctor_says_of_thread_004_stands_in_a_file(tmp_path):
    shutil.copy(HERE / 'thread_004_as_posted.py', tmp_path)
    finished = run_in_ranvier('doctor', 'thread_004_as_posted.py', folder=tmp_path)
    # When the network diverges depends on its random inputs, and with it the length of the recordings.
    told = re.sub(r'\(3, \d+\)', '(3, 171)', finished.stdout)
    told = re.sub(r'shapes \(\d+,\)', 'shapes (171,)', told)
    told = re.sub(r'along the first axis: \d+ times', 'along the first axis: 171 times', told)
    assert told == (HERE / 'thread_004_findings.txt').read_text()


def test_thread_004_runs_with_all_its_fixes(tmp_path):
    """To its end, finite, and without any warning."""
    posted = (HERE / 'thread_004_as_posted.py').read_text()
    script = tmp_path / 'mended.py'
    script.write_text(posted)
    findings = json.loads(run_in_ranvier('doctor', '--json', script, folder=tmp_path).stdout)
    edits = []
    for finding in findings:
        edits += [edit for edit in finding['edits'] if edit not in edits]
    script.write_text(apply_edits(posted, edits) + 'assert isfinite(trace.v).all() and isfinite(trace_1.v).all()\n'
                      'print("v", (trace.v/mV).min(), (trace.v/mV).max())\n')
    finished = run_in_ranvier(script, folder=tmp_path)
    assert finished.returncode == 0, finished.stderr
    assert {level for _, level in findings_of(finished.stderr)} <= {'hint'}
    assert 'WARNING' not in finished.stderr
    lowest, highest = map(float, finished.stdout.split('v ')[-1].split())
    assert -91 < lowest and highest < 56  # between the outermost reversal potentials
