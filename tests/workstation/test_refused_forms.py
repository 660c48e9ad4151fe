"""A form whose act the rule book would refuse stays open with what was typed (R47: mend, do not retype)."""

from __future__ import annotations

from clerk.casework import acts as a
from clerk.practice.sandbox import Sandbox
from tests.workstation.walking import choose, press, receive, running, shown, type_in


def in_review(box: Sandbox) -> str:
    """A food licence that the department has signed for; its number."""
    number = receive(box, "XK-02")
    box.office().act(number, a.Accept())
    department = box.office("department")
    case = box.office().case(number)
    box.office().act(number, a.Route(f"dept:{case.department}"))
    department.act(number, a.SignFor())
    return number


async def test_what_was_typed_stays_when_the_rule_book_says_no(box: Sandbox) -> None:
    """An extension that is too long is refused in the form; put right there, it is recorded."""
    number = in_review(box)
    async with running(box) as (app, pilot):
        await press(pilot, "2", "enter")
        await choose(pilot, "延长期限")
        await type_in(pilot, "90")
        await press(pilot, "enter")
        await type_in(pilot, "局长")
        await press(pilot, "enter")
        await type_in(pilot, "案情复杂")
        await press(pilot, "f10")
        assert "依据" in shown(app)
        assert "案情复杂" in shown(app)
        assert app.office.case(number).extension is None
        await press(pilot, "up", "up")
        await type_in(pilot, "5")
        await press(pilot, "f10")
        extension = app.office.case(number).extension
        assert extension is not None
        assert (extension.n, extension.reason) == (5, "案情复杂")
