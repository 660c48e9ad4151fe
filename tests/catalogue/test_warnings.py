"""What a catalogue had better not say (清单提示): R2, R10, R11, LAW L7, L11."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendars import Period, load_calendar
from clerk.catalogue.items import Item, Limit, Material
from clerk.catalogue.warnings import late_promise, warnings

PLAIN = Item(
    id="T-01", name="某许可", department="某局", type="行政许可",
    statutory_limit=Limit(20, "wd"), promised_limit=Limit(10, "wd"), materials=(Material("申请表"),),
    delivery_options=("窗口", "邮寄"),
)  # fmt: skip


def codes(**fields: object) -> list[str]:
    """The codes of the warnings about the item with these fields changed."""
    return [
        one.code for one in warnings(msgspec.structs.replace(PLAIN, **fields), [load_calendar("xinjiang")])
    ]


def test_an_ordinary_item_has_none() -> None:
    """Nothing to say of an item that names its ways and whose limits have one unit."""
    assert codes() == []


@pytest.mark.parametrize(
    ("ways", "warned"),
    [((), False), (("counter",), True), (("counter", "counter"), True), (("counter", "net"), False)],
)
def test_one_way_to_submit(ways: tuple[str, ...], warned: bool) -> None:
    """R10, art. 29: an item that offers one way only takes the applicant's choice away."""
    assert (codes(submit_channels=ways) == ["one_channel"]) is warned


def test_no_way_to_get_the_result() -> None:
    """R11: without ways of delivery there is nothing to choose from."""
    assert codes(delivery_options=()) == ["no_delivery"]


@pytest.mark.parametrize(
    ("line", "warned"),
    [
        (Material("无犯罪记录证明"), True),
        (Material("无犯罪记录证明", legal_basis="某法第五条"), False),
        (Material("无犯罪记录证明", source="shared_data:公安"), False),
        (Material("无犯罪记录证明", source="applicant|shared_data:公安"), False),
        (Material("设备清单"), False),
    ],
)
def test_a_proof_needs_a_basis(line: Material, warned: bool) -> None:
    """LAW L11, A5: a proof without a basis may not be demanded; what is shared is not demanded anyway."""
    assert (codes(materials=(line,)) == ["proof_without_basis"]) is warned


def test_three_working_days_can_be_later_than_seven_days() -> None:
    """LAW L7, R2: over National Day; the warning names the day, both dates and how often it happens."""
    item = msgspec.structs.replace(PLAIN, statutory_limit=Limit(7, "d"), promised_limit=Limit(3, "wd"))
    late = late_promise(item, load_calendar("xinjiang"))
    assert late is not None
    assert (late.accepted, late.promised, late.statutory) == (
        date(2026, 9, 30), date(2026, 10, 10), date(2026, 10, 8),
    )  # fmt: skip
    (warned,) = warnings(item, [load_calendar("xinjiang")])
    for said in ("2026-09-30受理", "2026-10-10", "2026-10-08", "LAW L7"):
        assert said in warned.text + warned.rule


def test_a_promise_far_below_the_law_never_ends_late() -> None:
    """LAW L7: ten working days are never longer than sixty days."""
    item = msgspec.structs.replace(PLAIN, statutory_limit=Limit(60, "d"))
    assert late_promise(item, load_calendar("xinjiang")) is None
    assert codes(statutory_limit=Limit(60, "d")) == []


@settings(max_examples=15, deadline=None)
@given(
    st.integers(1, 15),
    st.sampled_from(("wd", "d")),
    st.integers(1, 30),
    st.sampled_from(("wd", "d", "month")),
)
def test_the_example_day_is_true(n: int, unit: str, law: int, law_unit: str) -> None:
    """LAW L7: counted from the day it names, the promise does end after the law's date."""
    item = msgspec.structs.replace(
        PLAIN,
        promised_limit=msgspec.convert({"n": n, "unit": unit}, Limit),
        statutory_limit=msgspec.convert({"n": law, "unit": law_unit}, Limit),
    )
    calendar = load_calendar("national")
    late = late_promise(item, calendar)
    if late is None:
        return
    mine, other = (calendar.due(late.accepted, Period(*pair)) for pair in ((n, unit), (law, law_unit)))
    assert (mine.due, other.due) == (late.promised, late.statutory)
    assert mine.due > other.due
    assert not mine.missing
    assert not other.missing
    assert 0 < late.late <= late.of
