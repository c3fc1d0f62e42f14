#!/bin/sh
# Prepares this folder: a Python environment in .venv, the package, and a browser for pages made by JavaScript;
# for development also Tesseract, which reads scans, and a PostgreSQL server.
#
#   sh scripts/setup.sh          what is needed to use oitcrawler
#   sh scripts/setup.sh dev      and what is needed to test and build it
#
# A second call changes nothing and takes no time. Set PYTHON to choose the interpreter.
set -eu
cd "$(dirname "$0")/.."

mode=${1:-use}
case $mode in use | dev) ;; *) echo "setup: unknown word '$mode'; say 'use' or 'dev'" >&2; exit 2 ;; esac
venv=.venv
stamp=$venv/set-up-$mode
no_browser=$venv/no-browser

say() { printf 'setup: %s\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }
is_root() { [ "$(id -u)" = 0 ]; }
can_apt() { is_root && command -v apt-get >/dev/null 2>&1; }
works() { "$@" >/dev/null 2>&1; }

apt_install() {
    say "installing with apt: $*"
    log=$(mktemp)
    [ -n "${apt_updated:-}" ] || apt-get update -qq >"$log" 2>&1 || say "apt-get update had trouble; going on"
    apt_updated=yes
    if DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >"$log" 2>&1; then
        rm -f "$log"
    else
        tail -n 5 "$log" >&2
        rm -f "$log"
        return 1
    fi
}

is_recent() { works "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; }
makes_venvs() { works "$1" -c 'import venv, ensurepip'; }
version_of() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])'; }

# Prints the best interpreter: recent and able to make environments, else recent; fails when there is none.
find_python() {
    for able in makes_venvs true; do
        for one in ${PYTHON:-python3.13 python3.12 python3.11 python3}; do
            if is_recent "$one" && $able "$one"; then echo "$one"; return; fi
        done
    done
    return 1
}

choose_python() {
    if ! python=$(find_python); then
        if can_apt; then apt_install python3 python3-venv || true; fi
        python=$(find_python) || fail "Python 3.11 or newer was not found." \
            "Install it (Debian 12 or newer: apt-get install python3 python3-venv) and run this again."
    fi
    makes_venvs "$python" && return
    package=python$(version_of "$python")-venv
    can_apt || fail "$python cannot make environments. Run: sudo apt-get install $package   and then this again."
    apt_install "$package" || fail "apt could not install $package, which $python needs to make environments."
    makes_venvs "$python" || fail "$python still cannot make environments after installing $package."
}

# What an environment depends on: when any of it changes, it is brought up to date.
fingerprint() { printf '%s %s %s\n' "$(cksum <pyproject.toml)" "$(cksum <scripts/setup.sh)" "$(pwd -P)"; }

# An environment can be kept when its interpreter runs, is recent, and stands where it was made.
keep_environment() {
    [ -x $venv/bin/python ] && is_recent $venv/bin/python && works $venv/bin/python -m pip --version &&
        [ "$($venv/bin/python -c 'import sys; print(sys.prefix)')" = "$(pwd -P)/$venv" ]
}

make_environment() {
    keep_environment && return
    choose_python
    say "making an environment with Python $(version_of "$python") in $venv"
    "$python" -m venv --clear $venv || fail "$python could not make an environment in $(pwd -P)/$venv."
}

pip_install() {
    $venv/bin/python -m pip install -qq --disable-pip-version-check --progress-bar off "$@" ||
        fail "pip could not install '$*'. Its own words stand above; without a network nothing can be installed."
}

install_package() {
    pip_install --upgrade 'pip>=25.1'
    if [ "$mode" = dev ]; then
        say "installing oitcrawler and the tools to test it (a few minutes the first time)"
        pip_install --editable '.[ocr,postgresql,speed]' --group dev
    else
        say "installing oitcrawler (a minute or two the first time)"
        pip_install --editable '.[ocr,speed]'
    fi
}

has_browser() {
    works $venv/bin/python -c 'import sys; from oitcrawler.crawl import find_browser; sys.exit(find_browser() is None)'
}

install_browser() {
    rm -f $no_browser
    has_browser && return
    if can_apt; then apt_install chromium || true; fi
    has_browser && return
    say "fetching a browser with Playwright"
    $venv/bin/python -m playwright install chromium >/dev/null 2>&1 || true
    has_browser && return
    : >$no_browser
    say "no browser could be installed: everything works except pages that only JavaScript fills." \
        "To add one later: sudo apt-get install chromium   and then: make browser"
}

reads_scans() {
    works $venv/bin/python -c 'import sys; from oitcrawler.tesseract import lack; sys.exit(lack() is not None)'
}

# Tests that need Tesseract are skipped where it cannot be installed.
install_tesseract() {
    reads_scans && return
    if can_apt; then apt_install tesseract-ocr tesseract-ocr-tha || true; fi
    reads_scans && return
    say "Tesseract with Thai could not be installed: everything works except reading scans." \
        "To add it later: sudo apt-get install tesseract-ocr tesseract-ocr-tha   (macOS: brew install tesseract tesseract-lang)"
}

has_postgresql() { command -v initdb >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; }

# Tests of the history on PostgreSQL start a server of their own; they are skipped where there is none.
install_postgresql() {
    has_postgresql && return
    if can_apt; then apt_install postgresql || true; fi
    has_postgresql && return
    say "PostgreSQL could not be installed: its tests are skipped. To add it later: sudo apt-get install postgresql"
}

is_set_up() { [ -f "$1" ] && [ "$(cat "$1")" = "$(fingerprint)" ] && keep_environment; }

# What is set up for development is set up for use.
if ! is_set_up "$stamp" && ! { [ "$mode" = use ] && is_set_up $venv/set-up-dev; }; then
    make_environment
    install_package
    install_browser
    if [ "$mode" = dev ]; then
        install_tesseract
        install_postgresql
    fi
    fingerprint >"$stamp"
    say "ready"
fi
