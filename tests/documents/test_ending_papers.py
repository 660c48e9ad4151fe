"""Papers of the end, remedies, fees, delivery: arts. 38, 44, 58, R40, R61, R70, R72, LAW L3, L12, L13."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec
import pytest

from clerk.casework import acts as a
from clerk.catalogue.items import Remedy
from clerk.documents.papers.outcome import yuan
from clerk.documents.papers.remedies import Remedies
from tests.documents.helpers import (
    HALL,
    ITEM,
    PAID,
    PAUSING,
    Desk,
    in_review,
    incomplete,
    joint,
    states,
    suspended,
)


def _lapsed(act: a.AnyBody, **policy: Any) -> Desk:
    desk = incomplete(Desk(**policy)).pass_day("2025-10-22")
    return desk.do("2025-10-31", act)


@pytest.mark.parametrize(
    ("act", "by_policy", "title"),
    [
        (a.Withdraw("逾期未补齐", deemed=True), "withdraw", "视为撤回申请通知书"),
        (a.Return("逾期未补齐"), "return", "退件通知书"),
        (a.Terminate("逾期未补齐"), "terminate", "终止办理通知书"),
    ],
)
def test_an_end_by_lapse_states_policy_facts_and_remedies(act: a.AnyBody, by_policy: str, title: str) -> None:
    """LAW L3, L12, R61: policy, lapse, reminder, remedies; numbered by the department."""
    desk = _lapsed(act, on_overdue=by_policy)
    text = desk.text("return_notice")
    for words in (
        title,
        "补齐期限于2025年10月21日届满，资金证明未补齐",
        "2025年10月22日书面催告，最后日期2025年10月27日",
        "本地政策（大厅默认方案），非法定",
        "60日内向本级人民政府申请行政复议",
        "6个月内向有管辖权的人民法院提起行政诉讼",
        "可以就同一事项再次提出申请",
    ):
        assert words in text
    assert desk.paper("return_notice").number.startswith("人力资源和社会保障局")


def test_originals_go_back_listed_with_counts_against_a_signed_receipt() -> None:
    """LAW §7, L3: 材料退还签收: each original with its count, a line to sign; nothing shared."""
    desk = Desk().receive("2025-09-26", 营业执照="shared", 资金证明="missing")
    text = desk.do("2025-09-28", a.Withdraw("不再办理")).text("return_notice")
    assert "申请书（齐全合格；原件1份）" in text
    assert "出示身份证件" in text
    assert "材料退还签收（收回人）：____" in text
    returned = text.partition("退还的材料")[2]
    assert "营业执照" not in returned
    assert "资金证明" not in returned


def test_the_applicants_own_withdrawal_needs_no_remedies() -> None:
    """LAW L3: who takes the application back has nothing to complain of; no policy is cited."""
    text = Desk().receive("2025-09-26").do("2025-09-28", a.Withdraw("不再办理")).text("return_notice")
    assert "申请人撤回本申请" in text
    assert "复议" not in text
    assert "本地政策" not in text


def test_a_lapsed_correction_is_returned_with_its_own_facts() -> None:
    """LAW 2b, L3: before acceptance it is the correction that lapsed, by local policy."""
    window = {"n": 15, "unit": "wd", "on_lapse": "return"}
    desk = Desk(correction_window=window).receive("2025-09-26", 申请书="missing")
    desk.do("2025-09-28", a.NotifyCorrection(("申请书",))).do("2025-10-27", a.Return("补正逾期"))
    text = desk.text("return_notice")
    assert "补正期限于2025年10月24日届满" in text
    assert "承诺书" not in text
    assert "行政复议" in text


def test_a_fee_states_standard_basis_amount_way_and_remedies() -> None:
    """Arts. 58, 59, LAW L13: the item's own standard, two decimals, how to pay, remedies."""
    text = joint(Desk(PAID)).text("payment_notice")
    for words in ("每平方米每日0.5元", "第五十八条", "金额：120.50元", "缴费", "60日内", "不收取其他费用"):
        assert words in text


def test_a_second_fee_states_what_is_owed_in_all() -> None:
    """Art. 58: two notices, one sum still to be paid."""
    desk = in_review(Desk(PAID)).do("2025-10-09", a.Charge(Decimal(100)), "department")
    text = desk.do("2025-10-10", a.Charge(Decimal("20.5")), "department").text("payment_notice")
    assert "金额：20.50元" in text
    assert "尚应缴合计：120.50元" in text


def test_amounts_have_two_decimals_and_lose_nothing() -> None:
    """An amount is never rounded away on paper."""
    assert [yuan(Decimal(n)) for n in ("0.5", "120", "1E+2", "0.125")] == [
        "0.50元", "120.00元", "100.00元", "0.125元",
    ]  # fmt: skip


