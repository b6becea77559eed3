"""``python -m ranvier script.py`` behaves as ``python script.py``."""

import os
import re
import signal
import subprocess
import sys
import time

import pytest


def ranvier(*arguments, cwd=None, **options):
    return subprocess.run(
        [sys.executable, "-m", "ranvier", *map(str, arguments)],
        capture_output=True, text=True, timeout=60, cwd=cwd, **options,
    )  # fmt: skip


def python(*arguments, cwd=None):
    return subprocess.run([sys.executable, *map(str, arguments)], capture_output=True, text=True, timeout=60, cwd=cwd)


@pytest.fixture
def script(tmp_path):
    def write(text, name="script.py"):
        path = tmp_path / name
        path.write_text(text)
        return path

    return write


SURROUNDINGS = """
import sys, os, pickle
class Result: pass
print(sys.argv, __name__, __file__, __package__, __spec__, __doc__)
print(sys.path[0], os.getcwd())
print(sys.modules['__main__'].__dict__ is globals(), type(pickle.loads(pickle.dumps(Result()))))
print(sorted(n for n in globals() if n not in ('__annotations__', '__loader__', '__cached__')))
"""


@pytest.mark.parametrize("verb", [[], ["run"]])
def test_a_script_sees_what_it_sees_under_python(script, tmp_path, verb):
    path = script(SURROUNDINGS)
    arguments = [path, "--option", "value", "-x"]
    expected = python(*arguments, cwd=tmp_path.parent)
    found = ranvier(*verb, *arguments, cwd=tmp_path.parent)
    assert (found.stdout, found.stderr) == (expected.stdout, "")
    assert found.returncode == 0


def test_a_relative_path_means_the_same_as_under_python(script, tmp_path):
    script(SURROUNDINGS)
    expected = python("script.py", cwd=tmp_path)
    assert ranvier("script.py", cwd=tmp_path).stdout == expected.stdout


def test_a_script_finds_modules_in_its_own_folder_and_not_in_the_working_directory(script, tmp_path):
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "beside.py").write_text("value = 'beside the script'")
    path = folder / "script.py"
    path.write_text("import beside; print(beside.value)")
    (tmp_path / "beside.py").write_text("value = 'in the working directory'")
    assert ranvier(path, cwd=tmp_path).stdout == "beside the script\n"


@pytest.mark.parametrize(
    "statement",
    [
        "sys.exit()", "sys.exit(0)", "sys.exit(3)", "sys.exit('a reason')", "sys.exit(None)", "raise SystemExit(True)",
        "exit(4)", "os._exit(5)", "1/0", "raise ValueError('bad value')", "raise SystemExit((1, 2))",
    ],
)  # fmt: skip
def test_the_exit_status_and_messages_are_those_of_python(script, statement):
    path = script(f"import sys, os\nprint('before', flush=True)\n{statement}\n")
    expected, found = python(path), ranvier(path)
    assert (found.returncode, found.stdout, found.stderr) == (expected.returncode, expected.stdout, expected.stderr)


def test_the_traceback_has_only_the_frames_of_the_script(script):
    path = script("def inner():\n    return {}['key']\n\ndef outer():\n    return inner()\n\nouter()\n")
    expected, found = python(path), ranvier(path)
    assert found.stderr == expected.stderr
    assert "ranvier" not in found.stderr
    assert found.returncode == 1


def test_chained_exceptions_are_shown_whole(script):
    path = script("try:\n    1/0\nexcept ZeroDivisionError as error:\n    raise ValueError('later') from error\n")
    assert ranvier(path).stderr == python(path).stderr


def test_a_syntax_error_is_shown_as_python_shows_it(script):
    path = script("x = (1,\nprint(x\n")
    expected, found = python(path), ranvier(path)
    assert (found.stderr, found.returncode) == (expected.stderr, 1)


def test_an_exception_hook_of_the_script_is_called(script):
    path = script(
        "import sys\nsys.excepthook = lambda kind, error, trace: print('hook:', error)\nraise ValueError('x')\n"
    )
    found = ranvier(path)
    assert (found.stdout, found.stderr, found.returncode) == ("hook: x\n", "", 1)


def test_what_a_script_registers_for_the_exit_runs(script):
    path = script("import atexit\natexit.register(print, 'at exit')\nprint('body')\n")
    assert ranvier(path).stdout == "body\nat exit\n"


