"""The lawful outcomes on offer, and for each one that is not, why not."""

from __future__ import annotations

from clerk.casework import acts as a
from tests.desk.conftest import Hall

FOOD, LABOUR, FILING = "XK-02", "XK-04", "QT-02"


def offered(hall: Hall, number: str, role: a.Role = "clerk") -> dict[str, str]:
    """Outcome (with its choice) to refusal code; empty where it may be done."""
    office = hall.office(role)
    offers = office.outcomes(office.case(number))
    return {
        o.kind + (f":{o.choice}" if o.choice else ""): o.refusal.code if o.refusal else "" for o in offers
    }


def test_complete_application_can_only_be_accepted_declined_or_withdrawn(hall: Hall) -> None:
    """Art. 32(5): with nothing missing there is nothing to defer and nothing to correct, and both say so."""
    assert offered(hall, hall.receive(FOOD).number) == {
        "accept": "",
        "accept_incomplete": "nothing_deferred",
        "notify_correction": "no_gaps",
        "receive_correction": "wrong_stage",
        "decline": "",
        "withdraw": "",
    }


def test_secondary_gap_opens_incomplete_acceptance(hall: Hall) -> None:
    """One deferrable material missing: incomplete acceptance or correction, not plain acceptance."""
    found = offered(hall, hall.receive(LABOUR, missing=["劳务派遣管理制度文本及协议样本"]).number)
    assert (found["accept"], found["accept_incomplete"], found["notify_correction"]) == ("gaps_open", "", "")


def test_main_gap_closes_it_with_its_reason(hall: Hall) -> None:
    """R56: a main material missing; the button stays visible and says why not."""
    case = hall.receive(LABOUR, missing=["劳务派遣经营许可申请书"])
    assert offered(hall, case.number)["accept_incomplete"] == "main_material_missing"
    offer = next(o for o in hall.office().outcomes(case) if o.kind == "accept_incomplete")
    assert offer.refusal is not None
    assert "申请书" in offer.refusal.reason


def test_each_desk_is_offered_its_own_work(hall: Hall) -> None:
    """R39, custody: what the window may not do the department may; the result comes back to be delivered."""
    case = hall.do(hall.receive(FOOD), a.Accept())
    assert offered(hall, case.number)["route"] == ""
    hall.do(case, a.Route(f"dept:{case.department}"))
    assert offered(hall, case.number, "department")["sign_for"] == ""
    assert offered(hall, case.number)["sign_for"] == "not_the_holder"
    hall.do(case, a.SignFor(), "department")
    assert offered(hall, case.number)["decide:grant"] == "not_the_holder"
    assert offered(hall, case.number, "department")["decide:refuse"] == ""
    hall.do(case, a.Decide("grant"), "department")
    assert offered(hall, case.number, "delivery") == {"deliver": ""}


def test_filing_offers_filing_only(hall: Hall) -> None:
    """LAW L12: a filing is decided on the spot as filed; grant and refusal are not even listed."""
    case = hall.do(hall.receive(FILING), a.Accept())
    found = offered(hall, case.number)
    assert found["decide:file"] == ""
    assert "decide:grant" not in found
