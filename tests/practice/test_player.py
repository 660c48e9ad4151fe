"""The player and its sandbox: real use cases, nothing left behind, refused steps recorded nowhere."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from clerk.casework.policy import load_profile
from clerk.casework.times import BEIJING
from clerk.desk.office import Done
from clerk.practice.clock import VirtualClock
from clerk.practice.errors import ScenarioError
from clerk.practice.lesson import lesson
from clerk.practice.player import play
from clerk.practice.reading import decode_scenario
from clerk.practice.result import Result
from clerk.practice.sandbox import Sandbox
from tests.practice.examples import FUND, example

START = datetime(2025, 9, 26, 11, 5, tzinfo=BEIJING)


def _played(**changes: Any) -> Result:
    return play(decode_scenario(example() | changes))


def test_the_result_has_the_contracts_shape() -> None:
    """Keys, dates and values stand where the contract puts them."""
    document = _played().document()
    assert set(document) == {"name", "steps", "case"}
    assert document["steps"][0] == {"at": "2025-09-26T11:05:00+08:00", "do": "receive", "ok": True}
    case = document["case"]
    assert set(case) == {
        "number", "stage", "flags", "deadlines", "materials", "notices", "file_verified", "visits", "slips",
    }  # fmt: skip
    assert (case["stage"], case["flags"], case["file_verified"]) == ("delivered", ["incomplete"], True)
    completion = next(clock for clock in case["deadlines"] if clock["what"] == "completion")
    basis = completion.pop("basis")
    assert "容缺" in basis
    assert completion == {
        "what": "completion", "material": FUND, "from": "2025-09-26", "due": "2025-10-23",
        "state": "met", "provisional": False,
    }  # fmt: skip
    assert {"name": FUND, "state": "ok", "due": "2025-10-23"} in case["materials"]
    assert set(case["notices"][0]) == {"kind", "number", "at"}


def test_a_refused_step_records_nothing_and_the_run_goes_on() -> None:
    """A refusal carries code, reason and basis; the next step finds the case as it was."""
    steps = example()["steps"]
    steps.insert(1, {"at": "2025-09-26T11:10", "do": "accept"})
    result = _played(steps=steps)
    refused = result.document()["steps"][1]["refused"]
    assert refused["code"] == "gaps_open"
    assert refused["reason"]
    assert refused["basis"]
    assert result.case is not None
    assert result.case.stage == "delivered"
    assert "acceptance_notice" not in [one.kind for one in result.case.notices]


def test_without_a_receipt_there_is_no_case() -> None:
    """A receipt with a material of another item is refused; later steps have nothing to work on."""
    steps = example()["steps"][:3]
    steps[0]["materials"] = {"别的材料": "missing"}
    result = _played(steps=[*steps, {"at": "2025-09-30", "do": "wait"}])
    codes = [one.refused.code if one.refused else "" for one in result.steps]
    assert codes == ["unknown_material", "wrong_stage", "wrong_stage", ""]
    assert result.document()["case"] is None


def test_a_second_receipt_opens_no_second_case() -> None:
    """One scenario is one application."""
    steps = [example()["steps"][0], {"at": "2025-09-26T12:00", "do": "receive"}]
    result = _played(steps=steps)
    assert result.steps[1].refused is not None
    assert result.steps[1].refused.code == "wrong_stage"


def test_expectations_that_fail_are_named_one_by_one() -> None:
    """Every difference is a sentence with what was expected and what came."""
    expect = {
        "stage": "withdrawn", "flags": [], "notices": ["receipt"], "materials": {FUND: "missing", "别": "ok"},
        "deadlines": [
            {"what": "completion", "material": FUND, "due": "2025-10-22", "state": "missed",
             "provisional": True},
            {"what": "grace"},
        ],
        "visits": 7, "slips": ["未一次性告知"],
    }  # fmt: skip
    steps = example()["steps"]
    steps[2]["expect"] = "wrong_stage"
    result = _played(expect=expect, steps=steps)
    said = "\n".join(result.differs)
    for words in ("第3步(route)应为 wrong_stage,实为 ok", "stage 应为 withdrawn,实为 delivered", "flags",
                  "notices", f"材料「{FUND}」", "材料「别」", "due 应为 2025-10-22,实为 2025-10-23",
                  "state 应为 missed", "provisional 应为 true,实为 false", "grace 没有开始",
                  "visits 应为 7,实为 2", "slips 应为 [未一次性告知],实为 []"):  # fmt: skip
        assert words in said
    assert not result.holds
    assert result.document()["expect"]["holds"] is False


def test_a_steps_own_expectation_needs_no_table() -> None:
    """Without the table only steps that say something are held to it."""
    steps = example()["steps"][:1]
    steps += [{"at": "2025-09-26T11:10", "do": "accept"},
              {"at": "2025-09-26T11:11", "do": "accept", "expect": "gaps_open"}]  # fmt: skip
    result = _played(steps=steps)
    assert (result.expected, result.differs) == (True, ())


def test_a_refused_step_may_have_to_say_something() -> None:
    """``says`` is held against the sentence of the refusal; a step that was done says nothing."""
    steps = example()["steps"][:1]
    refused = {"at": "2025-09-26T11:10", "do": "accept", "expect": "gaps_open"}
    steps += [refused | {"says": FUND}, refused | {"says": "户口本"},
              {"at": "2025-09-26T11:20", "do": "note", "text": "已联系", "says": "户口本"}]  # fmt: skip
    second, third = _played(steps=steps).differs
    assert second.startswith("第3步(accept)应说“户口本”,实为:")
    assert third == "第4步(note)应说“户口本”,实为:办成了"


def test_a_desk_whose_clock_is_wrong() -> None:
    """``clock`` is what the desk's clock shows: before the last record nothing is done (clock_set_back)."""
    steps = example()["steps"][:1]
    steps.append({"at": "2025-09-26T12:00", "do": "note", "text": "已联系", "clock": "2025-09-01T12:00",
                  "expect": "clock_set_back"})  # fmt: skip
    assert _played(steps=steps).differs == ()


