"""What each paper says: DOCUMENTS §1, arts. 32, 38, 42, 44, 45, and the lawyer's corrections."""

from __future__ import annotations

import re
from datetime import date

import msgspec
import pytest

from clerk.casework import acts as a
from clerk.catalogue.files import load_builtin
from clerk.catalogue.items import Item
from clerk.documents.errors import MissingFact
from clerk.documents.layout import WIDTH, width
from clerk.documents.owed import owed
from clerk.documents.papers import HallFacts, Paper
from clerk.documents.papers.base import mask_name, require_all
from clerk.documents.papers.kinds import KINDS
from tests.documents.helpers import (
    DESKS,
    FILING,
    HALL,
    ID,
    ITEM,
    PERSON,
    Desk,
    corrected,
    every_kind,
    in_review,
    incomplete,
)

PAPERS = every_kind()


def test_every_kind_is_owed_by_some_act() -> None:
    """No kind of paper exists that no act ever owes."""
    assert set(PAPERS) == {kind.KIND for kind in KINDS}


def test_receipt_is_no_acceptance_and_says_when_the_answer_comes() -> None:
    """A receipt: received when, not an acceptance, the answer's date with its rule, silence accepts."""
    text = Desk().receive("2025-09-26", 资金证明="missing").text("receipt")
    assert "不是受理决定" in text
    assert "2025年9月26日11时05分" in text
    assert "2025年10月10日（5个工作日，自2025年9月26日次日起算）" in text
    assert "自收到申请材料之日起即为受理" in text
    assert "资金证明（未提交）" in text


def test_paper_says_from_which_day_the_policy_counts() -> None:
    """LAW T2: where a hall counts the event day, no paper says that it is left out."""
    text = Desk(count_event_day=True).receive("2025-09-26").text("receipt")
    assert "2025年10月9日（5个工作日，自2025年9月26日当日起算，当日计入）" in text


def test_silence_is_no_acceptance_for_other_items() -> None:
    """LAW L1: deemed acceptance binds licences only, and so does the licensing act."""
    filed = Desk(FILING)
    in_review(filed)
    assert "即为受理" not in filed.text("receipt")
    assert all("行政许可法" not in paper.text() for paper in filed.papers)


def test_correction_notice_has_three_groups_and_is_complete() -> None:
    """Art. 32(4), R49: given, to add, to correct; each defect; the deadline as local policy, not statute."""
    text = corrected(Desk()).text("correction_notice")
    given, rest = text.split("二、需补齐")
    add, correct = rest.split("三、需补正")
    assert "营业执照" in given.split("一、已提交")[1]
    assert "资金证明" in add
    assert "申请书（未签名" in correct
    assert "以上为需要补正的全部内容" in text
    assert "2025年10月24日（15个工作日，自2025年9月28日次日起算）" in text
    assert "非法定" in text


def test_correction_without_a_local_period_invents_none() -> None:
    """LAW 2b: the law is silent on the applicant's period; without a policy no date is stated."""
    text = corrected(Desk(correction_window=None)).text("correction_notice")
    assert "法律未规定补正的期限" in text


def test_restart_only_when_the_corrections_are_complete() -> None:
    """Art. 32(5): a part of the corrections owes nothing; the last of them owes the restart notice."""
    desk = Desk().receive("2025-09-26", 申请书="missing", 资金证明="missing")
    desk.do("2025-09-28", a.NotifyCorrection(("申请书", "资金证明")))
    desk.do("2025-10-09", a.ReceiveCorrection({"申请书": a.Finding("ok")}))
    assert desk.papers[-1].kind == "correction_notice"
    desk.do("2025-10-10", a.ReceiveCorrection({"资金证明": a.Finding("ok")}))
    assert desk.papers[-1].kind == "restart_notice"
    assert "已于2025年10月10日全部收到" in desk.text("restart_notice")


def test_incomplete_acceptance_says_all_about_what_is_deferred() -> None:
    """R57, R58: material, form, date, channels, lateness, that review goes on and the result waits."""
    desk = incomplete(Desk())
    text = desk.text("incomplete_acceptance_notice")
    for words in (
        "资金证明（形式：纸质）",
        "2025年10月21日",
        "由申请人自行选择",
        "视为撤回申请",
        "不等待",
        "结果待容缺",
    ):
        assert words in text
    assert [one.kind for one in desk.papers[-2:]] == ["commitment", "incomplete_acceptance_notice"]


def test_commitment_has_four_statements_and_the_whole_identity() -> None:
    """The applicant signs it, so it carries the number in full; nobody seals it."""
    text = incomplete(Desk()).text("commitment")
    assert all(f"{n}. " in text for n in (1, 2, 3, 4))
    assert ID in text
    assert "不履行承诺的后果" in text
    assert "盖章处" not in text


