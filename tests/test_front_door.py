"""The front door: the locks, and what scripts/clerk says on a machine where something is missing."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from clerk import __version__
from scripts import make_environment

ROOT = Path(__file__).parents[1]
TOOLS = ("sh", "dirname", "cmp", "cksum", "tr")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with nothing installed: the scripts, the locks and no environment."""
    for folder in ("scripts", "requirements"):
        shutil.copytree(ROOT / folder, tmp_path / "checkout" / folder)
    return tmp_path / "checkout"


def knock(checkout: Path, **programs: str) -> subprocess.CompletedProcess[str]:
    """Run scripts/clerk where only the named programs (name: shell script) and five tools exist."""
    tools = checkout.parent / "bin"
    tools.mkdir()
    for name in TOOLS:
        (tools / name).symlink_to(shutil.which(name) or pytest.fail(f"no {name} here"))
    for name, script in programs.items():
        (tools / name).write_text(f"#!/bin/sh\n{script}\n")
        (tools / name).chmod(0o755)
    surroundings = {"PATH": str(tools), "HOME": str(checkout.parent), "LANG": "C"}
    return subprocess.run(
        [checkout / "scripts/clerk"], env=surroundings, capture_output=True, encoding="utf-8", check=False
    )


def test_without_python_it_says_what_to_install(checkout: Path) -> None:
    """No Python: exit 3 and a sentence, under LANG=C too."""
    answer = knock(checkout)
    assert answer.returncode == 3
    assert "没有找到 Python 3.11" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_an_old_python_is_no_python(checkout: Path) -> None:
    """A Python that fails the version question is passed over."""
    answer = knock(checkout, python3="exit 1")
    assert (answer.returncode, "No Python 3.11 or later" in answer.stderr) == (3, True)


def test_a_python_without_ensurepip_and_pip_names_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Debian's python3 without python3-venv and python3-pip: the package to install is named, exit 3."""
    monkeypatch.setattr(make_environment, "works", lambda *_, **__: False)
    monkeypatch.delenv("CLERK_WHEELS", raising=False)
    assert make_environment.run([str(ROOT), str(tmp_path / "env"), "run"]) == 3
    assert "apt install python3-venv" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("OSError: [Errno 28] No space left on device", "磁盘已满"),
        ("ERROR: Could not find a version that satisfies the requirement x", "CLERK_WHEELS"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE FILE", "校验值"),
    ],
)
def test_what_pip_says_becomes_a_sentence(said: str, told: str, tmp_path: Path) -> None:
    """A full disk, no network and a wrong hash are each told in words."""
    assert told in make_environment.explained(["Collecting x", said], tmp_path, "run")


def test_a_half_written_package_is_written_again(tmp_path: Path) -> None:
    """After an interrupted install, a package with a missing file is forgotten, a whole one is not."""
    site = tmp_path / "lib/python3.11/site-packages"
    for name in ("whole", "half"):
        info = site / f"{name}-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (info / "RECORD").write_text(f"{name}.py,sha256=x,4\n")
    (site / "whole.py").write_text("1234")
    make_environment.forget_damaged(tmp_path)
    assert [path.name for path in site.iterdir() if path.is_dir()] == ["whole-1.0.dist-info"]


@pytest.mark.parametrize("name", ["run", "test"])
def test_a_lock_has_hashes_and_no_addresses(name: str) -> None:
    """Every locked package is pinned and hashed; none says where it comes from."""
    text = (ROOT / f"requirements/{name}.lock").read_text(encoding="utf-8")
    entries = re.findall(
        r"^([a-z0-9-]+)==\S+.*\\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", text, re.M
    )
    assert text.count("==") - text.count("_version <") >= len(entries) > 30
    assert len(re.findall(r"^[a-z]", text, re.M)) == len(entries)
    assert not re.search(r"://|index|find-links|file:", text)


def test_the_running_set_is_part_of_the_tested_set() -> None:
    """What clerks run is what was tested, version by version."""
    run, test = (
        set(re.findall(r"^[a-z0-9-]+==[^ ]+", (ROOT / f"requirements/{n}.lock").read_text(), re.M))
        for n in ("run", "test")
    )
    assert set() == run - test


def test_every_dependency_is_locked() -> None:
    """A dependency added to pyproject.toml without a new lock is noticed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = (ROOT / "requirements/run.lock").read_text(encoding="utf-8")
    names = [re.split(r"[<>=]", line)[0] for line in project["dependencies"]]
    assert [name for name in names if f"\n{name}==" not in f"\n{locked}"] == []


def test_the_changelog_knows_this_version() -> None:
    """The version of the program has its section, or is the one being written."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{__version__}]" in changelog
