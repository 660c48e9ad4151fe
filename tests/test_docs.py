"""What the pages say is there: commands, files, pictures, keys."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from clerk.casework.case import FLAG_WORDS, STAGE_WORDS
from clerk.cli.main import GROUPS, main

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
PICTURES = sorted(ROOT.glob("docs/pictures/*.svg"))
COMMAND = re.compile(r"(?:^\$ |`)(?:scripts/)?clerk ([a-z]+)(?: (list|show|history|status)\b)?", re.MULTILINE)
names = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


@names
def test_every_command_exists(page: Path) -> None:
    """A command that a page names has its help; so have its actions."""
    for group, action in set(COMMAND.findall(page.read_text(encoding="utf-8"))):
        assert group in GROUPS, f"{page.name}: clerk {group}"
        assert main([word for word in (group, action, "--help") if word]) == 0, (
            f"{page.name}: {group} {action}"
        )


def test_the_readme_names_every_command() -> None:
    """Nothing that the program can do is left out of the first page."""
    named = {group for group, _ in COMMAND.findall((ROOT / "README.md").read_text(encoding="utf-8"))}
    assert named == set(GROUPS)


@names
def test_every_link_and_file_exists(page: Path) -> None:
    """Links lead somewhere, and scripts that are named are there."""
    text = page.read_text(encoding="utf-8")
    links = {page.parent / link for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)}
    scripts = {ROOT / name for name in re.findall(r"\bscripts/[a-z_]+(?:\.(?:py|sh))?", text)}
    tests = {ROOT / name for name in re.findall(r"`(tests/[a-z_/]+(?:\.py)?)`", text)}
    assert [str(path) for path in links | scripts | tests if not path.exists()] == []


def test_every_module_in_the_architecture_exists() -> None:
    """A row of the table of rooms names files of that room."""
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z.]+)` \| (.+) \|$", text, re.MULTILINE)
    assert rows
    for room, subjects in rows:
        folder = ROOT / room.replace(".", "/")
        for name in re.findall(r"`([a-z_]+(?:\.py|/))`", subjects):
            assert (folder / name).exists(), f"{room}: {name}"


def test_keys_in_the_page_are_those_of_the_program() -> None:
    """docs/workstation.md holds the table that the screens are bound by."""
    asked = [sys.executable, "-P", str(ROOT / "scripts/write_keys.py"), "--check"]
    seen = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert seen.returncode == 0, seen.stderr


def test_the_example_of_a_scenario_plays_as_it_says(tmp_path: Path) -> None:
    """The file shown in docs/scenarios.md runs, and its own expectations hold."""
    shown = re.search(
        r"```json\n(.*?)```", (ROOT / "docs/scenarios.md").read_text(encoding="utf-8"), re.DOTALL
    )
    assert shown is not None
    file = tmp_path / "example.json"
    file.write_text(shown[1], encoding="utf-8")
    assert main(["play", str(file)]) == 0


def test_the_glossary_has_every_stage_and_flag() -> None:
    """Each stage and flag stands in docs/glossary.md under its code name."""
    text = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
    assert [name for name in (*STAGE_WORDS, *FLAG_WORDS) if f"`{name}`" not in text] == []


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.stem)
def test_pictures_fetch_nothing(picture: Path) -> None:
    """A picture names no address but the one that says it is SVG, and brings no font from elsewhere."""
    text = picture.read_text(encoding="utf-8")
    assert set(re.findall(r"https?://[^\"')\s]+", text)) == {"http://www.w3.org/2000/svg"}
    assert "@font-face" not in text
    assert "演练" in text
