"""docs/law.md proves what it says: it is current, complete, and every citation and link leads somewhere."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clerk.practice.reading import read_scenario
from clerk.practice.shelf import shipped
from scripts.law.citing import ACT, known_acts, resolve, spelled
from scripts.law.evidence import Evidence, gather
from scripts.law.rules import RuleList, read_rules

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/law.md"
ACTS = frozenset({ACT, "民法典"})

# Promised, and still without code or without a test. This list only ever gets shorter.
NOT_YET: frozenset[str] = frozenset()


@cache
def rules() -> RuleList:
    """The list of what is asked."""
    return read_rules(ROOT / "docs/requirements.toml")


@cache
def evidence() -> Evidence:
    """Who cites what, in this checkout."""
    return gather(ROOT, rules().ids)


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """scripts/write_law.py of that checkout."""
    asked = [sys.executable, "-P", str(root / "scripts/write_law.py"), *arguments]
    return subprocess.run(asked, capture_output=True, text=True, check=False)


def test_the_page_is_current() -> None:
    """docs/law.md is what scripts/write_law.py would write now."""
    seen = run(ROOT, "--check")
    assert seen.returncode == 0, seen.stderr


def test_every_citation_is_of_a_listed_rule() -> None:
    """Nobody cites an article or a number that is not in docs/requirements.toml; else file, line and name."""
    assert evidence().strange == []


def test_what_is_promised_has_code_and_a_test() -> None:
    """Every promised rule is cited by code that keeps it and by a test or a scenario that shows it."""
    lacking = {rule: evidence().lacks(rule) for rule in rules().promised if evidence().lacks(rule)}
    assert {rule: lacks for rule, lacks in lacking.items() if rule not in NOT_YET} == {}


def test_what_is_shown_by_now_leaves_the_list() -> None:
    """A rule in NOT_YET that has both by now is taken off the list, and so is one that is not promised."""
    assert (
        sorted(rule for rule in NOT_YET if not evidence().lacks(rule) or rule not in rules().promised) == []
    )


@pytest.mark.parametrize("path", shipped(), ids=lambda path: path.stem)
def test_every_scenario_says_what_it_shows(path: Path) -> None:
    """A scenario that ships names the rules that it shows at work (``covers``)."""
    assert read_scenario(path).covers


def defined(path: Path) -> set[str]:
    """The names that a module defines: functions, classes, methods, constants and fields."""
    found: set[str] = set()
    pending: list[tuple[str, ast.stmt]] = [("", node) for node in ast.parse(path.read_text("utf-8")).body]
    while pending:
        prefix, node = pending.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(prefix + node.name)
            if isinstance(node, ast.ClassDef):
                pending += [(f"{prefix}{node.name}.", inner) for inner in node.body]
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {prefix + one.id for one in targets if isinstance(one, ast.Name)}
    return found


def test_links_lead_to_files_and_functions_that_exist() -> None:
    """Each name on the page is defined in the file that it is linked to."""
    linked = re.findall(r"\[([^\]]+)\]\(\.\./([^)]+)\)(?:: ((?:`[\w.]+`(?:, )?)+))?", PAGE.read_text("utf-8"))
    assert len(linked) > 100
    for words, file, names in linked:
        assert (ROOT / file).is_file(), f"{words}: {file}"
        if names:
            missing = set(re.findall(r"`([\w.]+)`", names)) - defined(ROOT / file)
            assert not missing, f"{file}: {missing}"


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Reasons in words; incompleteness is none (R53).", ["R53"]),
        ("R58, R59 and R47–R49, R60-61", ["R58", "R59", "R47", "R48", "R49", "R60", "R61"]),
        ("LAW L3, default 2: by policy", ["L3", "default 2"]),
        ("Defaults 1–3 and 5", ["default 1", "default 2", "default 3", "default 5"]),
        ("by default 3 days, default 10", []),
        ("COUNTING 2, 3; LAW A5, but paper A4", ["COUNTING 2", "COUNTING 3", "A5"]),
        ("P6 and T4; GB/T 39046 A.7, 2025T1, P01", ["P6", "T4"]),
        ("Art. 32(4); arts. 42, 45 and 82", ["art. 32(4)", "art. 42", "art. 45", "art. 82"]),
        ("art. 42(2)+26, art. 45, 10 days", ["art. 42(2)", "art. 45"]),
        (
            "arts. 29–31 (行政许可法 arts. 26, 42(2))",
            ["art. 29", "art. 30", "art. 31", "art. 26", "art. 42(2)"],
        ),
        ("art. 32 para. 2", ["art. 32 para. 2"]),
        (
            "(民法典 art. 201), rolls (art. 203), 行政许可法 art. 82",
            ["民法典 art. 201", "民法典 art. 203", "art. 82"],
        ),
        ("民法典 201–203", ["民法典 art. 201", "民法典 art. 202", "民法典 art. 203"]),
        ("建筑法 art. 8 is not listed; 《国务院令》第722号", []),
        ("《行政许可法》第三十二条第一款第四项、第五项", ["art. 32(4)"]),
        ("《行政许可法》第三十二条第二款;第四十二条第一款", ["art. 32 para. 2", "art. 42 para. 1"]),
        ("民法典第二百零三条", ["民法典 art. 203"]),
    ],
)
def test_citations_are_understood(text: str, ids: list[str]) -> None:
    """As lawyers and programmers write them, in English and in Chinese."""
    assert [one.id for one in spelled(text, ACTS)] == ids


@pytest.mark.parametrize(
    ("cited", "rule"),
    [
        ("art. 32(4)", "art. 32(4)"),
        ("art. 32 para. 1", "art. 32"),
        ("art. 42 para. 1", "art. 42(1)"),
        ("art. 38 para. 2", "art. 38"),
        ("art. 32(9)", "art. 32"),
        ("art. 97", None),
        ("R96", None),
    ],
)
def test_a_paragraph_may_be_listed_or_only_its_article(cited: str, rule: str | None) -> None:
    """In brackets stand the items of article 32 and the paragraphs of any other."""
    assert resolve(cited, rules().ids) == rule


def in_chinese(number: int) -> str:
    """An article's number as acts write it: 8 八, 10 十, 45 四十五, 203 二百零三, 110 一百一十."""
    signs = "零一二三四五六七八九"
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    words = f"{signs[hundreds]}百" if hundreds else ""
    if tens:
        words += "十" if tens == 1 and not hundreds else f"{signs[tens]}十"
    elif hundreds and ones:
        words += "零"
    return words + (signs[ones] if ones else "")


