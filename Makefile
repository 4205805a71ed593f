# Everything a newcomer needs: `make demo` to look, `make test` to be sure. `make help` lists the rest.

PYTHON ?= python3
PORT ?= 8000
APPLICATIONS ?= 18
BIN := .venv/bin

# Set to anything to start the demo from an empty folder.
FRESH ?=

# Offices often sit behind a proxy whose certificate only the system knows.
ifneq (,$(wildcard /etc/ssl/certs/ca-certificates.crt))
export UV_SYSTEM_CERTS := true
endif

.PHONY: help demo test lint format lock screenshots clean

help:
	@echo "make demo [PORT=8000] [APPLICATIONS=18] [FRESH=1]   portal lengkap di mesin ini / the whole portal on this machine"
	@echo "make test                         semua uji / all tests"
	@echo "make lint                         gaya, lantai aplikasi, tipe, templat / style, layers, types, templates"
	@echo "make format                       tata ulang kode dan templat / lay out code and templates"
	@echo "make lock                         tulis ulang requirements*.lock / resolve dependencies anew"
	@echo "make clean                        hapus .venv dan var / remove .venv and var"

demo: .venv/.synced
	@$(BIN)/python manage.py demo --port $(PORT) --applications $(APPLICATIONS) $(if $(FRESH),--fresh)

test: .venv/.synced .venv/.browser
	$(BIN)/python -m pytest

lint: .venv/.synced
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	git ls-files -z -- '*.html' | xargs -0r $(BIN)/djade --check --target-version 5.2
	git ls-files -z -- '*.html' | xargs -0r $(BIN)/djlint --lint --quiet
	@! git grep -nIE '([/]root|[/]work|[/]home/[a-z])[/]|pythonhosted[.]|pypi[.](org|python)|registry[.]npm' \
		|| { echo "Jalur mesin atau nama registri tidak boleh ikut tersimpan / tracked by mistake" >&2; exit 1; }

format: .venv/.synced
	$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format .
	git ls-files -z -- '*.html' | xargs -0r $(BIN)/djade --target-version 5.2

lock: .venv/.synced
	$(BIN)/uv pip compile --quiet --universal --generate-hashes pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --group dev pyproject.toml -o requirements-dev.lock

# The README's pictures, from a demo that runs at PORT.
screenshots: .venv/.synced .venv/.browser
	PYTHONPATH=. $(BIN)/python docs/take_screenshots.py http://localhost:$(PORT)

clean:
	rm -rf .venv var staticfiles

.venv/.synced: requirements-dev.lock
	@.ci/need $(PYTHON) python pango
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv pip sync --python $(BIN)/python --require-hashes requirements-dev.lock
	@touch $@

.venv/.browser: .venv/.synced
	@.ci/need $(BIN)/python chromium
	@touch $@
