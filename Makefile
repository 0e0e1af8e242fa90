# Two commands matter: `make demo` shows Luoshi at work, `make test` proves it.
.PHONY: setup demo test lint bench docs-pictures clean
PYTHON ?= python3

setup:
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