def test_an_encoding_line_is_respected(tmp_path):
    path = tmp_path / "latin.py"
    path.write_bytes("# -*- coding: latin-1 -*-\nprint(len('\xe9'))\n".encode("latin-1"))
    assert ranvier(path).stdout == "1\n"


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_other_processes_of_a_script_find_its_functions_and_brian2(script, method):
    path = script(
        "import multiprocessing\n"
        "from brian2 import *\n"
        "def twice(q): return 2*q\n"
        "if __name__ == '__main__':\n"
        f"    with multiprocessing.get_context('{method}').Pool(1) as pool:\n"
        "        print(pool.map(twice, [3*mV]))\n"
    )
    found = ranvier(path)
    assert (found.stdout, found.stderr) == ("[6. * mvolt]\n", "")


def test_brian2_means_ranvier_in_a_python_that_the_script_starts(script):
    path = script(
        "import subprocess, sys\nsubprocess.run([sys.executable, '-c', 'import brian2; print(brian2.__name__)'])\n"
    )
    assert ranvier(path).stdout == "ranvier\n"


def test_a_sitecustomize_of_the_user_still_runs(script, tmp_path):
    script("import sys; sys.customized = True", "sitecustomize.py")
    path = script(
        "import subprocess, sys\nsubprocess.run([sys.executable, '-c', 'import sys; print(sys.customized)'])\n"
    )
    search = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    assert ranvier(path, env={**os.environ, "PYTHONPATH": search}).stdout == "True\n"


def test_ctrl_c_ends_with_status_130(script):
    path = script("import time\nprint('started', flush=True)\ntime.sleep(60)\n")
    process = subprocess.Popen(
        [sys.executable, "-m", "ranvier", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "started\n"
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert errors.endswith("KeyboardInterrupt\n")
    assert "ranvier" not in errors.replace(str(path), "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "a script is missing: ranvier script.py"),
        (["run"], "a script is missing: ranvier run script.py"),
        (["no_such.py"], "cannot read 'no_such.py': No such file or directory"),
        (["run", "no_such.py"], "cannot read 'no_such.py': No such file or directory"),
        (["."], "cannot read '.': Is a directory"),
        (["--fast", "x.py"], "unknown option '--fast'; 'ranvier --help' lists what there is"),
        (["run", "--fast", "x.py"], "unknown option '--fast'; options of the script stand after its name"),
        (["doctor"], "a script is missing: ranvier doctor script.py"),
        (["doctor", "--json"], "a script is missing: ranvier doctor script.py"),
        (["doctor", "no_such.py"], "cannot read 'no_such.py': No such file or directory"),
        (
            ["doctor", "--fast", "x.py"],
            "unknown option '--fast'; those of 'ranvier doctor' are --json, --strict, --full",
        ),
        (
            ["run", "model.rvr"],
            "continuing a stored model such as 'model.rvr' is not built yet; run the script that made it",
        ),
        (["show", "x.py"], "'show' is not built yet; print the Equations object in the script"),
        (["sweep", "x.py"], "'sweep' is not built yet; call run() in a loop over the values"),
    ],
)
def test_a_wrong_command_line_is_one_line_and_status_2(arguments, message, tmp_path):
    found = ranvier(*arguments, cwd=tmp_path)
    assert (found.returncode, found.stdout, found.stderr) == (2, "", f"ranvier: {message}\n")


def test_the_version_is_shown():
    from ranvier.version import version

    found = ranvier("--version")
    assert found.returncode == 0
    first, compiler, processor = found.stdout.splitlines()
    assert first == f"ranvier {version}"
    assert re.fullmatch(r"LLVM 19\.1\.\d+", compiler)
    assert re.fullmatch(r"[\w-]+, (AVX-512, FMA, 8|AVX2, FMA, 4|SSE2, 2) doubles a vector", processor)


WRONG_MODEL = """from brian2 import *
def build():
    return NeuronGroup(1, 'dv/dt = -v : 1', method='euler')
G = build()
run(1*ms)
"""


def test_a_mistake_in_the_model_shows_the_frames_of_the_script_alone(script):
    found = ranvier(script(WRONG_MODEL))
    assert found.returncode == 1
    files = set(re.findall(r'File "([^"]+)"', found.stderr))
    assert {os.path.basename(file) for file in files} == {"script.py"}
    assert found.stderr.count("error[dimension-mismatch]: the right side is a number without unit") == 1


def test_help_lists_the_forms_of_the_command():
    found = ranvier("--help")
    assert found.returncode == 0
    assert found.stdout.startswith("usage: ranvier [run] script.py [args]")


def test_a_script_starts_quickly(script):
    # No other bound than that nothing heavy is imported: the interpreter alone needs a few hundredths of a second.
    path = script("import sys; print('numpy' in sys.modules)")
    begin = time.perf_counter()
    assert ranvier(path).stdout == "False\n"
    assert time.perf_counter() - begin < 10