@given(st.integers(1, 999))
def test_chinese_numbers_are_read(number: int) -> None:
    """Every number that an article can have."""
    assert [one.id for one in spelled(f"民法典第{in_chinese(number)}条", ACTS)] == [f"民法典 art. {number}"]


def test_acts_that_are_listed_are_known() -> None:
    """The Licensing Act needs no name; every other act in the list is known by its own."""
    assert {ACT, "民法典"} <= known_acts(rules().ids)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A checkout with one rule, one function that refuses by it and one test."""
    shutil.copytree(ROOT / "scripts/law", tmp_path / "scripts/law")
    shutil.copy(ROOT / "scripts/write_law.py", tmp_path / "scripts")
    for name, text in {
        "docs/requirements.toml": 'promised = ["art. 32(4)"]\n[[group]]\nname = "甲"\nabout = ""\n'
        'rules = [{ id = "art. 32(4)", asks = "all gaps once" }]\n',
        "clerk/casework/basis.py": 'ACT = "《行政许可法》"\nONCE = f"{ACT}第三十二条第一款第四项"\n',
        "clerk/casework/rules.py": 'def notify() -> str:\n    """Once."""\n    return basis.ONCE\n',
        "tests/test_rules.py": 'def test_once() -> None:\n    """All gaps once (art. 32(4))."""\n',
        "clerk/practice/scenarios/one.json": '{"name": "情景一", "covers": ["art. 32(4)"]}',
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_page_names_code_tests_and_scenarios(small: Path) -> None:
    """One row: the function that refuses by the article, the test that cites it, the scenario."""
    assert run(small).returncode == 0
    assert run(small, "--check").returncode == 0
    text = (small / "docs/law.md").read_text("utf-8")
    assert "**1 of 1** promised rules" in text
    assert (
        "| **art. 32(4)** | all gaps once | [clerk/casework/rules.py](../clerk/casework/rules.py): `notify` "
        "| [tests/test_rules.py](../tests/test_rules.py): `test_once`"
        "<br>情景 [情景一](../clerk/practice/scenarios/one.json) |"
    ) in text


def test_a_page_that_is_behind_is_said(small: Path) -> None:
    """A citation that came or went makes the check fail with a sentence that says what to run."""
    run(small)
    (small / "tests/test_rules.py").write_text(
        '"""A rule at the head proves nothing: art. 32(4)."""\n', "utf-8"
    )
    (small / "clerk/practice/scenarios/one.json").unlink()
    seen = run(small, "--check")
    assert (seen.returncode, seen.stderr) == (
        1,
        "docs/law.md: citations or rules have changed; run scripts/write_law.py\n",
    )
    run(small)
    text = (small / "docs/law.md").read_text("utf-8")
    assert "**0 of 1** promised rules" in text
    assert "| art. 32(4) | all gaps once | a test or scenario |" in text


def test_a_citation_of_nothing_is_named_with_its_place(small: Path) -> None:
    """An article or number that is not listed: file, line, name, exit 1."""
    (small / "tests/test_rules.py").write_text('\ndef test_once() -> None:\n    """R96."""\n', "utf-8")
    (small / "clerk/practice/scenarios/one.json").write_text('{"name": "情景一", "covers": ["L15"]}', "utf-8")
    seen = run(small, "--check")
    assert seen.returncode == 1
    assert "tests/test_rules.py:2 test_once: R96 is not in docs/requirements.toml" in seen.stderr
    assert "clerk/practice/scenarios/one.json:1 情景一: L15 is not in docs/requirements.toml" in seen.stderr


def test_a_list_that_contradicts_itself_is_refused(tmp_path: Path) -> None:
    """An id that stands twice, and a promise of what is not listed, are named."""
    rows = 'rules = [{{ id = "R1", asks = "a" }}, {{ id = "{0}", asks = "b" }}]\n'
    for second, promised, words in (
        ("R1", "R1", "R1 stands twice"),
        ("R2", "R1–R3", "R3 is promised but not"),
    ):
        file = tmp_path / "requirements.toml"
        text = f'promised = ["{promised}"]\n[[group]]\nname = "甲"\nabout = ""\n{rows.format(second)}'
        file.write_text(text, encoding="utf-8")
        with pytest.raises(ValueError, match=words):
            read_rules(file)
