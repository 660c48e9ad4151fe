"""Papers of counter, review and office: R5, R12, R37, R48–R51, R63, R66, R90, arts. 34, 36, 47."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from calendars import load_calendar
from clerk.casework import acts as a
from clerk.casework.particulars import Terms
from clerk.documents.papers.kinds import KINDS
from clerk.documents.render import title_of
from tests.documents.helpers import (
    DESKS,
    ID,
    ITEM,
    PAID,
    PERSON,
    Desk,
    heard,
    in_review,
    incomplete,
    joint,
    promised,
    states,
)


def test_the_receipt_says_by_what_an_agent_acts() -> None:
    """R12, art. 29: an agent is named with the authorisation that he acts by, his number masked."""
    agent = a.Person("王五", id_type="居民身份证", id_number=ID)
    desk = Desk().receive("2025-09-26", agent, "授权委托书(2025年9月25日)")
    text = desk.text("receipt")
    assert "代理人：王五" in text
    assert "代理依据：授权委托书" in text
    assert ID not in text


def test_the_receipt_says_when_it_counts_as_received_another_day() -> None:
    """Default 5: after closing time the day of receipt is the next working day, and the paper says so."""
    late = Desk(first_day="next_working_day").receive("2025-09-26T23:30")
    assert "视为收到的日期：2025年9月28日" in late.text("receipt")
    assert "自2025年9月28日次日起算" in late.text("receipt")
    assert "视为收到" not in Desk().receive("2025-09-26").text("receipt")


@pytest.mark.parametrize(("channel", "words"), [("counter", "窗口当面送达"), ("email", "电子邮件送达")])
def test_the_correction_notice_says_how_and_when_it_was_served(channel: a.Channel, words: str) -> None:
    """R50: way and time of service stand on the notice."""
    desk = Desk().receive("2025-09-26", 申请书="missing")
    desk.do("2025-09-28", a.NotifyCorrection(("申请书",), channel))
    assert f"{words}，2025年9月28日11时05分" in desk.text("correction_notice")


def test_an_offer_of_incomplete_acceptance_that_was_declined_is_on_the_notice() -> None:
    """LAW §3b (湘西): who could have had it and chose to correct first reads so on the one notice."""
    desk = Desk().receive("2025-09-26", 资金证明="missing")
    desk.do("2025-09-28", a.NotifyCorrection(("资金证明",), deferral_declined=True))
    assert "申请人选择先行补正" in desk.text("correction_notice")
    assert "容缺" not in _forgotten(Desk()).text("correction_notice")


def _forgotten(desk: Desk) -> Desk:
    """The one notice forgot a gap that was found afterwards; the case must be accepted (L2)."""
    desk.receive("2025-09-26", 申请书="missing").do("2025-09-28", a.NotifyCorrection(("申请书",)))
    found = states(申请书="ok", 管理制度="defective:缺页", 资金证明="missing")
    return desk.do("2025-10-09", a.ReceiveCorrection(found)).do("2025-10-09", a.Accept())


def test_a_slip_of_the_office_is_no_gap_on_the_applicants_paper() -> None:
    """LAW L2, art. 32(5): the acceptance names neither the gap nor the slip."""
    text = _forgotten(Desk()).text("acceptance_notice")
    for words in ("失误", "漏列", "未提交", "不符合要求", "缺页", "资金证明"):
        assert words not in text
    assert "管理制度（已收到）" in text


def test_a_slip_of_the_office_goes_to_the_internal_file() -> None:
    """LAW L2, R37: the handover list tells the department what to fetch itself."""
    desk = _forgotten(Desk()).do("2025-10-09", a.Route(DESKS["department"]))
    text = desk.text("handover_list")
    assert "不得作为申请人的缺漏" in text
    assert "漏列" in text
    assert "失误" not in in_review(Desk()).text("handover_list")


def test_silence_that_accepted_names_no_gap_either() -> None:
    """R51: deemed acceptance is the office's own doing; the file says so to the department alone."""
    desk = Desk().receive("2025-09-26", 资金证明="missing").do("2025-10-13", a.Route(DESKS["department"]))
    assert "视为自收到之日起受理" in desk.text("handover_list")