@pytest.mark.parametrize("kind", ["decline_notice", "refusal_decision", "not_required_notice"])
def test_a_no_states_reasons_and_todays_remedies(kind: str) -> None:
    """Art. 38, R53, R70: reasons, 60 days and 6 months with body and court; never three months."""
    text = "".join(line.strip() for line in PAPERS[kind].text().splitlines())
    for words in ("理由：", "60日内向本级人民政府申请行政复议", "6个月内向有管辖权的人民法院提起行政诉讼"):
        assert words in text


VOUCHERS = ("acceptance_notice", "incomplete_acceptance_notice", "decline_notice")


@pytest.mark.parametrize("kind", VOUCHERS)
def test_accepted_or_not_a_dated_paper_with_a_seal_says_so(kind: str) -> None:
    """Art. 32 para. 2, R52: whichever way it goes, the paper ends with office, place of the seal and date."""
    office, seal, day = PAPERS[kind].text().split("-" * 76)[-2].splitlines()[-3:]
    assert office.strip() == "人力资源和社会保障局"
    assert "盖章处" in seal
    assert re.fullmatch(r"2025年\d+月\d+日", day.strip())


def test_the_applicant_answers_for_the_truth() -> None:
    """Art. 31: what was handed in is true, says whoever hands it in and whoever commits to completing."""
    for kind in ("acceptance_notice", "commitment"):
        assert "真实" in PAPERS[kind].text()


def test_remedies_come_from_policy_and_hall() -> None:
    """R70: periods are policy data; body and court are the hall's."""
    hall = msgspec.structs.replace(HALL, reconsideration_body="克拉玛依市人民政府", court="某某人民法院")
    desk = in_review(Desk(hall=hall))
    desk.do("2025-10-10", a.Decide("refuse", "没有固定场所"), "department")
    assert "6个月内向某某人民法院" in desk.text("refusal_decision")
    assert "向克拉玛依市人民政府申请" in desk.text("refusal_decision")


def test_decline_names_the_limb_and_the_right_authority() -> None:
    """Art. 32(2): not this authority's power, so which one's."""
    text = PAPERS["decline_notice"].text()
    assert "请向有权机关申请：乌鲁木齐市人力资源和社会保障局" in text
    assert "第三十二条第一款第二项" in text.replace("\n", "")


def test_refusal_report_only_where_policy_wants_it() -> None:
    """否定报备 is local policy."""
    desk = Desk(refusal_report=False).receive("2025-09-26")
    desk.do("2025-09-26", a.Decline("repeated", "同一事项已在办理"))
    assert [one.kind for one in desk.papers] == ["receipt", "decline_notice"]


def test_decisions_are_numbered_by_the_department_papers_by_the_hall() -> None:
    """LAW L12, R69: a hall does not number licensing decisions in its own name."""
    assert PAPERS["grant_decision"].number.startswith("人力资源和社会保障局")
    assert PAPERS["decline_notice"].number.startswith("人力资源和社会保障局")
    desk = Desk().receive("2025-09-26")
    assert desk.paper("receipt").number == "克政服W01收〔2025〕1号"


def test_special_procedure_and_extension_state_the_dates() -> None:
    """Arts. 42(1), 45: the time needed is told, with its effect, and both dates of an extension."""
    special = "".join(line.strip() for line in PAPERS["special_procedure_notice"].text().splitlines())
    assert "2025年10月27日（10个工作日" in special
    assert "不计算在办理期限内" in special
    assert "2025年11月6日" in special
    extension = PAPERS["extension_notice"].text()
    assert "原法定办结日期：2025年11月13日" in extension
    assert "延长后的办结日期：2025年11月27日" in extension


def test_delivery_record_names_the_paper_the_way_and_the_mail_number() -> None:
    """R72: document name and number, recipient, method, time, mail number, signature line."""
    text = PAPERS["delivery_record"].text()
    for words in ("《准予行政许可决定书》", "准〔2025〕", "邮寄", "EA123456789CN", "受送达人", "签收"):
        assert words in text


def test_a_filing_is_neither_granted_nor_refused() -> None:
    """LAW L12: filed is its own outcome."""
    text = PAPERS["filing_notice"].text()
    assert "已予备案" in text.replace("\n", "")
    assert "准予" not in text


def test_provisional_dates_are_marked_with_what_is_missing() -> None:
    """R91: a date that an unknown notice may move says so, and which notice."""
    text = Desk().receive("2026-12-30").text("receipt")
    assert "（暂定，待" in text
    assert "公布后确定）" in text


@pytest.mark.parametrize("kind", ["handover_list", "refusal_report"])
def test_papers_inside_the_office_mask_the_person(kind: str) -> None:
    """The department and the superior need the case number, not the person's name, number or phone."""
    text = PAPERS[kind].text()
    assert PERSON.name not in text
    assert "张**" in text
    assert PERSON.phone not in text


def test_only_what_the_applicant_signs_carries_an_identity_number_in_full() -> None:
    """R90: personal data only where the paper needs it: the two letters of commitment."""
    whole = {kind for kind, paper in PAPERS.items() if ID in paper.text()}
    assert whole == {"commitment", "informed_commitment"}
    assert not any(PERSON.phone in paper.text() for paper in PAPERS.values())


