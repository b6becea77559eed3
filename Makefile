# The daily commands. Each installs what it needs and is quick when nothing changed.
#
#   make build   .venv/ with Ranvier in it          make lint               format, layers, style
#   make demo    the barrel-cortex network          make format             applies the formatters
#   make test    all tests, closes with counts      make oracle             .venv-oracle/ with Brian 2
#   make wheel   dist/*.whl                         make oracle-references  recomputes Brian 2's answers
#   make bench-quick, make bench                    measurements
#   make brian2-tests                               Brian 2's own tests, from its wheel

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := build
.PHONY: build demo test lint format bench-quick bench oracle oracle-references brian2-tests wheel clean

PYTHON ?= $(shell tools/find_python.sh)
VENV := .venv/bin/python
REQUIREMENTS := tools/requirements

# Two builds at once in one build tree would disturb each other.
define locked
	@mkdir -p build && flock build/.lock bash -eu -c '$(1)'
endef

build: .venv/.development
	$(call locked,cmake --preset release -DRANVIER_PYTHON=ON -DPython_EXECUTABLE="$(CURDIR)/$(VENV)" >build/configure.log \
	  || { cat build/configure.log; exit 1; }; cmake --build --preset release --target _core)
	@$(VENV) tools/link_checkout.py

demo: build
	MPLBACKEND=Agg $(VENV) -m ranvier examples/barrel_cortex.py

test: build
	@tools/install_dependencies.sh test
	$(call locked,cmake --preset dev >build/configure.log || { cat build/configure.log; exit 1; }; cmake --build --preset dev)
	@MPLBACKEND=Agg $(VENV) tools/run_tests.py build/dev

lint: .venv/.lint
	@tools/install_dependencies.sh test
	$(call locked,cmake --preset lint >build/configure.log || { cat build/configure.log; exit 1; })
	@tools/lint.sh $(BASE)

format: .venv/.lint
	git ls-files -z --cached --others --exclude-standard -- "*.cpp" "*.hpp" | xargs -0 -r clang-format-19 -i
	.venv/bin/ruff check --fix-only --quiet . && .venv/bin/ruff format --quiet .

bench-quick: .venv/.benchmark build
	$(VENV) benchmarks/run.py --quick

bench: .venv/.benchmark build
	$(VENV) benchmarks/run.py

wheel: .venv/.development
	$(VENV) -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist \
	  -C cmake.define.CMAKE_COMPILE_WARNING_AS_ERROR=ON -C cmake.define.CMAKE_CXX_COMPILER=c++ .
	@ls -l dist/*.whl

oracle: .venv-oracle/.oracle

oracle-references: .venv-oracle/.oracle
	.venv-oracle/bin/python tests/differential/make_references.py

brian2-tests: build
	$(VENV) tests/differential/brian2_tests/run_brian2_tests.py $(FILES)

clean:
	rm -rf build dist out python/ranvier/_core*.so

# Stamps: an environment is made anew only when its requirements changed.

.venv/.development: $(REQUIREMENTS)/development.txt tools/install_dependencies.sh
	@tools/install_dependencies.sh build
	@[ -x $(VENV) ] || $(PYTHON) -m venv .venv
	$(VENV) -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

.venv/.lint: $(REQUIREMENTS)/lint.txt .venv/.development
	@tools/install_dependencies.sh lint
	$(VENV) -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

.venv/.benchmark: .venv/.development
	@tools/install_dependencies.sh benchmark
	@touch $@

.venv-oracle/.oracle: $(REQUIREMENTS)/oracle.txt
	@tools/install_dependencies.sh python
	@[ -x .venv-oracle/bin/python ] || $(PYTHON) -m venv .venv-oracle
	.venv-oracle/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@
