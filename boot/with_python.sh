#!/bin/sh
# Runs `python -m boot WORDS…` with a Python new enough for us: boot/with_python.sh WORDS…
set -u
cd "$(dirname "$0")/.." || exit 1

# What Python makes of a file is kept beside the tree, also where nothing is to be written in it: a
# process that starts reads it, in less than half the time.
unset PYTHONDONTWRITEBYTECODE
PYTHONPYCACHEPREFIX="$PWD/.local/bytecode"
export PYTHONPYCACHEPREFIX

new_enough() {
    "$1" -c 'import sys, venv; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1
}

# The environment we made before; what you name; what is on the PATH; what version managers keep.
for python in .venv/bin/python "${PYTHON:-}" \
    python3.12 python3.13 python3.14 python3 python \
    "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.1[2-9]*/bin/python3 \
    "${UV_PYTHON_INSTALL_DIR:-$HOME/.local/share/uv/python}"/*/bin/python3 \
    "${ASDF_DATA_DIR:-$HOME/.asdf}"/installs/python/*/bin/python3 \
    "${MISE_DATA_DIR:-$HOME/.local/share/mise}"/installs/python/*/bin/python3 \
    /usr/local/bin/python3 /opt/homebrew/bin/python3 /opt/python/*/bin/python3
do
    if [ -n "$python" ] && new_enough "$python"; then
        exec "$python" -m boot "$@"
    fi
done

echo "Common Purse needs Python 3.12 or newer, and there is none here that we could find." >&2
echo "Install one (for example from python.org), or name it: make ${1:-demo} PYTHON=/path/to/python3" >&2
exit 1
