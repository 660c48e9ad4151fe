"""A hall with office hours of its own: they decide the day of arrival; the act keeps it (LAW default 5)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from calendars.hours import load_hours, parse_hours
from clerk.casework import acts as a
from clerk.casework.policy import PolicyError
from clerk.desk.office import Done, Office
from clerk.desk.opening import own_hours
from tests.casework.helpers import findings
from tests.desk.conftest import Hall

EARLY = """
name = "示例大厅"
title = "示例大厅作息时间"
confirmed = true

[[season]]
name = "全年"
from = "01-01"
sessions = ["09:00-13:00", "15:00-17:00"]
"""


def early(office: Office) -> Office:
    """The office of a hall that closes at five."""
    return replace(office, hours=parse_hours(EARLY, "hours.toml"))


def test_the_halls_own_hours_decide_the_day(hall: Hall) -> None:
    """民法典 203: at 17:30 this hall is closed, though the region's hours run on; the day is on file."""
    case = hall.receive("XK-05", missing=["开办资金证明"])
    hall.do(case, a.AcceptIncomplete(("开办资金证明",), commitment=True))
    hall.at("2025-10-21T17:30")
    body = a.Complete(findings(开办资金证明="ok"))
    done = early(hall.office()).act(case.number, body)
    assert isinstance(done, Done)
    kept = done.case.acts[-1].body
    assert isinstance(kept, a.Complete)
    assert str(kept.arrived_on) == "2025-10-22"
    assert hall.office().case(case.number).deferred["开办资金证明"].met_on == kept.arrived_on


def test_the_net_needs_no_hours(hall: Hall) -> None:
    """Default 5: nothing is recorded for what came by the net."""
    case = hall.receive("XK-05", missing=["开办资金证明"])
    hall.do(case, a.AcceptIncomplete(("开办资金证明",), commitment=True))
    hall.at("2025-10-21T22:30")
    done = early(hall.office()).act(case.number, a.Complete(findings(开办资金证明="ok"), "net"))
    assert isinstance(done, Done)
    assert str(done.case.deferred["开办资金证明"].met_on) == "2025-10-21"


def test_a_day_that_cannot_be_is_refused(hall: Hall) -> None:
    """R94: nobody records a day of arrival before the paper came."""
    case = hall.receive("XK-05", missing=["开办资金证明"])
    hall.do(case, a.AcceptIncomplete(("开办资金证明",), commitment=True))
    early_day = a.Complete(findings(开办资金证明="ok"), arrived_on=hall.office().today().replace(day=1))
    assert hall.refused(case, early_day) == "wrong_arrival_day"


def test_a_file_of_hours_is_read_or_named(tmp_path: Path) -> None:
    """No file: the policy's hours. A bad one is a sentence that names it."""
    assert own_hours(tmp_path) is None
    (tmp_path / "hours.toml").write_text(EARLY, encoding="utf-8")
    found = own_hours(tmp_path)
    assert found is not None
    assert found.name != load_hours("xinjiang").name
    (tmp_path / "hours.toml").write_text("name = 3", encoding="utf-8")
    with pytest.raises(PolicyError, match=r"hours\.toml"):
        own_hours(tmp_path)
