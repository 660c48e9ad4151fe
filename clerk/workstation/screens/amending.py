"""Putting right a slip in the particulars (更正): of the applicant or the agent. R94."""

from __future__ import annotations

from datetime import date

from clerk.casework import acts as a
from clerk.casework.case import Case
from clerk.desk import wording
from clerk.desk.amending import checked_value
from clerk.workstation.screens.form import Form, Values
from clerk.workstation.widgets.field import Choice, Field


def form(case: Case) -> Form:
    """Which line, what it should say, and why."""
    whose = [Choice("whose", "谁的", (("applicant", "申请人"), ("agent", "代理人")))] if case.agent else []
    fields: list[Field | Choice] = [
        *whose,
        Choice("field", "更正哪一栏", tuple(wording.FIELDS.items())),
        Field("value", "改为", check=_needed, limit=100),
        Field("reason", "更正理由", check=_needed, limit=100),
    ]
    return Form("更正", fields, "原来的记录不会删去,案卷里两者都在", choose_first=True)


def question(case: Case, values: Values, today: date) -> tuple[str, a.Amend] | str:
    """What is asked before it is done, with the act; or what is wrong with the new value."""
    of_agent = values.get("whose") == "agent" and case.agent is not None
    person = case.agent if of_agent and case.agent is not None else case.applicant
    value, problem = checked_value(values["field"], values["value"], today, person.kind == "organisation")
    if problem:
        return problem
    said = wording.FIELDS[values["field"]]
    told = f"更正{'代理人' if of_agent else '申请人'}的{said}?"
    change = f"原为:{getattr(person, values['field'])}\n改为:{value}\n理由:{values['reason']}"
    body = a.Amend(
        values["field"],  # type: ignore[arg-type]  # one of the choice's own values
        value,
        values["reason"],
        "agent" if of_agent else "applicant",
    )
    return f"{told}\n\n{change}", body


def _needed(text: str) -> str:
    return "" if text.strip() else "这一栏不能空着"