def test_shared_materials_say_who_answers_for_them() -> None:
    """R48: source, who answers for the truth, what the receiver checks; when a promise is checked."""
    desk = Desk().receive("2025-09-26", 营业执照="shared_unverified", 管理制度="ok")
    desk.do("2025-09-26", a.Commit(("管理制度",), signed=True)).do("2025-09-26", a.Accept())
    text = desk.do("2025-09-26", a.Route(DESKS["department"])).text("handover_list")
    assert "营业执照（共享待核验；由市场监管共享，真实性、准确性由提供方负责" in text
    assert "接收方核对完整性和格式" in text
    assert "管理制度（告知承诺；申请人已签告知承诺书，在作出决定后20个工作日内核查）" in text


def test_the_letter_of_an_informed_commitment_says_all_that_is_told() -> None:
    """LAW §4: what it stands in for, that it is a choice, when it is checked, what a false one leads to."""
    text = promised(Desk()).text("informed_commitment")
    for words in (
        "管理制度",
        "由申请人自行选择",
        "20个工作日内核查",
        "撤销决定",
        "信用记录",
        "承诺人（签名或盖章）",
    ):
        assert words in text
    assert ID in text
    assert "盖章处" not in text
    assert "容缺" not in text


def test_the_check_of_a_promise_says_what_follows_a_false_one() -> None:
    """LAW §4: stop, put right, revoke, penalise, record; heard first, remedies with the later decision."""
    desk = promised(Desk()).do("2025-10-20", a.CheckCommitment(False, "现场没有制度。"), "department")
    text = desk.text("commitment_check_record")
    for words in ("承诺不实", "责令限期整改", "陈述和申辩", "救济途径", "2025年9月26日"):
        assert words in text
    assert PERSON.name not in text
    true = promised(Desk()).do("2025-10-20", a.CheckCommitment(True, "属实。"), "department")
    assert "责令" not in true.text("commitment_check_record")


def test_publicity_tells_the_public_and_shows_no_number() -> None:
    """R66, arts. 36, 47: basis, from–to, place, how to object, the hearing; of a person the surname only."""
    text = joint(Desk(PAID)).text("publicity_notice")
    for words in (
        "自2025年10月11日至2025年10月13日",
        "大厅公示栏和政务服务网",
        "异议方式",
        "听证",
        "张**",
        "依据",
    ):
        assert words in text
    for hidden in (PERSON.name, ID, ID[-4:], PERSON.phone):
        assert hidden not in text


def test_publicity_without_a_place_hangs_in_the_hall_and_a_licences_hearing_is_a_licences() -> None:
    """R66, LAW L1: the hall's own board by default; the Act's hearing is not promised to other items."""
    item = msgspec.structs.replace(ITEM, type="行政给付")
    text = in_review(Desk(item)).do("2025-10-10", a.Publicise(5, "wd"), "department").text("publicity_notice")
    assert "克拉玛依市政务服务中心公示栏" in text
    assert "听证" not in text


def test_what_is_confidential_is_never_publicised_nor_named_inside_the_office() -> None:
    """R90: no publicity notice; the handover list and the report of a refusal do not say the surname."""
    desk = in_review(Desk(msgspec.structs.replace(ITEM, confidential=True)))
    desk.do("2025-10-10", a.Publicise(1, "wd"), "department")
    assert not desk.has("publicity_notice")
    desk.do("2025-10-14", a.Decide("refuse", "没有固定场所"), "department")
    for kind in ("handover_list", "refusal_report"):
        assert "张" not in desk.text(kind).replace("张贴", "")
        assert "保密，不载明" in desk.text(kind)


@pytest.mark.parametrize("number", [ID, "65020319900101123X"])
def test_a_number_that_somebody_typed_into_a_text_is_masked(number: str) -> None:
    """R90: places, reasons and findings are free text; no resident's number goes onto the wall with them."""
    desk = in_review(Desk())
    desk.do("2025-10-10", a.Publicise(1, "wd", f"公示栏(联系人{number})"), "department")
    desk.do("2025-10-14", a.Decide("refuse", f"{number}与登记不符"), "department")
    for kind in ("publicity_notice", "refusal_decision", "refusal_report"):
        assert number not in desk.text(kind)
        assert f"650203********{number[-4:]}" in desk.text(kind)
    assert desk.case.number in desk.text("publicity_notice")


