"""Steps of completion (容缺补齐): what came, reminders, more time, and what a lapse leads to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from calendars import Period
from clerk.casework import acts as a
from clerk.casework.passing import last_reminder
from clerk.casework.rules.common import quoted
from clerk.workstation.screens.form import Values
from clerk.workstation.screens.steps.arrival import arrival
from clerk.workstation.screens.steps.base import At, Fill, Look, Step, as_day, count, dated, words
from clerk.workstation.widgets.field import Field


def _complete(at: At) -> Step:
    def looked(found: a.Findings) -> Step:
        # What was marked as missing has simply not been brought this time.
        brought = {name: one for name, one in found.items() if one.state != "missing"}
        return arrival(
            at,
            lambda came: a.Complete(brought, came.channel, came.posted_at, came.ticket_at, came.fault),
            posted=True,
        )

    return Look(at.case.outstanding, looked)


def _remind(at: At) -> Step:
    clock = at.case.deadline("completion")
    over = clock is not None and clock.due < at.today
    days = at.case.terms.policy.lapse_reminder_wd
    last = str(at.case.terms.calendar.add_working_days(at.today, days)) if over and days else ""

    def checked(text: str) -> str:
        if not text.strip():
            return ""
        return dated(text) or ("最后日期不能早于今天" if (as_day(text) or at.today) < at.today else "")

    hint = (
        f"书面催告补齐{quoted(at.case.outstanding)}。\n"
        "期限已过的,给出最后日期;过了最后日期,才能按承诺处理。期限未到的,留空即可。"
    )
    fields = [Field("last_date", "最后日期", last, check=checked, limit=10)]
    return Fill([*fields], lambda v: last_reminder(at.case, as_day(v["last_date"])), hint)


def _extend(at: At) -> Step:
    rule = at.case.terms.policy.extension

    def body(values: Values) -> a.AnyBody:
        return a.ExtendCompletion(
            int(values["n"]), rule.unit, values["grounds"].strip(), values["approver"].strip()
        )

    hint = f"本地政策一次最多延长{Period(rule.n, rule.unit).text};不得晚于法定办结日。"
    return Fill(
        [count("n", "延长", str(rule.n)), words("grounds", "事由"), words("approver", "批准人", 40)],
        body,
        hint,
    )


def _deem_withdrawn(at: At) -> Step:
    return _end(at, "视为撤回申请", lambda v: a.Withdraw(v["reason"], deemed=True))


def _return(at: At) -> Step:
    return _end(at, "退件", lambda v: a.Return(v["reason"]))


def _terminate(at: At) -> Step:
    return _end(at, "终止办理", lambda v: a.Terminate(v["reason"]))


def _end(at: At, doing: str, body: Callable[[Values], a.AnyBody]) -> Step:
    """LAW L3: the basis is the hall's policy and the commitment, and the paper says the remedies."""
    left = quoted(at.case.outstanding or at.case.gaps)
    basis = (
        f"依据:本地政策({at.case.terms.policy.name})和申请人签署的承诺。将出具文书并告知救济途径,退还材料。"
    )
    reason = words("reason", "理由", value=f"经催告逾期仍未补齐{left}")
    return Fill([reason], body, f"{doing}。{basis}")


STEPS: Final[dict[str, Callable[[At], Step]]] = {
    "complete": _complete,
    "remind": _remind,
    "extend_completion": _extend,
    "deem_withdrawn": _deem_withdrawn,
    "return": _return,
    "terminate": _terminate,
}
