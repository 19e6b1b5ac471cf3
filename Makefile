# Two commands do everything: `make demo` shows the homework loop, `make test` runs the tests.
# Both make .venv first, on a bare Debian with Python >= 3.11; nothing outside this folder is changed but, as root on
# Debian without the venv module, that one package is installed.

PYTHON ?= python3
TORCH_INDEX ?=
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PIP := $(BIN)/python -m pip install --disable-pip-version-check -q
CONSTRAINTS := -c constraints.txt -c constraints-torch.txt
# One hash seed: the two workers of a run must collect the same tests under the same names.
# nbval runs in processes of its own, see tests/support/nbval.py: as a plugin of each worker it costs a second and more.
PYTEST := OMP_NUM_THREADS=1 PYTHONHASHSEED=0 $(BIN)/python -m pytest -p no:nbval -p no:anyio

.DEFAULT_GOAL := help
.PHONY: help setup demo test units chapters roundings answers redteam pages bench diagnosis sync build notebooks site student lab lanes wheel release lint doctor clean

help:
	@echo "make demo    release the homework, grade a class of 24, write the report   (first time about 2 minutes, then 20 s)"
	@echo "make test    all tests                                                      (about 20 minutes)"
	@echo "make setup   only .venv with everything the tests need                     (about 80 s)"
	@echo "make sync    texts -> notebooks      make notebooks  the same, and execute the chapters"
	@echo "make site    the chapters as a web site for students: build/site/index.html"
	@echo "make lab     JupyterLab on the course, in Chinese, a page to start from"
	@echo "make student all that students may see, proven free of solutions: build/student"
	@echo "make wheel   the library for students: dist      make release VERSION=0.2.0   a version that a term keeps"
	@echo "make lanes   the course under the versions of Colab and Kaggle, the oldest and the newest  (an hour, 30 GB)"
	@echo "make bench   figures beside goals    make doctor  what this machine has"
	@echo "make roundings  the chapters in the arithmetic of an older CPU"

$(READY): pyproject.toml constraints.txt constraints-torch.txt
	@echo "Setting up $(VENV): about 80 s and 2 GB, once."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) -V 2>&1). Name another: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-venv >/dev/null; \
	  else echo "Python's venv module is missing. On Debian: sudo apt-get install python3-venv"; exit 1; fi; }
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) -c constraints-torch.txt $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX)) torch
	@$(PIP) $(CONSTRAINTS) -e '.[dev]'
	@touch $@

setup: $(READY)

demo: $(READY)
	@$(BIN)/coursekit demo

test: units chapters answers redteam pages
	@echo "All parts of the tests have passed. To look at the course: make demo"

units: $(READY)
	@echo "Units, engine and generated files (about 4 minutes)"
	@$(PYTEST) tests --ignore=tests/assignments --ignore=tests/notebooks --ignore=tests/redteam --ignore=tests/publishing --ignore=tests/agreement -m 'not pages' -n 2 --dist loadscope -q --durations=10

chapters: $(READY)
	@echo "The chapters, executed and compared (nbval strict), and the solutions of the homework, executed (about 3 minutes)"
	@$(PYTEST) tests/notebooks -n 2 -q --durations=10

# The chapters in the arithmetic of a CPU without AVX: what differs here hangs on the last digits, and says too much.
roundings: $(READY)
	@ATEN_CPU_CAPABILITY=default MKL_CBWR=COMPATIBLE DNNL_MAX_CPU_ISA=SSE41 OPENBLAS_CORETYPE=Nehalem \
	  $(PYTEST) tests/notebooks -k nbval -n 2 -q

answers: $(READY)
	@echo "The homework and its known answers (about 5 minutes)"
	@$(PYTEST) tests/assignments -n 2 --dist loadscope -q --durations=10

redteam: $(READY)
	@echo "The red team: hostile submissions beside honest ones; the same classes graded by nbgrader; what the students' folder"
	@echo "might give away (about 3 minutes)"
	@$(PYTEST) tests/redteam tests/agreement tests/publishing -n 2 --dist loadscope -q --durations=10

pages: $(READY)
	@echo "Pages in Chromium (about 2 minutes)"
	@$(PYTEST) tests -m pages -q --durations=10

bench: $(READY)
	@OMP_NUM_THREADS=1 $(BIN)/python tests/benchmarks/bench.py $(BENCH)
	@OMP_NUM_THREADS=1 $(BIN)/python tests/benchmarks/house_data_ranking.py

# Hundreds of runs under a known fault: the figures in tests/benchmarks/diagnosis.md.
diagnosis: $(READY)
	@OMP_NUM_THREADS=1 $(BIN)/python tests/benchmarks/diagnosis_heldout.py

sync build: $(READY)
	@$(BIN)/coursekit build

notebooks: $(READY)
	@$(BIN)/coursekit build --run

site: $(READY)
	@$(BIN)/python -m coursekit.cli.site

student: $(READY)
	@$(BIN)/coursekit student

lab: $(READY)
	@$(BIN)/coursekit lab

# The course under the versions of Colab, Kaggle, the oldest and the newest: 7 GB a lane while it lasts, an hour in all.
# LANE=colab takes one; a lane that is installed is used again.
lanes: $(READY)
	@nice -n 10 $(BIN)/python tests/lanes/run_lanes.py $(LANE)

wheel: $(READY)
	@rm -f dist/coursekit-*.whl
	@$(BIN)/python -c 'from coursekit.publishing.wheel import write_wheel as write; print(write(".", "dist"))'

# A version that a term keeps: refuses what does not agree, then the wheel, the students' folder and a tag; pushes nothing.
release: $(READY)
	@$(BIN)/python -m coursekit.cli.term "$(VERSION)"

lint: $(READY)
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

doctor: $(READY)
	@$(BIN)/coursekit doctor

clean:
	rm -rf build $(VENV)
