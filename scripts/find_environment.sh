# Sourced by scripts/clerk and scripts/test: sets $root and $env, and makes the environment when its lock changed.
# The fast path costs one `cmp` of the lock with the copy that a finished install left behind.

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P) || exit 3
env=$root/.venv
if [ ! -w "$root" ]; then
    # A checkout that this account cannot write: its environment lives in the account's cache.
    env=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/yichuang/$(printf %s "$root" | cksum | tr ' ' -)
    PYTHONPYCACHEPREFIX=$env/pycache
    export PYTHONPYCACHEPREFIX
fi

# Any Python that can be used; one that brings its own pip is preferred.
find_python() {
    for needs in 'import venv, ensurepip' 'pass'; do
        for python in ${CLERK_PYTHON:-python3.13 python3.12 python3.11 python3 python3.14 python}; do
            if "$python" -c "import sys; $needs; sys.exit(sys.version_info < (3, 11))" >/dev/null 2>&1; then
                return 0
            fi
        done
    done
    echo "没有找到 Python 3.11 或更新的版本。请先安装(Debian/UOS/麒麟:sudo apt install python3 python3-venv),或用 CLERK_PYTHON=路径 指明。" >&2
    echo "No Python 3.11 or later was found. Install one, or name it with CLERK_PYTHON=PATH." >&2
    return 3
}

# need_environment NAME: an environment installed from requirements/NAME.lock, or one sentence and exit 3.
need_environment() {
    IFS= read -r made_for 2>/dev/null <"$env/yichuang.root" || made_for=
    if [ "$made_for" = "$root" ] && [ -x "$env/bin/python" ] &&
        cmp -s "$root/requirements/$1.lock" "$env/yichuang.$1.lock"; then
        return 0
    fi
    find_python || exit 3
    "$python" -B "$root/scripts/make_environment.py" "$root" "$env" "$1" >&2 || exit 3
}
