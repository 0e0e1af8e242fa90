# Two commands matter: `make demo` shows Luoshi at work, `make test` proves it.
.PHONY: setup demo test lint bench docs-pictures clean
PYTHON ?= python3

setup:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("luoshi setup: Luoshi needs Python 3.11 or newer; this is %s. Try: make PYTHON=python3.11" % sys.version.split()[0])'
	@$(PYTHON) scripts/setup.py

demo: setup
	@.venv/bin/luoshi demo

test: setup
	@.venv/bin/python scripts/test.py

lint: setup
	@.venv/bin/python scripts/test.py --lint

bench: setup
	@.venv/bin/python -m benches

docs-pictures: setup
	@.venv/bin/python scripts/pictures.py

clean:
	rm -rf .venv .venv-bench node_modules var .pytest_cache .mypy_cache .ruff_cache .hypothesis
