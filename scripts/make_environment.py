"""Make or repair the environment of a checkout from a lock file; plain Python, before anything is installed.

Usage: make_environment.py ROOT ENVIRONMENT LOCK-NAME. Exit status 0 or, with one sentence on stderr, 3.
It installs into an environment that is there already and never deletes one that works:
somebody may be using it.
A copy of the lock, written last, says that an install was finished; without it everything is checked again.
"""

from __future__ import annotations

import errno
import fcntl
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path

FETCH = (
    "取不到安装包:没有网络,或安装包不全。可在有网的机器上执行 "
    "pip download -r requirements/{lock}.lock -d 目录,拷来后设 CLERK_WHEELS=目录 再试。 "
    "Packages cannot be fetched: no network, or an incomplete folder. "
    "Fill a folder with that command elsewhere and set CLERK_WHEELS=DIR."
)
HASHES = "安装包与锁定的校验值不符,已拒绝安装。 A package does not match its locked hash and was refused."
FULL = "磁盘已满,腾出约 300 MB 后重试。 The disk is full: free about 300 MB and try again."
TELLTALES = {
    "No space left on device": FULL,
    "Could not find a version": FETCH,
    "DO NOT MATCH THE HASHES": HASHES,
    "Permission denied": "没有写入权限:{env}。 No permission to write there.",
}
"""What pip says, and what to tell a person about it."""

NO_PIP = (
    "这个 Python({python})不带 venv/ensurepip,装不了依赖。"
    "请先执行:sudo apt install python3-venv(或安装 python3-pip)。 "
    "This Python has neither ensurepip nor pip: install python3-venv (or python3-pip)."
)


class Problem(Exception):
    """One sentence for the person at the terminal."""


def say(chinese: str, english: str) -> None:
    """Progress, in both languages, whatever the terminal can show."""
    print(f"· {chinese} {english}", flush=True)


def main(root: Path, env: Path, lock: str) -> None:
    """Bring the environment up to the lock, one process at a time."""
    env.mkdir(parents=True, exist_ok=True)
    with (env / "yichuang.busy").open("w") as busy:
        take_turn(busy.fileno())
        if not finished(root, env, lock):
            build(root, env, lock)


