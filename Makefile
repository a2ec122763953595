# The only commands a newcomer needs: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

# Without an OpenAI key the photos are read on this machine, which needs the OCR packages.
KEY := $(strip $(OPENAI_API_KEY)$(OPENAI_API_KEY_FILE)$(shell sed -n 's/^OPENAI_API_KEY\(_FILE\)\{0,1\}=//p' .env 2>/dev/null))
READER := $(if $(KEY),,$(VENV)/.ocr)

.PHONY: run test check fix bench evaluate
.DEFAULT_GOAL := run

run: $(VENV)/.packages $(READER)
	@exec $(BIN)/python manage.py run

# Most tests that take long wait for a browser or a service, so two processes share them.
test: $(VENV)/.dev
	@$(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS)

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy --no-incremental
	$(BIN)/python manage.py makemigrations --check --dry-run
	DJANGO_HTTPS=true $(BIN)/python manage.py check --deploy --fail-level WARNING

fix: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev
	@$(BIN)/python -m tests.bench

# How often a match is right, on test sets; ARGS names corpora and files (see `--help`).
evaluate: $(VENV)/.packages
	@$(BIN)/python manage.py evaluate $(ARGS)

$(VENV)/.made:
	@command -v $(PYTHON) >/dev/null || { echo "python3 is missing. On Debian or Ubuntu: sudo apt install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is $$($(PYTHON) -V 2>&1); Python 3.11 or newer is needed. Name another one: make PYTHON=python3.12 run"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "python3-venv is missing. On Debian or Ubuntu: sudo apt install python3-venv"; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.packages: requirements.txt | $(VENV)/.made
	@echo "Installing the packages (only this once) ..."
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.ocr: requirements-ocr.txt | $(VENV)/.packages
	@echo "Installing the reader for printed text (only this once, about 120 MB) ..."
	@if $(PIP) -r requirements-ocr.txt; then touch $@; else \
	  echo "It could not be installed: barcodes are read, printed text is not. The next start tries again."; fi

$(VENV)/.dev: requirements.txt requirements-ocr.txt requirements-services.txt requirements-dev.txt | $(VENV)/.made
	@echo "Installing the packages for the tests (only this once) ..."
	@$(PIP) -r requirements-dev.txt
	@touch $@ $(VENV)/.packages $(VENV)/.ocr