def test_a_visit_is_recorded_for_all_departments_and_signed_by_each_officer() -> None:
    """R63, art. 34, P1: one record, two officers and more, a line for each; one put off owes none."""
    desk = in_review(Desk())
    postponed = a.RecordVisit(findings="暴雪", postponed_to=date(2025, 10, 13))
    assert not desk.do("2025-10-10", postponed, "department").has("visit_record")
    visit = a.RecordVisit(("李娜", "王强", "赵红"), ("城市管理局",), "场地与图纸一致。")
    text = desk.do("2025-10-13", visit, "department").text("visit_record")
    assert "人力资源和社会保障局、城市管理局" in text
    assert all(f"踏勘人员 {name}：____" in text for name in ("李娜", "王强", "赵红"))
    assert "联合踏勘" in text


def test_a_request_for_an_opinion_says_until_when_and_that_silence_is_no_yes() -> None:
    """R5, LAW §6: the date, what silence means by policy, never a silent grant; the person is masked."""
    text = joint(Desk(PAID)).text("opinion_request")
    for words in ("城市管理局：", "2025年10月15日", "不视为同意", "占道是否影响通行", "张**"):
        assert words in text
    desk = in_review(Desk(late_opinion="agreed"))
    desk.do("2025-10-09", a.AskOpinion("城市管理局", 5), "department")
    assert "视为同意；不因此自动准予" in desk.text("opinion_request")


def test_a_bad_rating_is_handled_in_writing_with_its_call_back() -> None:
    """LAW §7, R43: level, words, until when, result, call-back; an anonymous rater stays unnamed."""
    text = joint(Desk(PAID)).text("rating_handling_sheet")
    for words in ("非常不满意", "等候太久", "已回访评价人", "2025年10月23日", "增开窗口"):
        assert words in text
    desk = in_review(Desk()).do("2025-10-10", a.Decide("grant"), "department")
    desk.do("2025-10-14", a.Deliver("counter"), "delivery").do("2025-10-14", a.Rate(4))
    text = desk.do("2025-10-15", a.HandleRating("已改进。"), "supervisor").text("rating_handling_sheet")
    assert "张" not in text
    assert "不追查评价人" in text


def test_a_report_of_a_refusal_masks_the_telephone_and_leaves_room() -> None:
    """LAW §7: contact masked, handler and post, room for the superior; then the superior's own sheet."""
    desk = in_review(Desk()).do("2025-10-10", a.Decide("refuse", "没有固定场所"), "department")
    text = desk.text("refusal_report")
    for words in ("139****0000", "李娜，人力资源和社会保障局", "上级意见：____"):
        assert words in text
    desk.do("2025-10-13", a.ReportRefusal("理由充分。"), "supervisor")
    opinion = desk.text("refusal_opinion")
    assert "理由充分" in opinion
    assert desk.paper("refusal_report").number in opinion
    assert "不改变已作出的决定" in opinion


def test_a_date_that_an_earlier_paper_promised_holds_on_later_ones() -> None:
    """R91: a later notice gives another date; what was printed first holds, and the paper says why."""
    desk = incomplete(Desk())
    held = date(2025, 10, 22)
    stated = a.Stated("completion", held, "资金证明")
    issue = msgspec.structs.replace(desk.papers[-1].issue(), states=(stated,))
    desk.acts.append(a.Act(desk.acts[0].case, desk.acts[-1].at, desk.acts[-1].by, issue))
    text = desk.pass_day("2025-10-17").text("completion_reminder")
    assert "补齐期限：2025年10月22日" in text
    assert "按此前文书已载明的日期执行" in text