def take_turn(descriptor: int) -> None:
    """Wait for another install of the same environment to end."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("另一个程序正在准备环境,请稍候……", "Another process is preparing the environment, waiting …")
        fcntl.flock(descriptor, fcntl.LOCK_EX)


def finished(root: Path, env: Path, lock: str) -> bool:
    """Another process may have done it while this one waited."""
    wanted, marks = (root / f"requirements/{lock}.lock").read_bytes(), env / f"yichuang.{lock}.lock"
    return marks.exists() and marks.read_bytes() == wanted and mark(env, "root") == f"{root}\n"


def mark(env: Path, name: str) -> str:
    """What an earlier run noted, or nothing."""
    path = env / f"yichuang.{name}"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def build(root: Path, env: Path, lock: str) -> None:
    """Environment, dependencies, the project, bytecode; the marks last."""
    began = time.monotonic()
    say(f"首次使用或依赖有更新,正在准备环境({env})……", "Preparing the environment, about half a minute …")
    for marks in env.glob("yichuang.*.lock"):
        marks.unlink()
    pip = pip_of(env)
    forget_damaged(env)
    file = root / f"requirements/{lock}.lock"
    total = len(re.findall("^[a-z]", file.read_text(encoding="utf-8"), re.MULTILINE))
    say(
        f"正在安装约 {total} 个依赖(按校验值)……",
        f"Installing about {total} packages, checked against their hashes …",
    )
    watched(
        [*pip, "install", "--no-deps", "--require-hashes", "--requirement", str(file), *wheels()], env, lock
    )
    say("正在装入本程序并预编译……", "Installing the program itself, compiling …")
    project = ["--no-deps", "--no-build-isolation", "--no-index", "--editable", str(root)]
    watched([*pip, "install", *project], env, lock)
    compiled = [str(root / room) for room in ("calendars", "clerk", "sync") if (root / room).is_dir()]
    subprocess.run([env / "bin/python", "-m", "compileall", "-q", *compiled], check=False, env=quiet())
    (env / "yichuang.root").write_text(f"{root}\n", encoding="utf-8")
    # The tested set holds the running set, in the same versions: one install does for both.
    for name in {lock, "run"}:
        shutil.copyfile(root / f"requirements/{name}.lock", env / f"yichuang.{name}.lock")
    say("环境就绪。", f"Ready after {time.monotonic() - began:.0f} s.")


def pip_of(env: Path) -> list[str]:
    """A pip that installs into the environment; the environment is made where there is none that works."""
    python = env / "bin/python"
    own = [str(python), "-m", "pip"]
    if works(own):
        return own
    if works([sys.executable, "-c", "import ensurepip"], version=False):
        base = os.path.realpath(
            sys.executable
        )  # not /usr/bin/python3: an upgrade must show as a missing Python
        watched([base, "-m", "venv", "--clear" if python.exists() else "--symlinks", str(env)], env, "")
        return own
    watched([os.path.realpath(sys.executable), "-m", "venv", "--without-pip", str(env)], env, "")
    lender = [sys.executable, "-m", "pip"]
    if works([*lender, "--python", str(python)]):
        return [*lender, "--python", str(python)]
    for wheel in sorted(Path(os.environ.get("CLERK_WHEELS", env)).glob("pip-*.whl")):
        return [str(python), str(wheel / "pip")]
    raise Problem(NO_PIP.format(python=sys.executable))


def works(command: list[str], version: bool = True) -> bool:
    """Whether a program starts."""
    asked = [*command, "--version"] if version else command
    try:
        return subprocess.run(asked, capture_output=True, check=False, env=quiet()).returncode == 0
    except OSError:
        return False


def wheels() -> list[str]:
    """The folder of packages that a machine without network was given."""
    folder = os.environ.get("CLERK_WHEELS")
    return ["--no-index", "--find-links", str(Path(folder).resolve())] if folder else []


def quiet() -> dict[str, str]:
    """Surroundings for pip: no prompt, no notice, none of the settings that would install elsewhere."""
    misleading = (
        "PIP_USER",
        "PIP_TARGET",
        "PIP_PREFIX",
        "PIP_REQUIRE_VIRTUALENV",
        "PYTHONPATH",
        "PYTHONHOME",
    )
    kept = {name: value for name, value in os.environ.items() if name not in misleading}
    return kept | {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PYTHONUTF8": "1"}


def watched(command: list[str], env: Path, lock: str) -> None:
    """Run an installer, show what it fetches, and turn its failure into a sentence."""
    seen: list[str] = []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", env=quiet()
    ) as running:
        for line in running.stdout or ():
            seen.append(line.rstrip())
            if line.lstrip().startswith("Downloading "):
                print("   ", line.strip(), flush=True)
            elif line.startswith("Installing collected packages"):
                say("正在写入文件……", "Writing files …")
    if running.returncode:
        raise Problem(explained(seen, env, lock))


def explained(seen: list[str], env: Path, lock: str) -> str:
    """The sentence for what an installer said, else its own last error."""
    said = "\n".join(seen)
    for telltale, sentence in TELLTALES.items():
        if telltale in said:
            return sentence.format(env=env, lock=lock)
    errors = [line for line in seen if "error" in line.lower()] or seen[-1:] or ["?"]
    return f"安装没有完成:{errors[-1]} 再运行一次会从断处继续。 The install failed; running it again resumes."


def forget_damaged(env: Path) -> None:
    """Drop the records of half-written packages, so that pip writes them again over what is there."""
    for site in env.glob("lib/python*/site-packages"):
        for found in distributions(path=[str(site)]):
            if damaged(found):
                shutil.rmtree(Path(str(found.locate_file(""))) / record_folder(found), ignore_errors=True)
        for stash in site.glob("~*"):  # what an interrupted upgrade had set aside
            shutil.rmtree(stash, ignore_errors=True)


def record_folder(found: Distribution) -> str:
    """The name of the .dist-info folder that a package was found by."""
    return Path(str(getattr(found, "_path", ""))).name  # importlib.metadata offers no public name for it


def damaged(found: Distribution) -> bool:
    """Whether a package lacks a file of its own list, or one is shorter than it should be."""
    listed = found.files
    return listed is None or any(gap for gap in gaps(found))


def gaps(found: Distribution) -> Iterator[bool]:
    """For each listed file with a known size, whether it is wrong."""
    for file in found.files or ():
        if file.size is not None:
            path = Path(str(file.locate()))
            yield not path.exists() or path.stat().st_size != file.size


def sentence(error: OSError) -> str:
    """What the file system refused, for a person."""
    if error.errno == errno.ENOSPC:
        return FULL
    return f"写不了文件:{error.filename or ''} {error.strerror}。 A file cannot be written."


def run(arguments: list[str]) -> int:
    """The exit status, after one sentence where something is in the way."""
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]  # a console stream always can
    sys.stderr.reconfigure(errors="replace")  # type: ignore[union-attr]  # the same
    try:
        main(Path(arguments[0]), Path(arguments[1]), arguments[2])
    except Problem as problem:
        print(problem, file=sys.stderr)
    except OSError as error:
        print(sentence(error), file=sys.stderr)
    except KeyboardInterrupt:
        print("已中断,再运行一次会继续。 Interrupted; running it again resumes.", file=sys.stderr)
    else:
        return 0
    return 3


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