def test_masks() -> None:
    """An organisation's name is public; of a person's only the first character is left."""
    assert mask_name("克拉玛依市某某有限公司", "organisation") == "克拉玛依市某某有限公司"
    assert mask_name("张三丰") == "张**"


def _required() -> list[tuple[str, str]]:
    free = {"number", "phone", "complaint_phone"}
    return [
        (kind, name)
        for kind, paper in PAPERS.items()
        for name in paper.__struct_fields__
        if name not in free | paper.OPTIONAL and isinstance(getattr(paper, name), str | date | tuple)
    ]


@pytest.mark.parametrize(("kind", "field"), _required())
def test_a_missing_fact_is_an_error_that_names_the_field(kind: str, field: str) -> None:
    """R54: never a blank; every required fact, left empty, is refused by name in Chinese."""
    paper = PAPERS[kind]
    value = getattr(paper, field)
    empty = " " if isinstance(value, str) else () if isinstance(value, tuple) else None
    without = msgspec.structs.replace(paper, **{field: empty})
    with pytest.raises(MissingFact) as caught:
        require_all(without)
    assert str(caught.value).startswith(f"{without.title}缺少“")
    assert caught.value.field
    assert caught.value.field.isascii() is False


def test_a_paper_without_a_number_is_not_issued() -> None:
    """The number is given on issue and is a fact like any other."""
    unnumbered = msgspec.structs.replace(PAPERS["receipt"], number="")
    with pytest.raises(MissingFact, match="收件凭证缺少“文号”"):
        unnumbered.issue()


def test_an_applicant_without_a_name_gets_no_paper() -> None:
    """The error names the field and nothing personal."""
    with pytest.raises(MissingFact, match="收件凭证缺少“申请人姓名或名称”"):
        Desk(person=a.Person(" ", id_number=ID)).receive("2025-09-26")


def test_a_hall_that_knows_little_still_speaks_the_truth() -> None:
    """No phone, no short name: the paper says where to ask instead of leaving a blank."""
    desk = Desk(hall=HallFacts(hall="某区政务服务中心", window="W02")).receive("2025-09-26")
    text = desk.text("receipt")
    assert "请到W02窗口当面询问" in text
    assert "12345" in text
    assert desk.paper("receipt").number.startswith("某区政务服务中心W02收")


def test_acts_that_owe_nothing() -> None:
    """Signing for a file owes no paper."""
    desk = in_review(Desk())
    assert owed(desk.acts[-1], desk.case, HALL) == []


@pytest.mark.parametrize("item", load_builtin().items, ids=lambda item: item.id)
def test_every_builtin_item_gets_its_papers(item: Item) -> None:
    """R52: the 40 items, receipt and acceptance with nothing missing, in lines that fit."""
    desk = Desk(item).receive("2025-09-26").do("2025-09-26", a.Accept())
    desk.do("2025-09-26", a.Route(f"dept:{item.department}"))
    assert [one.kind for one in desk.papers] == ["receipt", "acceptance_notice", "handover_list"]
    assert item.name in desk.text("acceptance_notice")
    assert all(width(line) <= WIDTH for one in desk.papers for line in one.text().splitlines())


def test_papers_round_trip_with_their_case() -> None:
    """What the act keeps is what the office saw: same kind, number and template."""
    desk = in_review(Desk())
    kept = [(one.kind, one.number, one.template) for one in desk.case.notices]
    assert kept == [(one.kind, one.number, one.template) for one in desk.papers]
    assert DESKS["department"] == f"dept:{ITEM.department}"
    assert isinstance(desk.papers[0], Paper)


def test_a_decision_without_any_legal_basis_is_not_drawn() -> None:
    """Acceptance may rest on the item's list; a decision needs its law, or the paper is refused."""
    desk = in_review(Desk(msgspec.structs.replace(FILING, legal_basis=())))
    assert "依据本事项实施清单" in desk.text("acceptance_notice")
    with pytest.raises(MissingFact, match="备案通知书缺少“依据”"):
        desk.do("2025-10-10", a.Decide("file"), "department")


PROMISED = {
    "receipt": {"notify"},
    "restart_notice": {"notify"},
    "correction_notice": {"correction"},
    "acceptance_notice": {"promised", "statutory"},
    "incomplete_acceptance_notice": {"promised", "statutory", "completion"},
    "completion_extension_notice": {"completion"},
    "resume_notice": {"promised"},
    "extension_notice": {"statutory"},
    "grant_decision": {"delivery"},
}
"""Which clocks a paper of a kind promises the applicant a date of; every other kind promises none."""


@pytest.mark.parametrize("kind", sorted(PAPERS))
def test_what_a_paper_promises_is_recorded_with_it(kind: str) -> None:
    """R91: a printed date stays promised whatever comes later; papers inside the office promise none."""
    stated = PAPERS[kind].issue().states
    assert {one.what for one in stated} == PROMISED.get(kind, set())
