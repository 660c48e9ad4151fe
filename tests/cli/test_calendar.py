"""``clerk due``, ``clerk days``, ``clerk calendar status``: the answers that others rely on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from calendars import load_calendar
from clerk.cli.main import main

NOTICE_2027 = "国务院办公厅关于2027年部分节假日安排的通知"


@pytest.fixture(autouse=True)
def _no_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No hall is set up on this machine."""
    monkeypatch.setenv("CLERK_HOME", str(tmp_path / "none"))


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    """The JSON document that a command prints, and nothing beside it."""
    assert main([*words, "--json"]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    return json.loads(captured.out)


def text(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What a command tells a person."""
    assert main(list(words)) == 0
    return capsys.readouterr().out


def test_due_as_the_contract_shapes_it(capsys: pytest.CaptureFixture[str]) -> None:
    """Exactly these fields; no days unless they are asked for."""
    assert answer(capsys, "due", "2025-05-30", "5wd", "--region", "xinjiang") == {
        "start": "2025-05-30",
        "limit": {"n": 5, "unit": "wd"},
        "region": "xinjiang",
        "due": "2025-06-12",
        "provisional": False,
        "missing": [],
        "calendar": load_calendar("xinjiang").version,
    }


def test_explained_days_as_the_contract_shapes_them(capsys: pytest.CaptureFixture[str]) -> None:
    """A day that counts has its number, another its reason and notice."""
    days = answer(capsys, "due", "2025-05-30", "5wd", "--explain")["days"]
    source = "国办发明电〔2024〕12号"
    assert days[0] == {"date": "2025-05-31", "counts": False, "why": "端午节", "source": source}
    assert days[3] == {"date": "2025-06-03", "counts": True, "n": 1}
    assert days[-1] == {"date": "2025-06-12", "counts": True, "n": 5}
    assert len(days) == 13


def test_the_national_date_stands_beside_the_regional_one(capsys: pytest.CaptureFixture[str]) -> None:
    """LAW, default 4, COUNTING 5; the national calendar alone needs no second date."""
    said = text(capsys, "due", "2025-05-30", "5wd")
    assert "新疆日历到期日:2025-06-12(周四)" in said
    assert "仅按全国日历:2025-06-09" in said
    said = text(capsys, "due", "2025-05-30", "5wd", "--region", "national")
    assert "2025-06-09" in said
    assert "仅按" not in said


def test_the_missing_notice_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    """In text and in JSON."""
    assert NOTICE_2027 in text(capsys, "due", "2026-12-20", "20wd")
    data = answer(capsys, "due", "2026-12-20", "20wd")
    assert (data["provisional"], data["missing"]) == (True, [NOTICE_2027])


def test_the_explanation_is_a_table_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    """Every day a line under one heading."""
    said = text(capsys, "due", "2025-05-30", "5wd", "--explain").splitlines()
    assert said[3].split() == ["日期", "星期", "计数", "说明", "依据"]
    assert said[4].split() == ["2025-05-31", "周六", "不计", "端午节", "国办发明电〔2024〕12号"]
    assert len(said) == 4 + 13


@pytest.mark.parametrize(
    "start", ["2025/5/30", "2025.05.30", "2025年5月30日", "\uff12\uff10\uff12\uff15-05-30", " 2025-05-30"]
)
def test_dates_as_people_type_them(start: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Separators, missing zeros and full-width digits are understood."""
    assert answer(capsys, "due", start, "\uff15wd")["due"] == "2025-06-12"


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["due", "2025-13-40", "5wd"], "没有“2025-13-40”这一天"),
        (["due", "2025-02-29", "5wd"], "没有“2025-02-29”这一天"),
        (["due", "昨天", "5wd"], "看不懂日期“昨天”"),
        (["due", "2025-05-30", "5xx"], "看不懂期限“5xx”"),
        (["due", "2025-05-30", "-5wd"], "看不懂期限“-5wd”"),
        (["due", "2025-05-30", "99999wd"], "超出范围"),
        (["due", "2025-05-30", "5wd", "--region", "mars"], "没有“mars”的工作日历"),
        (["due", "2027-12-20", "20wd"], "2018-01-01至2027-12-31"),
        (["due", "2017-12-31", "1d"], "2018-01-01至2027-12-31"),
        (["days", "2025-06-01", "2025-05-01"], "早于"),
        (["days", "2025-06-01", "2029-05-01"], "2018-01-01至2027-12-31"),
    ],
)
def test_bad_input_is_one_sentence(
    words: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 2, nothing on stdout."""
    assert main([*words, "--json"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert complaint in captured.err
    assert captured.err.count("\n") == 1


def test_a_damaged_home_is_said_and_can_be_gone_around(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 3 with the file's name; with --region the home does not matter."""
    (tmp_path / "hall.json").write_text("{", "utf-8")
    assert main(["due", "2025-05-30", "5wd", "--home", str(tmp_path)]) == 3
    assert "hall.json" in capsys.readouterr().err
    assert main(["due", "2025-05-30", "5wd", "--home", str(tmp_path), "--region", "national"]) == 0


def test_days(capsys: pytest.CaptureFixture[str]) -> None:
    """Working days in (FROM, TO]."""
    assert answer(capsys, "days", "2025-05-30", "2025-06-12") == {
        "from": "2025-05-30",
        "to": "2025-06-12",
        "region": "xinjiang",
        "working_days": 5,
        "provisional": False,
        "missing": [],
        "calendar": load_calendar("xinjiang").version,
    }
    assert "共5个工作日" in text(capsys, "days", "2025-05-30", "2025-06-12")
    assert NOTICE_2027 in text(capsys, "days", "2026-12-20", "2027-01-10")


def test_calendar_status_lists_notices_and_doubts(capsys: pytest.CaptureFixture[str]) -> None:
    """What is known, up to when, what is provisional and for want of which notice."""
    data = answer(capsys, "calendar", "status")
    assert (data["first"], data["last"], data["known_through"]) == ("2018-01-01", "2027-12-31", 2026)
    national = [entry for entry in data["notices"] if entry["region"] == "national"]
    assert [entry["state"] for entry in national] == ["known"] * 11 + ["assumed"]
    assert {"from": "2026-12-25", "to": "2027-03-02", "missing": [NOTICE_2027]} in data["provisional"]
    said = text(capsys, "calendar", "status")
    assert "国办发明电〔2025〕7号" in said
    assert "古尔邦节放假安排未经确认" in said
    assert "新疆" not in text(capsys, "calendar", "status", "--region", "national")