def _refused(desk: Desk) -> str:
    desk.do("2025-10-10", a.Decide("refuse", "没有固定场所"), "department")
    return desk.text("refusal_decision")


def test_an_items_own_remedies_override_the_policys() -> None:
    """LAW L13: 土地权属争议裁决: reconsideration first, then 30 days to sue; the basis stands beside it."""
    own = Remedy(suit_days=30, first_reconsideration=True, basis="《土地管理法》第十四条")
    item = msgspec.structs.replace(ITEM, type="行政裁决", remedy=own)
    text = _refused(in_review(Desk(item)))
    assert "应当先自收到本决定之日起60日内向本级人民政府申请行政复议" in text
    assert "自收到复议决定书之日起30日内向有管辖权的人民法院提起行政诉讼" in text
    assert "（依据：《土地管理法》第十四条）" in text
    assert "另有规定" not in text
    assert "6个月" not in text


def test_an_items_own_periods_replace_only_what_they_name() -> None:
    """LAW L13: what the item does not name stays as the policy has it."""
    item = msgspec.structs.replace(ITEM, remedy=Remedy(reconsideration_days=90))
    text = _refused(in_review(Desk(item)))
    assert "90日内向本级人民政府申请行政复议" in text
    assert "6个月内向有管辖权" in text


def test_body_and_court_of_the_policy_go_before_those_of_the_hall() -> None:
    """R70: where the policy names them, the hall's are not used."""
    hall = msgspec.structs.replace(HALL, reconsideration_body="甲人民政府", court="甲人民法院")
    text = _refused(in_review(Desk(hall=hall, reconsideration_body="克拉玛依市人民政府")))
    assert "向克拉玛依市人民政府申请" in text
    assert "向甲人民法院提起" in text


def test_adjudications_without_recorded_remedies_warn_of_special_ones() -> None:
    """LAW L13: where nobody recorded the item's own, the paper says that special rules go first."""
    text = _refused(in_review(Desk(msgspec.structs.replace(ITEM, type="行政裁决"))))
    assert "另有规定的，从其规定" in text


def test_suing_after_reconsideration_has_the_general_period_by_default() -> None:
    """LAW L13: 15 days from the reconsideration where the item says only that it comes first."""
    said = Remedies(60, 0, "市人民政府", "某法院", first=True).text("决定")
    assert "自收到复议决定书之日起15日内" in said


def test_failed_attempts_stand_on_the_delivery_record() -> None:
    """R40, R72: what was tried before, when, why it failed, which mail; an annulled attempt is none."""
    desk = in_review(Desk()).do("2025-10-10", a.Decide("grant"), "department")
    desk.do("2025-10-11", a.FailDelivery("post", "收件人拒收", "EA000000001CN"), "delivery")
    desk.do("2025-10-13", a.FailDelivery("fax", "误记"), "delivery")
    desk.do("2025-10-13T12:00", a.Annul("fail_delivery", desk.acts[-1].at, "登记错案卷"), "supervisor")
    text = desk.do("2025-10-14", a.Deliver("counter"), "delivery").text("delivery_record")
    assert "1. 2025年10月11日11时05分，邮寄：收件人拒收（邮件号EA000000001CN）" in text
    assert "误记" not in text


def test_left_papers_name_their_witnesses_who_sign() -> None:
    """R72: 留置: at least two witnesses, each with a line to sign, instead of the recipient."""
    desk = in_review(Desk()).do("2025-10-10", a.Decide("grant"), "department")
    desk.do("2025-10-14", a.Deliver("left", witnesses=("王强", "赵红")), "delivery")
    text = desk.text("delivery_record")
    assert "见证人：王强、赵红" in text
    assert "见证人 赵红：____" in text
    assert "受送达人（代收人）签收" not in text


def test_announced_papers_say_since_when_and_for_how_long() -> None:
    """R72: 公告: after a failed attempt, since when, how many days, that it then counts as delivered."""
    desk = in_review(Desk()).do("2025-10-10", a.Decide("grant"), "department")
    announced = desk.case.terms.calendar.add_working_days(desk.case.received_on, 8)
    desk.do("2025-10-11", a.FailDelivery("post", "地址不明"), "delivery")
    desk.do("2025-12-10", a.Deliver("announcement", announced_on=announced), "delivery")
    text = desk.text("delivery_record")
    assert "公告期30日，期满视为送达" in text
    assert "地址不明" in text


def test_a_suspended_case_that_is_returned_tells_its_last_reminder() -> None:
    """台州, LAW L3: after pause and grace, still a person decides, with facts and remedies."""
    desk = suspended(Desk(**PAUSING)).do("2025-10-27", a.Complete(states(资金证明="defective:未盖章")))
    text = desk.do("2025-11-03", a.Return("宽限期满仍未补齐")).text("return_notice")
    assert "本申请予以退件" in text
    assert "10月24日书面催告" in text
