"""Steps of custody (交接): offer the file, sign for it, settle differences, hand it back. R37."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from clerk.casework import acts as a
from clerk.casework.rules.common import desk_name, quoted
from clerk.workstation.screens.steps.base import Ask, At, Fill, Look, Step, words


def _route(at: At) -> Step:
    desk = f"dept:{at.case.department}"
    return Ask(f"将案卷移交{desk_name(desk)}?\n\n将出具材料交接单,等待部门签收。", a.Route(desk))


def _sign_for(at: At) -> Step:
    """The department signs material by material for what the handover list says it gets."""

    def body(found: a.Findings) -> a.AnyBody:
        return a.SignFor(tuple(name for name, one in found.items() if one.state in ("missing", "defective")))

    handed_over = tuple(name for name, one in at.case.materials.items() if one.state in ("ok", "defective"))
    return Look(handed_over, body) if handed_over else Ask("签收本案卷?", a.SignFor())


def _settle(at: At) -> Step:
    differences = at.case.discrepancies
    return Fill(
        [words("how", "处理结果")],
        lambda v: a.SettleDiscrepancy(differences, v["how"]),
        f"交接时有差异的材料:{quoted(differences)}。写明怎样处理(补交、更正清单等)。",
    )


def _return(at: At) -> Step:
    return Fill([words("reason", "退回理由")], lambda v: a.ReturnToWindow(v["reason"]))


STEPS: Final[dict[str, Callable[[At], Step]]] = {
    "route": _route,
    "sign_for": _sign_for,
    "settle_discrepancy": _settle,
    "return_to_window": _return,
}
