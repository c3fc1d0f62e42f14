# Everything for people who work from the source. Each target sets up what it needs, on Debian, as root or not.

VENV := .venv/bin
YEAR ?= 2568
PAGES ?= 5000
# Where compiled modules are forbidden, every program that a test starts would compile all of them anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo test lint check coverage format bench-documents bench-links accuracy build browser setup setup-dev clean

help:                ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 18

demo: setup          ## judge the sample agency that comes with the package; the report is in demo-report/
	$(VENV)/oitcrawler demo --year $(YEAR) --out demo-report

test: setup-dev      ## run all tests
	$(VENV)/python -m pytest -n auto --dist loadfile $(PYTEST_ARGS)

lint: setup-dev      ## style, types, and the form of the checklists
	$(VENV)/ruff check .
	$(VENV)/ruff format --check .
	$(VENV)/mypy
	$(VENV)/yamllint --strict .

check: lint test     ## lint, then test: what a change must pass

coverage: setup-dev  ## all tests, and the lines and branches that none of them reaches
	$(VENV)/coverage run -m pytest $(PYTEST_ARGS)
	$(VENV)/coverage report --show-missing --skip-covered

format: setup-dev    ## rewrite the code in the house format
	$(VENV)/ruff check --fix .
	$(VENV)/ruff format .

bench-documents: setup-dev ## how fast the documents in FOLDER=… are read, and how many can be (BENCH_ARGS="--repeat 100 --depth whole --ocr")
	$(VENV)/python scripts/bench_documents.py "$(FOLDER)" $(BENCH_ARGS)

bench-links: setup-dev ## the cost of a link audit beside other link checkers (PAGES=5000 BENCH_ARGS="--rounds 3 --json FILE")
	$(VENV)/python -m scripts.bench_links --pages $(PAGES) $(BENCH_ARGS)

accuracy: setup-dev  ## how often labelled texts are given to the right item (LABELS=… one JSON object a line)
	$(VENV)/python scripts/accuracy.py "$(LABELS)"

build: setup-dev     ## the source archive and, from it, the wheel, in dist/
	$(VENV)/python -m build

browser: setup       ## look for a browser again, and install one where that is possible
	rm -f .venv/set-up-use .venv/set-up-dev
	sh scripts/setup.sh

setup:               ## what is needed to use oitcrawler
	@sh scripts/setup.sh

setup-dev:           ## what is needed to test and build it
	@sh scripts/setup.sh dev

clean:               ## remove everything that was made here
	rm -rf .venv .bench-links build dist demo-report oitcrawler.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
