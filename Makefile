# The same commands without make: python3 scripts/tasks.py run|test|check|bench
PYTHON ?= python3

.PHONY: run test check bench install

run test check bench install:
	@$(PYTHON) scripts/tasks.py $@
