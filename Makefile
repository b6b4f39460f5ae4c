# make demo   everything needed, the sample papers, the server and the chat page
# make test   everything needed, then every check and every test
# make check  formatting, lint and types only
# make test-model   answers worded by a small language model, which is installed first

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
MODEL_READY := $(VENV)/.model-ready
ROOMS := corpus index retrieval server ui evaluation command tests

.DEFAULT_GOAL := help
.PHONY: help environment demo test test-model check format browser clean

help:
	@sed -n 's/^# make/make/p' Makefile

environment: $(READY)

$(READY): requirements.txt pyproject.toml
	@command -v $(PYTHON) > /dev/null || { \
	  echo "Python 3.11 or newer is needed, and $(PYTHON) was not found."; \
	  echo "Install it, or name another: make PYTHON=python3.12 demo"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) --version)."; \
	  echo "Name another: make PYTHON=python3.12 demo"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $(READY)

demo: $(READY)
	$(BIN)/panel-papers demo

check: $(READY)
	$(BIN)/ruff check $(ROOMS)
	$(BIN)/ruff format --check $(ROOMS)
	$(BIN)/mypy

test: check browser
	$(BIN)/python -m pytest -m "not slow and not browser and not model"
	$(BIN)/python -m pytest -m "slow and not browser and not model"
	$(BIN)/python -m pytest -m browser

test-model: $(MODEL_READY)
	$(BIN)/python -m pytest -m model

# without their dependencies: what these packages ask for besides is here already, or not needed to serve
$(MODEL_READY): requirements-model-test.txt $(READY)
	CMAKE_ARGS="-DGGML_NATIVE=OFF -DGGML_AVX2=ON -DGGML_FMA=ON -DGGML_F16C=ON" $(BIN)/python -m pip install \
	  --quiet --disable-pip-version-check --no-deps -r requirements-model-test.txt
	@touch $(MODEL_READY)

browser:
	@scripts/install_browser.sh

format: $(READY)
	$(BIN)/ruff check --fix $(ROOMS)
	$(BIN)/ruff format $(ROOMS)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache build *.egg-info
