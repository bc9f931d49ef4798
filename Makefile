# `make demo` shows the main job, `make test` proves it; both set up all they need.
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
UV := .tools/bin/uv
BIN := .venv/bin
export UV_PYTHON_DOWNLOADS := never
# Hospitals' networks bring certificates of their own: trust what the machine trusts.
export UV_SYSTEM_CERTS := true
export DO_NOT_TRACK := 1
export NO_MKDOCS_2_WARNING := 1
# Each command, server and worker is a process of its own: what was compiled once is kept.
export UV_COMPILE_BYTECODE := 1
unexport PYTHONDONTWRITEBYTECODE

.PHONY: setup demo test journeys docs reference licences sbom coverage safety safety-samples hazards trace mutants lint format catalogues benchmark-feeds benchmark-plan benchmark-sweep benchmark-pages benchmark-push simulated-year image clean

setup: .venv/.ready

.tools/bin/uv:
	$(PYTHON) -m venv .tools
	.tools/bin/pip install --quiet --disable-pip-version-check --requirement deploy/uv.txt

.venv/.ready: pyproject.toml uv.lock | .tools/bin/uv
	$(UV) sync --locked --quiet --python "$(PYTHON)"
	$(BIN)/python -m compileall -q calendars dayzero exports flows models pictures tasks wording
	$(BIN)/python -m models.kept_copies
	@touch $@

demo: setup
	$(BIN)/dayzero demo $(ARGS)

test: setup
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder -m "not journey" $(ARGS)

# What drives a browser or several servers for minutes, starts many processes, or takes long alone.
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

# What a plan costs; its last line is a ratio of this run.
benchmark-plan: setup
	$(BIN)/python -m benchmarks.plans $(ARGS)

# How fast the pages answer over 1,000 subjects, and the ratio to a page that does nothing.
benchmark-pages: setup
	$(BIN)/python -m benchmarks.pages $(ARGS)

# From a fact to the hospital's calendar server and a mailbox; ARGS="--changes 60" for a quick one,
# ARGS="--server xandikos" for the server of another maker.
benchmark-push: setup
	$(BIN)/python -m benchmarks.push $(ARGS)

# ARGS="--subjects 1000" for a quick one; without it, up to 100,000 subjects
benchmark-sweep: setup
	$(UV) sync --locked --quiet --group benchmarks
	$(BIN)/python -m benchmarks.sweep $(ARGS)

simulated-year: setup
	$(BIN)/python -m benchmarks.simulated_year $(ARGS)

# The pages of docs/ as a site; a link that leads nowhere fails it.
docs: setup
	$(BIN)/mkdocs build --strict --quiet

# The parts of docs/ that are written from the program.
reference: setup
	$(BIN)/python -m manual

# NOTICE.md; fails on a shipped part that can be had under the GPL alone.
licences: setup
	$(BIN)/python -m shipping

# The bill of materials of what is shipped, CycloneDX 1.5, each part with its version.
sbom: .tools/bin/uv
	@mkdir -p dist
	$(UV) export --quiet --locked --no-dev --all-extras --format cyclonedx1.5 --output-file dist/dayzero.cdx.json

# Which branches of the reasons the tests of the rules take; fails below the floor.
coverage: setup
	$(BIN)/pytest -n auto --dist loadfile --cov --cov-report=term $(REASONS) $(ARGS)
REASONS := tests/spec

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m wording.compiling --check
	$(BIN)/python -m wording.checking
	$(BIN)/python -m manual --check
	$(BIN)/python -m shipping --check
	$(BIN)/mkdocs build --strict --quiet
	$(BIN)/python -m safety.report --check

# The image, built and tried where a container engine runs.
image:
	deploy/try_image.sh

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
