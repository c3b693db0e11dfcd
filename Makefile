# `make help` lists the targets. Everything happens in .venv, from requirements.lock, with hashes.
.DEFAULT_GOAL := all
.PHONY: all test lab bench notebooks lock clean help

# The first Python that will do; name another one with: make PYTHON=/path/to/python3.12
SUITS := import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))
PYTHON ?= $(shell for name in python3 python python3.13 python3.12 python3.11; do \
	"$$name" -c '$(SUITS)' 2>/dev/null && echo "$$name" && break; done)
BIN := .venv/bin
STAMP := .venv/.stamp

all: $(STAMP)  ## set up and regenerate everything; the last line is the path of the start page
	@status=0; $(BIN)/evidence run || status=$$?; echo "$${EVIDENCE_OUTPUTS:-$(CURDIR)/outputs}/index.html"; exit $$status

test: $(STAMP)  ## set up and run every check: unit tests, doctests, notebooks, lint, types
	@$(BIN)/python -m pytest

lab: $(STAMP)  ## JupyterLab on the start notebook
	@$(BIN)/jupyter lab notebooks/00_start.ipynb

bench: $(STAMP) .venv/.bench  ## time and memory, and growth on hostile text
	@$(BIN)/python -m pytest tests/benchmarks

notebooks: $(STAMP)  ## run the notebooks and store their outputs, which the tests compare
	@$(BIN)/jupyter nbconvert --log-level=WARN --to notebook --execute --inplace --ExecutePreprocessor.record_timing=False \
		--ClearMetadataPreprocessor.enabled=True \
		--ClearMetadataPreprocessor.preserve_cell_metadata_mask='{"tags"}' \
		--ClearMetadataPreprocessor.preserve_nb_metadata_mask='{"kernelspec"}' notebooks/*.ipynb

lock:  ## resolve the lock files anew from pyproject.toml (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv on the PATH; see CONTRIBUTING.md, Dependencies" >&2; exit 1; }
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade \
		--group test --group build pyproject.toml -o requirements.lock
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade \
		--group bench -o requirements-bench.lock

# Coding sheets stay, since a reviewer may have filled them in.
clean:  ## delete what was generated (outputs and caches; the environment and coding sheets stay)
	@find outputs -mindepth 1 -maxdepth 1 ! -name README.md ! -name coding -exec rm -rf {} +
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find src tests notebooks \( -name __pycache__ -o -name .ipynb_checkpoints \) -prune -exec rm -rf {} +

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*  ## \(.*\)/make \1\t\2/p' Makefile

# What the benchmarks compare with stays out of requirements.lock, since nothing else needs it.
.venv/.bench: requirements-bench.lock $(STAMP)
	@if command -v uv >/dev/null; then \
		uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-bench.lock; \
	else \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock; \
	fi && touch $@ || echo "make: what to compare with could not be installed; their benchmarks will be skipped" >&2

# The stamp is written last, so that an install that broke off is taken up again.
$(STAMP): requirements.lock pyproject.toml
	@"$(PYTHON)" -c '$(SUITS)' 2>/dev/null || { \
		echo "make: no Python 3.11 to 3.13 here; install one, or name it with: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	@rm -f $(STAMP)
	@if command -v uv >/dev/null; then \
		{ $(BIN)/python -c '$(SUITS)' 2>/dev/null || uv venv --quiet --clear --python "$(PYTHON)" .venv; } && \
		uv pip install --quiet --python $(BIN)/python --compile-bytecode --require-hashes -r requirements.lock && \
		uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e . ; \
	else \
		{ $(BIN)/python -c 'import pip; $(SUITS)' 2>/dev/null || "$(PYTHON)" -m venv --clear .venv; } && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . ; \
	fi
	@touch $(STAMP)
