"""Measures Ranvier against its peers and prints ratios: a figure in seconds is a property of the machine, a ratio one of the code.

    python benchmarks/run.py [--quick] [--only PART ...]

What is compared is run in turns, in CPU time; processor and load stand in the first lines. Brian 2 is measured where
`make oracle` has installed it.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import textwrap
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / ".venv/bin/python"
ORACLE = ROOT / ".venv-oracle/bin/python"
BARREL_CORTEX = ROOT / "examples/barrel_cortex.py"
PLASTIC_NETWORK = ROOT / "benchmarks/plastic_network.py"
ENVIRONMENT = {**os.environ, "MPLBACKEND": "Agg"}


def processor():
    """Name of the processor, as Linux gives it."""
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor()


def describe_machine():
    features = subprocess.run(
        [PYTHON, "-c", "import ranvier._core as core; print(core.describe_target())"],
        capture_output=True,
        text=True,
        check=True,
    )
    print(
        f"processor {processor()}, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors; code for "
        f"{features.stdout.strip()}"
    )


def cpu_time(command):
    """CPU time of a process and its children [s]."""
    before = os.times()
    subprocess.run(command, check=True, capture_output=True, env=ENVIRONMENT, cwd=ROOT)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def timed_script(python, simulator, *arguments):
    """Phases of one run of a script, as timed_script.py reports them."""
    result = subprocess.run(
        [python, ROOT / "benchmarks/timed_script.py", simulator, *map(str, arguments)],
        check=True,
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
        cwd=ROOT,
    )
    return json.loads(result.stdout.splitlines()[-1])


def micro_benchmarks(filter):
    """Results of the benchmarks in benchmarks/micro whose name matches."""
    build = ROOT / "build/release"
    subprocess.run(
        ["cmake", "--preset", "release", "-DRANVIER_BENCHMARKS=ON"], check=True, cwd=ROOT, capture_output=True
    )
    subprocess.run(
        ["cmake", "--build", build, "--target", "ranvier_benchmarks"], check=True, cwd=ROOT, capture_output=True
    )
    result = subprocess.run(
        [build / "ranvier_benchmarks", f"--benchmark_filter={filter}", "--benchmark_format=json"],
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(result.stdout)["benchmarks"]


def hodgkin_huxley_kernel():
    """The kernel of a Hodgkin-Huxley neuron against reference loop R."""
    results = micro_benchmarks("^hodgkin_huxley")
    print("Hodgkin-Huxley step, 4000 neurons: loop R / kernel")
    for benchmark in results:
        name = benchmark["name"].partition("/")[2].partition("/")[0]
        if benchmark.get("error_occurred") or "ratio" not in benchmark:
            print(f"  {name:8} did not run: {benchmark.get('error_message', 'not available on this processor')}")
        else:
            print(
                f"  {name:8} ratio {benchmark['ratio']:.1f}   kernel {benchmark['kernel_ns']:.2f} ns per neuron-step, "
                f"deviation {benchmark['deviation']:.1e} of the amplitude"
            )


def doctor_cost():
    """What the doctor costs before the first step, and what watching costs in each step."""
    result = subprocess.run(
        [PYTHON, ROOT / "benchmarks/timed_doctor.py"], capture_output=True, text=True, check=True, env=ENVIRONMENT
    )
    print("examination before the first step, CPU time")
    for name, times in json.loads(result.stdout.splitlines()[-1]).items():
        print(f"  {name:13} first {times['first']:.1f} ms, then {times['median']:.1f} ms")
    results = micro_benchmarks("^watched_run")
    print("time loop with the watch of its values / without")
    for benchmark in results:
        name = benchmark["name"].split("/")[1]
        size = benchmark["name"].split("neurons:")[1].partition("/")[0]
        print(f"  {name:14} {size:>4} neurons: {benchmark['ratio']:.4f}   step {benchmark['step_us']:.1f} us")


def against_brian2(name, turns, duration, *arguments):
    """The steps of a script against Brian 2 with warm Cython code."""
    if not ORACLE.exists():
        print(f"{name} against Brian 2: not measured, `make oracle` installs Brian 2")
        return
    arguments = [*arguments, "--duration"]
    timed_script(ORACLE, "brian2", *arguments, 0.001)  # compiles, if its cache is cold
    ratios, seconds = [], []
    for _ in range(turns):
        own = timed_script(PYTHON, "ranvier", *arguments, duration)["run"]
        peer = timed_script(ORACLE, "brian2", *arguments, duration)["run"]
        ratios.append(peer / own)
        seconds.append(own)
    print(
        f"{name}, {duration} s: Brian 2 (Cython) / Ranvier, CPU time of the steps: "
        f"median {statistics.median(ratios):.1f} of {', '.join(f'{ratio:.1f}' for ratio in ratios)}; "
        f"Ranvier {statistics.median(seconds) / duration:.2f} s per second of model time"
    )


NEW_GROUP = textwrap.dedent("""
    from ranvier import *
    import time
    first = NeuronGroup(10, 'dv/dt = -v/(10*ms) : 1', method='euler')
    net = Network(first)
    net.run(1*ms)
    start = time.process_time()
    net.add(NeuronGroup(100, '''dv/dt = (i_0 - v + w*exp(v))/(7*ms) : 1
                                dw/dt = (v**3 - w)/(30*ms) : 1
                                i_0 : 1''', threshold='v > 1', reset='v = 0; w += 0.1', method='rk4'))
    net.run(0*ms)
    print(time.process_time() - start)
""")


def start_up(turns):
    """Medians beyond `import numpy`, in turns."""
    commands = {
        "numpy": [PYTHON, "-c", "import numpy"],
        "import ranvier": [PYTHON, "-c", "import numpy, ranvier, ranvier._core; ranvier.NeuronGroup"],
        "star import": [PYTHON, "-c", "from ranvier import *"],
        "barrel_cortex.py to its first step": [
            PYTHON,
            "-m",
            "ranvier",
            BARREL_CORTEX,
            "--no-plot",
            "--duration",
            "2.5e-5",
        ],
    }
    times = {name: [] for name in commands}
    for _ in range(turns):
        for name, command in commands.items():
            times[name].append(cpu_time(list(map(str, command))))
    numpy = statistics.median(times.pop("numpy"))
    print(f"start-up, CPU time beyond `import numpy` ({numpy:.2f} s), medians of {turns}")
    for name, values in times.items():
        print(f"  {name}: {statistics.median(values) - numpy:.3f} s")
    new_group = [
        float(subprocess.run([PYTHON, "-c", NEW_GROUP], capture_output=True, text=True, check=True).stdout.split()[-1])
        for _ in range(turns)
    ]
    print(f"  one more group with new equations: {statistics.median(new_group) * 1e3:.0f} ms")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer and shorter runs")
    parts = ["start_up", "hodgkin_huxley", "doctor", "barrel_cortex", "plastic_network"]
    parser.add_argument("--only", choices=parts, nargs="+", default=parts, help="these parts alone")
    arguments = parser.parse_args()
    describe_machine()
    sys.stdout.flush()
    quick = arguments.quick
    turns = 3 if quick else 7
    if "start_up" in arguments.only:
        start_up(7)
    if "hodgkin_huxley" in arguments.only:
        hodgkin_huxley_kernel()
    if "doctor" in arguments.only:
        doctor_cost()
    if "barrel_cortex" in arguments.only:
        against_brian2("barrel_cortex", turns, 0.5 if quick else 3, BARREL_CORTEX, "--no-plot")
    if "plastic_network" in arguments.only:
        against_brian2("plastic_network", turns, 1 if quick else 5, PLASTIC_NETWORK)


main()
