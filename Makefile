# Furat: `make app` starts the dashboard on the bundled samples, `make test` runs all that CI runs.
# The same in plain commands, for Windows and machines without make, stands in the README.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PORT ?= 8501

# A Chromium that is there; without one, Playwright fetches its own when the tests first need it.
FURAT_CHROMIUM ?= $(shell command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome || command -v google-chrome-stable)
export FURAT_CHROMIUM

.PHONY: app test lint unit test-services soak bench-ui browser python constraints pictures accuracy clean

app: $(VENV)/.app  ## start the dashboard on the bundled samples and print its address
	$(BIN)/furat app --samples --port $(PORT) --no-browser

test: lint unit browser  ## everything that CI runs

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

unit: $(VENV)/.dev
	$(BIN)/python -m pytest -q -n auto --ignore tests/browser

# scripts/with_postgres.sh make test-services starts a server for it.
test-services: $(VENV)/.dev  ## the tests of the store on a PostgreSQL server
	@test -n "$(FURAT_TEST_POSTGRES)" || { echo "Say where a PostgreSQL server is: make test-services FURAT_TEST_POSTGRES=postgresql://..."; exit 1; }
	FURAT_TEST_POSTGRES="$(FURAT_TEST_POSTGRES)" $(BIN)/python -m pytest -q -n auto tests/furat/store tests/furat/exchange tests/furat/analysis

soak: $(VENV)/.dev  ## a hundred kills, then a million incidents kept, linked and filtered: half an hour and more
	FURAT_KILLS=100 $(BIN)/python -m pytest -q tests/furat/store/test_kills.py
	$(BIN)/python benchmarks/soak.py

bench-ui: $(VENV)/.dev  ## a million incidents on the explore page: first page and clicks, in headless Chromium
	$(BIN)/python benchmarks/bench_ui.py --workspace workspaces/bench-ui

# On a loaded machine Streamlit may lose a click (docs/workbench.md, "What may go wrong"): a test that fails is run once
# more, and the end says which ones were.
browser: $(VENV)/.dev
	@if [ -z "$(FURAT_CHROMIUM)" ]; then $(BIN)/python -m playwright install chromium; fi
	$(BIN)/python -m pytest -q -n 2 --dist loadfile --reruns 1 -raR tests/browser

# The stamp files say what is installed; a changed dependency installs anew.
$(VENV)/.app: pyproject.toml constraints.txt | python
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e . -c constraints.txt
	touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | python
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]' -c constraints.txt
	touch $@ $(VENV)/.app

python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Furat needs Python 3.11 or later. Say where it is with: make PYTHON=/path/to/python3.11 ..."; exit 1; }

constraints: $(VENV)/.dev  ## write the exact versions of this environment, which CI installs
	@echo "# Exact versions that CI installs; written by: make constraints" > constraints.txt
	$(BIN)/python -m pip freeze --exclude-editable --exclude furat >> constraints.txt
	touch $(VENV)/.app $(VENV)/.dev

pictures: browser  ## take the pictures of README and docs from the browser tests
	cp tests/browser/screenshots/the_map_is_drawn-en.png docs/images/explore-en.png
	cp tests/browser/screenshots/the_map_is_drawn-ar.png docs/images/explore-ar.png
	cp tests/browser/screenshots/several_reports_each_with_its_figures_and_words-en.png docs/images/card-en.png
	cp tests/browser/screenshots/several_reports_each_with_its_figures_and_words-ar.png docs/images/card-ar.png
	cp tests/browser/screenshots/both_sides_stand_side_by_side-years-en.png docs/images/compare-en.png
	cp tests/browser/screenshots/both_sides_stand_side_by_side-years-ar.png docs/images/compare-ar.png
	cp tests/browser/screenshots/paste_look_keep_and_find_it_on_the_map-en-preview.png docs/images/reports-en.png
	cp tests/browser/screenshots/paste_look_keep_and_find_it_on_the_map-ar-preview.png docs/images/reports-ar.png
	cp tests/browser/screenshots/accept_by_key_and_the_next_one_opens-en-before.png docs/images/review-en.png
	cp tests/browser/screenshots/accept_by_key_and_the_next_one_opens-ar-before.png docs/images/review-ar.png

accuracy: $(VENV)/.dev  ## write the tables of docs/accuracy.md anew
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[train]' -c constraints.txt
	$(BIN)/python scripts/write_accuracy.py

clean:
	rm -rf $(VENV) static/vendor
