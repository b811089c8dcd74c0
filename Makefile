# Every target works as the first command on a machine with Python 3.11 or newer and make, and nothing else.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo run install test check lint types layers locales bench fmt lock clean

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

help:
	@echo "make demo      try everything in the browser: no account, no token, no key"
	@echo "make run       run the bot with the settings of .env"
	@echo "make install   make .venv with what the bot, the tests and the checks need"
	@echo "make test      run the tests (ARGS='-k phone' picks some)"
	@echo "make check     lint, types, layers, locales"
	@echo "make bench     measure the bot against a bare one"
	@echo "make fmt       format the sources"
	@echo "make lock      pin and hash the requirements anew"
	@echo "make clean     remove .venv and the caches"

demo: $(VENV)/run.stamp
	$(BIN)/python -m bot demo $(ARGS)

run: $(VENV)/run.stamp
	$(BIN)/python -m bot run $(ARGS)

install: $(VENV)/dev.stamp

# Each process of the tests reads three hundred files of them: compiled ones, also where images forbid to keep those.
test: $(VENV)/dev.stamp
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n auto --dist worksteal --durations 10 $(ARGS)

check: lint types layers locales

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/dev.stamp
	$(BIN)/mypy

layers: $(VENV)/dev.stamp
	$(BIN)/lint-imports

locales: $(VENV)/dev.stamp
	$(BIN)/ftl check
	$(BIN)/python -m pytest tests/architecture/test_locales.py tests/architecture/test_texts.py

bench: $(VENV)/dev.stamp
	$(BIN)/python -m tests.bench $(ARGS)

fmt: $(VENV)/dev.stamp
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# What the bot itself needs. A changed lock starts from an empty .venv, so that nothing dropped lingers in it.
$(VENV)/run.stamp: requirements/run.txt
	@python=$$(sh requirements/find-python) && echo "Making $(VENV) ($$python)" && "$$python" -m venv --clear $(VENV)
	@echo "Installing what the bot needs"
	@$(PIP) -r requirements/run.txt
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/run.stamp
	@echo "Installing what the tests and the checks need"
	@$(PIP) -r requirements/dev.txt
	@touch $@

UV_COMPILE := var/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url $(ARGS)

# The run lock comes first: it constrains the other one. `make lock ARGS=--upgrade` takes what is newest.
lock:
	@python=$$(sh requirements/find-python) && "$$python" -m venv var/lock
	@var/lock/bin/python -m pip install --quiet --disable-pip-version-check uv
	$(UV_COMPILE) requirements/run.in -o requirements/run.txt
	$(UV_COMPILE) requirements/dev.in -o requirements/dev.txt

clean:
	rm -rf $(VENV) var/lock .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage htmlcov