def test_a_paper_states_the_date_that_holds_and_not_the_national_one_beside_it() -> None:
    """Default 4: over 古尔邦节 the region's date holds; the national one is for the office's own screens."""
    desk = Desk()
    desk.terms = Terms(ITEM, desk.terms.policy, load_calendar("xinjiang"), load_calendar("national"))
    desk.receive("2025-05-30").do("2025-05-30", a.Accept())
    clock = desk.case.deadline("promised")
    assert clock is not None
    assert clock.national is not None
    text = desk.text("acceptance_notice")
    assert f"{clock.due.month}月{clock.due.day}日（15个工作日" in text
    assert f"{clock.national.month}月{clock.national.day}日" not in text


def test_every_kind_has_its_own_title_word_and_name() -> None:
    """R54, R69: no two kinds share a name or a number series."""
    for names in ([k.KIND for k in KINDS], [k.TITLE for k in KINDS], [k.WORD for k in KINDS]):
        assert len(set(names)) == len(names)
        assert all(names)


def test_an_issued_paper_is_called_what_stands_on_it() -> None:
    """R54: the title on its face, not only its kind."""
    desk = in_review(Desk()).do("2025-10-10", a.Decide("grant"), "department")
    assert "准予行政许可决定书" in [title_of(notice) for notice in desk.case.notices]
    unknown = type(desk.case.notices[0])("x", "1", desk.acts[0].at, "x/9", {}, "")
    damaged = type(unknown)("receipt", "1", desk.acts[0].at, "receipt/1", {}, "")
    assert [title_of(unknown), title_of(damaged)] == ["x", "收件凭证"]


def test_who_is_concerned_is_told_of_the_hearing_and_its_day() -> None:
    """Arts. 47, 48, LAW P8: until when to ask, at nobody's cost; day, place, chair, record; names masked."""
    desk = heard(Desk())
    told = desk.text("hearing_right_notice")
    for words in ("王五：", "2025年10月15日（5个工作日", "费用不由你", "张**"):
        assert words in told
    called = desk.text("hearing_notice")
    for words in ("听证日期：2025年10月24日", "大厅三楼会议室", "申请回避", "申辩和质证", "根据笔录作出决定"):
        assert words in called
    assert PERSON.name not in told + called


def test_the_right_to_a_hearing_is_told_by_name() -> None:
    """Art. 47: who is concerned is named; that a hearing has its place is the rule book's own (art. 48)."""
    desk = in_review(Desk()).do("2025-10-09", a.OfferHearing("张三丰"), "department")
    assert "申请人：张三丰" in desk.text("hearing_right_notice")


def test_an_extension_of_the_joint_cap_leaves_each_items_dates() -> None:
    """Art. 42(2): the cap over all moves by 15 working days; the item's own promised dates stay promised."""
    desk = heard(Desk())
    text = desk.text("joint_extension_notice")
    for words in ("原联合办结日期：2025年12月4日", "2025年12月25日", "经李市长批准", "不因此改变"):
        assert words in text
    assert desk.paper("joint_extension_notice").stated() == ()
    assert not desk.has("extension_notice")


def test_a_first_review_is_asked_for_as_such() -> None:
    """Art. 43: the lower office reviews first and sends everything on itself."""
    desk = in_review(Desk()).do(
        "2025-10-09", a.AskOpinion("独山子区人社局", 20, first_review=True), "department"
    )
    text = desk.text("opinion_request")
    assert "初步审查" in text
    assert "第四十三条" in text


def test_an_extension_states_the_promise_where_policy_moves_it() -> None:
    """Art. 42(1): both statutory dates; the promised one only where policy lets it move as well."""
    for moves in (False, True):
        desk = in_review(Desk(extension_moves_promise=moves))
        desk.do("2025-10-20", a.Extend(10, "wd", "王局长", "需要核实。"), "department")
        assert ("承诺办结日期" in desk.text("extension_notice")) is moves
        assert "原法定办结日期：2025年10月30日" in desk.text("extension_notice")


def test_a_procedure_that_stops_only_the_promise_says_so() -> None:
    """LAW P6: a site visit does not stop the statute, though the item's promise may wait for it."""
    desk = in_review(Desk())
    visit = a.StartSpecial("site_visit", 3, "wd", stops_statutory=False, stops_promised=True)
    text = desk.do("2025-10-10", visit, "department").text("special_procedure_notice")
    assert "不计算在承诺时限内；法定期限不停止计时" in text
