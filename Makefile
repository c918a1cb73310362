# Two commands matter: `make demo` shows what Keel does, `make check` is what CI runs.
# Both prepare everything they need from Python 3.11+ (pip, venv) alone.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PEERS := .cache/peers/.ready
EMULATOR := .cache/e2e/.ready
CHECKOV := .cache/checkov/.ready
# What PythonCode has built of the apps: with it, neither synth nor tests need an index.
export KEEL_CACHE_DIR := $(CURDIR)/.cache/keel
APPS := apps/orders/api apps/sensors/detector
# Node, npm and the CDK CLI come from the wheel and from node_modules, whatever the machine has.
export PATH := $(CURDIR)/$(BIN):$(CURDIR)/node_modules/.bin:$(PATH)
export JSII_NODE := $(CURDIR)/$(BIN)/node
export CDK_DISABLE_CLI_TELEMETRY := true
# Without compiled modules every start of jsii costs three seconds more.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: built help demo check setup lint types contracts test e2e fast limits runtimes index docs accept bench bench-quick bench-packaging fuzz new-rule lock clean

help: ## show these targets
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

demo: built ## synthesize the apps with the real CDK CLI and judge them
	@echo "==> cdk synth: apps/ through GuardedApp"
	@cdk synth --quiet --no-notices
	@echo "==> keel check cdk.out: what a pull request sees"
	@keel check cdk.out
	@echo "==> keel check docs/examples/unsafe.template.yaml: what it says when a release is not safe"
	@keel check docs/examples/unsafe.template.yaml || test $$? -eq 1

check: lint types contracts test e2e ## everything that must pass

lint: $(READY)
	ruff format --check .
	ruff check .

types: $(READY)
	mypy

contracts: $(READY)
	lint-imports

# As many at once as there are processors; each worker starts its own Node.
workers ?= auto
test: built
	pytest -n $(workers) --dist worksteal --cov --cov-report=term

e2e: built $(EMULATOR) ## deploy the apps to an emulator with the real CDK CLI, and read them back
	pytest tests/e2e -m e2e --durations=5

fast: $(READY) ## the policies' tests only: no CDK, seconds
	pytest tests/policies --ignore=tests/policies/adapters

limits: $(READY) ## write policies/domain/limits_data.py from limits.toml
	python policies/domain/compile_limits.py

runtimes: $(READY) ## make runtimes as_of=2026-11-21: write policies/domain/runtimes.json
	python policies/domain/compile_runtimes.py $(as_of)

index: $(READY) ## write policies/rules/index.py from the rules
	python -m policies.rules.compile_index

docs: $(READY) ## write docs/rules from the rules
	python -m policies.rule_docs

accept: built ## rewrite the golden templates for review in git diff
	pytest tests --accept -m golden

bench: built $(PEERS) $(CHECKOV) ## measure all beside their peers; writes benchmarks/results.md (6 minutes)
	python -m benchmarks $(if $(rounds),--rounds $(rounds))

bench-quick: built $(PEERS) $(CHECKOV) ## one round, fewer sizes; writes nothing (a minute or two)
	python -m benchmarks --quick

bench-packaging: $(READY) ## measure PythonCode beside pip, cold and warm; needs PyPI
	python -P benchmarks/python_packages.py

fuzz: $(READY) ## hammer the filter engine and the gate with random input
	python tests/fuzz/filters.py --seconds 60
	python tests/fuzz/gate.py --seconds 60

new-rule: $(READY) ## make new-rule family=concurrency smell=pool-too-small
	python -m policies.scaffold "$(family)" "$(smell)"

lock: ## renew the exact versions and hashes of every dependency
	$(PYTHON) -m venv .cache/lock
	.cache/lock/bin/pip install --quiet uv==0.13.8
	.cache/lock/bin/uv pip compile pyproject.toml --all-extras --group dev --universal \
		--python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet \
		--upgrade --output-file requirements.lock
	.cache/lock/bin/uv pip compile --group peers --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header --quiet --upgrade \
		--output-file benchmarks/peers.txt
	.cache/lock/bin/uv pip compile --group e2e --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header --quiet --upgrade \
		--output-file tests/e2e/requirements.txt
	.cache/lock/bin/uv pip compile --group checkov --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header --quiet --upgrade \
		--output-file benchmarks/checkov.txt
	for app in $(APPS); do \
		(cd $$app && $(CURDIR)/.cache/lock/bin/uv pip compile requirements.in \
			--constraint $(CURDIR)/requirements.lock --generate-hashes --universal \
			--python-version 3.14 --no-annotate --no-emit-index-url --no-header --quiet --upgrade \
			--output-file requirements.txt) || exit 1; \
	done
	npm install --package-lock-only

$(PEERS): benchmarks/peers.txt
$(PEERS): brings := moto and LocalStack: 200 MB, half a minute
$(EMULATOR): tests/e2e/requirements.txt
$(EMULATOR): brings := MiniStack: 90 MB, half a minute
$(CHECKOV): benchmarks/checkov.txt
$(CHECKOV): brings := 300 MB, a minute
$(PEERS) $(EMULATOR) $(CHECKOV):
	@echo "==> preparing $(@D) ($(brings), once)"
	@$(PYTHON) -m venv --clear $(@D)
	@$(@D)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		--requirement $<
	@touch $@

built: $(READY) # what the apps depend on, for Lambda: seconds with the network, once
	@python -m constructs_lib.packaging $(APPS) >/dev/null

clean: ## remove everything that these targets made
	rm -rf $(VENV) node_modules cdk.out .cache .coverage

setup: built ## prepare and stop

$(READY): requirements.lock pyproject.toml package.json package-lock.json
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Keel needs Python 3.11 or newer; try: make PYTHON=python3.12"; exit 1; }
	@echo "==> preparing $(VENV) and node_modules (a minute or two, once)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		--requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
		--no-build-isolation --editable .
	@$(BIN)/npm ci --loglevel=error
	@touch $(READY)