def test_an_applicant_is_looked_up_in_the_lists_of_the_file() -> None:
    """R41, LAW L10: an entry with basis, expiry and repair path bars deferral; without basis it does not."""
    number = "91650203MA78ABCD1T"
    entry = {"list": "black", "kind": "organisation", "id_number": number, "listed_on": "2025-01-01",
             "basis": "条例", "expires_on": "2026-01-01", "repair_path": "申请移出"}  # fmt: skip
    who = {"name": "演练公司", "kind": "organisation", "id_number": number}
    for basis, done in (("条例", False), ("无", True)):
        lists = {"as_of": "2025-09-20", "entries": [entry | {"basis": basis}]}
        result = _played(steps=example()["steps"][:2], applicant=who, credit_list=lists)
        assert result.steps[1].ok is done


def test_an_expectation_without_a_case() -> None:
    """A file that expects a stage is told when nothing was received."""
    result = _played(steps=[{"at": "2025-09-26", "do": "wait"}], expect={"stage": "accepted"})
    assert result.differs == ("没有案卷可供核对:收件没有办成",)


def test_dates_beyond_the_calendar_name_the_step() -> None:
    """A deadline past the last known year is bad input, said with its step."""
    steps = [{"at": "2027-12-30T10:00", "do": "receive"}]
    with pytest.raises(ScenarioError, match=r"第1步\(receive\).*工作日历"):
        _played(steps=steps)


def test_the_sandbox_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """R89: the folder is the sandbox's own, has no key, is unreadable as plain text, and goes at the end."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setenv("CLERK_HOME", str(tmp_path / "real"))
    with Sandbox(START, load_profile("hall_default")) as box:
        home = box.archive.home
        assert not home.key_file.exists()
        assert home.database.read_bytes()[:6] != b"SQLite"
        assert box.archive.settings.key_place == "memory"
    assert list(tmp_path.iterdir()) == []


def test_the_sandbox_goes_even_when_a_step_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error in the middle of a run leaves no folder behind."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(ScenarioError):
        _played(steps=[{"at": "2027-12-30T10:00", "do": "receive"}])
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_practice_left_is_swept_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new sandbox removes folders that no process holds any more, and no others."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    dead, foreign = tmp_path / "yichuang-practice-dead", tmp_path / "yichuang-practice-unmarked"
    for folder in (dead, foreign):
        (folder / "home").mkdir(parents=True)
    (dead / "in-use").touch()
    policy = load_profile("hall_default")
    with Sandbox(START, policy) as first, Sandbox(START, policy) as second:
        assert not dead.exists()
        assert foreign.exists()
        assert first.archive.read.recent() == second.archive.read.recent() == []
        assert first.archive.home.database.exists()


def test_practice_papers_carry_the_mark() -> None:
    """R89: whatever is issued in practice says so on its face."""
    scenario = decode_scenario(example())
    with Sandbox(START, scenario.policy) as box:
        done = box.office().receive(scenario.item, scenario.applicant, {})
        assert isinstance(done, Done)
        assert all("演练" in paper.text() for paper in done.papers)
        assert done.papers


def test_the_virtual_clock_never_goes_back() -> None:
    """It stands still until it is moved, and only forward."""
    clock = VirtualClock(START)
    assert clock.now() == START
    clock.set(START + timedelta(days=1))
    assert clock.now() == START + timedelta(days=1)
    with pytest.raises(ValueError, match="不能倒退"):
        clock.set(START)


def test_a_lesson_begins_with_the_person_at_the_counter() -> None:
    """The application is received on the day asked for, and its task is noted on the file."""
    document = example() | {"description": "缺一件次要材料"}
    with lesson(decode_scenario(document), START + timedelta(days=20)) as box:
        (row,) = box.archive.read.recent()
        case = box.office().case(row.number)
        assert (case.stage, str(case.received_on)) == ("received", "2025-10-16")
        assert case.materials[FUND].state == "missing"
        assert [act.kind for act in case.acts] == ["receive", "issue", "note"]


def test_a_lesson_without_a_receipt_is_an_empty_counter() -> None:
    """A scenario that begins otherwise leaves the queue empty."""
    document = example() | {"steps": [{"at": "2025-09-26T10:00", "do": "wait"}]}
    with lesson(decode_scenario(document)) as box:
        assert box.archive.read.recent() == []
        assert str(box.clock.now().date()) == "2025-09-26"
