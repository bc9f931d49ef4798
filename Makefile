# `make demo` shows the main job, `make test` proves it; both set up all they need.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
UV := .tools/bin/uv
BIN := .venv/bin
export UV_PYTHON_DOWNLOADS := never
# Hospitals' networks bring certificates of their own: trust what the machine trusts.
export UV_SYSTEM_CERTS := true
export DO_NOT_TRACK := 1
# Each command, server and worker is a process of its own: what was compiled once is kept.
export UV_COMPILE_BYTECODE := 1
unexport PYTHONDONTWRITEBYTECODE

.PHONY: setup demo test journeys safety safety-samples hazards trace mutants lint format catalogues benchmark-feeds benchmark-sweep simulated-year clean

setup: .venv/.ready

.tools/bin/uv:
	$(PYTHON) -m venv .tools
	.tools/bin/pip install --quiet --disable-pip-version-check "uv==0.13.9"

.venv/.ready: pyproject.toml uv.lock | .tools/bin/uv
	$(UV) sync --locked --quiet --python "$(PYTHON)"
	@touch $@

demo: setup
	$(BIN)/dayzero demo $(ARGS)

test: setup
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder -m "not journey" $(ARGS)

# What drives a browser or several servers for minutes.
journeys: setup
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder -m journey $(ARGS)

# Evidence that outsiders can check, at most 45 minutes on two cores; its report is docs/safety.
# Each part writes what it found; a red part does not keep the others from being tried.
safety: setup
	$(UV) sync --locked --quiet --group safety
	rm -rf .safety
	-$(BIN)/python -m safety.exhaustive
	-$(BIN)/python -m safety.properties
	-$(BIN)/python -m safety.judges.solver
	-$(BIN)/python -m safety.judges.cql
	-$(BIN)/python -m safety.report.others
	$(BIN)/python -m safety.report

# The same on samples, in some minutes: printed, never kept.
safety-samples: setup
	$(UV) sync --locked --quiet --group safety
	rm -rf .safety
	-$(BIN)/python -m safety.exhaustive --every 31 --plan-every 500
	-DAYZERO_PROPERTIES=ci $(BIN)/python -m safety.properties
	-$(BIN)/python -m safety.judges.solver --every 31
	-$(BIN)/python -m safety.judges.cql
	$(BIN)/python -m safety.report --print

# Each control of each hazard is taken away; ARGS="--remove 10 --seed 1" for ten of them.
hazards: setup
	$(BIN)/python -m safety.hazards --remove 0 $(ARGS)

trace: setup
	$(BIN)/python -m safety.trace $(ARGS)

# Every fault of the code and of the trial's data; hours. `make safety` tries what changed.
mutants: setup
	$(BIN)/python -m safety.mutants --all --jobs 2 $(ARGS)

# ARGS="--subjects 1000" for a quick one; without it, up to 100,000 subjects
benchmark-sweep: setup
	$(UV) sync --locked --quiet --group benchmarks
	$(BIN)/python -m benchmarks.sweep $(ARGS)

simulated-year: setup
	$(BIN)/python -m benchmarks.simulated_year $(ARGS)

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m wording.compiling --check
	$(BIN)/python -m wording.checking
	$(BIN)/python -m safety.report --check

catalogues: setup
	$(BIN)/python -m wording.compiling

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

benchmark-feeds: setup
	$(UV) sync --locked --quiet --group benchmarks
	$(BIN)/python -m benchmarks.feeds

clean:
	rm -rf .venv .tools .demo
