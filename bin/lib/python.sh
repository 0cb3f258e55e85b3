# Sourced by the scripts in bin/: finds a Python that can make a virtual environment, as $python.
# The system's own comes first: distributions build theirs with all optimizations, and one compiled on the spot (pyenv)
# mostly without, which makes every page take a quarter longer. JEMBATAN_PYTHON names another one.

cd "$(dirname "$0")/.." || exit 1
python=
seen=

consider() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || return
    seen=$1
    "$1" -c 'import ensurepip, ssl, venv' 2>/dev/null || return
    python=$1
}

if [ -n "$JEMBATAN_PYTHON" ]; then
    consider "$JEMBATAN_PYTHON"
else
    for candidate in /usr/bin/python3 python3 python3.13 python3.12 python3.11 python3.14 python; do
        consider "$candidate" && break
    done
fi
if [ -z "$python" ] && [ -n "$seen" ]; then
    echo "$seen cannot make virtual environments. Install its venv module (Debian: apt-get install python3-venv)." >&2
    exit 1
fi
if [ -z "$python" ] && [ -n "$JEMBATAN_PYTHON" ]; then
    echo "JEMBATAN_PYTHON must name Python 3.11 or newer, and $JEMBATAN_PYTHON is none." >&2
    exit 1
fi
if [ -z "$python" ]; then
    echo "Python 3.11 or newer was not found. Install it (Debian: apt-get install python3 python3-venv)." >&2
    exit 1
fi
