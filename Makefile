# Everything that a person types. On a fresh machine, `make run` is all there is to do.
#
#   make run      serve the demo municipality on http://127.0.0.1:8000
#   make test     run every test
#   make check    everything that is checked without running the product
#   make bench    measure, and write bench/README.md
#   make bench-peers  measure duplicates, opinion patterns and equal shares beside other programs
#   make demo     build the demo municipality without serving it
#   make screenshots   take the pictures of the docs from a demo that is running
#   make errors-page   write docs/errors.md anew after a sentence has changed
#   make assets   build style sheet, fonts and scripts from the pinned packages
#   make lock     write the locked files anew after a change in pyproject.toml

SHELL := /bin/sh
MAKEFLAGS += --no-print-directory
export PATH := $(CURDIR)/.venv/bin:$(PATH)

# The demo that `make screenshots` looks at.
BASE ?= http://127.0.0.1:8000

.PHONY: bench-peers screenshots errors-page run demo test check lint types walls templates translations migrations assets-check lock-check bench assets lock

run: .venv/ready-to-run
	@exec khuang up --demo

demo: .venv/ready-to-run
	@khuang demo

test: .venv/ready-to-test
	@tools/browser.sh
	pytest -n 2

check: lint types walls templates translations migrations assets-check lock-check

lint: .venv/ready-to-test
	ruff check .
	ruff format --check --quiet .

types: .venv/ready-to-test
	mypy

walls: .venv/ready-to-test
	lint-imports --no-cache
	pytest -q tests/test_floors.py tests/test_repository.py

templates: .venv/ready-to-test
	djlint --lint --quiet khuang

translations: .venv/ready-to-test
	python tools/translations.py check

migrations: .venv/ready-to-test
	python manage.py makemigrations --check --dry-run

assets-check: node_modules/ready
	npm run --silent check

lock-check: .venv/ready-to-test
	tools/lock.sh --check

bench: .venv/ready-to-test
	python -m bench

bench-peers: .venv-peers/ready
	.venv-peers/bin/python -W ignore -m bench.duplicates.peers
	.venv-peers/bin/python -W ignore -m bench.patterns.peers
	.venv-peers/bin/python -W ignore -m bench.shares.peers khuang/civic/ballots/tests/data/*.pb

screenshots: .venv/ready-to-test
	@tools/browser.sh
	python -m tools.screenshots --base $(BASE)

errors-page: .venv/ready-to-test
	python tools/errors_page.py

assets: node_modules/ready
	npm run --silent build

lock: .venv/ready-to-test
	tools/lock.sh

# What follows makes the environments, again whenever their locked files change.

.venv/ready-to-run: requirements.lock pyproject.toml tools/environment.sh
	@tools/environment.sh requirements.lock
	@touch $@

.venv/ready-to-test: requirements-dev.lock pyproject.toml tools/environment.sh
	@tools/environment.sh requirements-dev.lock
	@touch $@ .venv/ready-to-run

.venv-peers/ready: requirements-peers.lock
	python3 -m venv --clear .venv-peers
	.venv-peers/bin/python -m pip install --quiet --require-hashes --only-binary :all: -r requirements-peers.lock
	@touch $@

node_modules/ready: package-lock.json
	@tools/node.sh
	@touch $@
