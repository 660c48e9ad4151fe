"""Steps with other offices (协同): visits with two officers, opinions, shared materials. R4, R5, R48, R63."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from clerk.casework import acts as a
from clerk.casework.rules.common import quoted
from clerk.casework.rules.parallel import FIRST_REVIEW_WD
from clerk.desk.outcomes.listing import unverified
from clerk.workstation.screens.form import Values
from clerk.workstation.screens.steps.base import (
    UNITS,
    At,
    Fill,
    Look,
    Step,
    as_day,
    count,
    dated,
    day,
    names,
    words,
)
from clerk.workstation.widgets.field import Choice, Field


def _record_visit(at: At) -> Step:
    needed = at.case.terms.policy.visit_officers
    done = Choice("done", "踏勘", (("yes", "已进行"), ("no", "改期")))

    def officers(text: str) -> str:
        few = done.value == "yes" and len(set(names(text))) < needed
        return f"须有{needed}名以上工作人员,姓名之间用顿号隔开" if few else ""

    def later(text: str) -> str:
        return dated(text) if done.value == "no" else ""

    fields: list[Field | Choice] = [
        done,
        Field("officers", "踏勘人员", check=officers, limit=100),
        Field("departments", "参加部门", at.case.department, limit=100),
        words("findings", "情况或改期原因", 300),
        day("postponed_to", "改期至", check=later),
    ]

    def body(values: Values) -> a.AnyBody:
        put_off = as_day(values["postponed_to"]) if values["done"] == "no" else None
        return a.RecordVisit(
            names(values["officers"]), names(values["departments"]), values["findings"], put_off
        )

    return Fill(fields, body, f"现场核查由{needed}名以上工作人员进行并签名;不停止法定时限。")


def _ask_opinion(at: At) -> Step:
    first = Choice("first", "下级机关初审", (("no", "否"), ("yes", f"是(最长{FIRST_REVIEW_WD}个工作日)")))
    fields: list[Field | Choice] = [
        words("department", "征求哪个部门", 60),
        count("n", "答复期限", "5"),
        Choice("unit", "单位", UNITS),
        Field("question", "所问事项", limit=200),
        first,
    ]

    def body(values: Values) -> a.AnyBody:
        return a.AskOpinion(
            values["department"].strip(),
            int(values["n"]),
            values["unit"],  # type: ignore[arg-type]  # one of the choice's own values
            values["question"],
            values["first"] == "yes",
        )

    return Fill(fields, body, "须写明其他部门;期限自今日起算。逾期未答复的,不当然视为同意。")


def _give_opinion(at: At) -> Step:
    asked = [one.body.department for one in at.case.open_opinions]
    agrees = Choice("agrees", "意见", (("yes", "同意"), ("no", "不同意")))

    def reason(text: str) -> str:
        return "不同意的须写明理由和依据" if agrees.value == "no" and not text.strip() else ""

    fields: list[Field | Choice] = [
        Choice("department", "答复部门", [(name, name) for name in asked]),
        agrees,
        Field("text", "意见内容", check=reason, limit=300),
    ]
    return Fill(
        fields,
        lambda v: a.GiveOpinion(v["department"], v["agrees"] == "yes", v["text"]),
        choose_first=True,
    )


def _verify_shared(at: At) -> Step:
    waiting = unverified(at.case)

    def looked(found: a.Findings) -> Step:
        answered = {name: one for name, one in found.items() if one.state != "shared_unverified"}
        return Fill(
            [words("source", "数据来源部门", 60)],
            lambda v: a.VerifyShared(answered, v["source"].strip()),
            f"核验了{quoted(answered)}。不一致的由数据提供部门更正,不得要求申请人证明。",
        )

    return Look(waiting, looked)


STEPS: Final[dict[str, Callable[[At], Step]]] = {
    "record_visit": _record_visit,
    "ask_opinion": _ask_opinion,
    "give_opinion": _give_opinion,
    "verify_shared": _verify_shared,
}
