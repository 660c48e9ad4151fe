"""A case in words (案卷经过): each act in a line, each clock with its reckoning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from calendars import Period
from calendars.wording import weekday
from clerk.casework import acts as a
from clerk.casework.case import FLAG_WORDS, STATE_WORDS, Case
from clerk.casework.lightening import words as lightened
from clerk.casework.limits import CLOCK_WORDS, Deadline
from clerk.casework.limits import STATE_WORDS as CLOCK_STATES
from clerk.casework.rules.common import desk_name, quoted
from clerk.casework.rules.intake import DECLINE_REASONS
from clerk.casework.rules.result import CHANNELS
from clerk.casework.rules.review import SPECIALS
from clerk.desk.dates import beside_words

ACT_WORDS: dict[str, str] = {
    "receive": "收件",
    "not_required": "告知无需许可",
    "examine": "审核材料",
    "correct_on_spot": "当场更正",
    "notify_correction": "一次性告知补正",
    "receive_correction": "收到补正材料",
    "accept": "受理",
    "accept_incomplete": "容缺受理",
    "decline": "不予受理",
    "complete": "补齐容缺材料",
    "route": "移交",
    "sign_for": "签收",
    "return_to_window": "退回窗口",
    "start_special": "特别程序开始",
    "end_special": "特别程序结束",
    "extend": "延长期限",
    "decide": "决定",
    "deliver": "送达",
    "withdraw": "撤回申请",
    "commit": "告知承诺",
    "remind": "催告补齐",
    "extend_completion": "延长补齐期限",
    "suspend": "中止承诺时限",
    "resume": "恢复办理",
    "settle_discrepancy": "交接差异处理",
    "reuse_result": "沿用区域评审成果",
    "publicise": "公示",
    "object": "公示异议",
    "settle_objection": "异议处理",
    "record_visit": "踏勘",
    "offer_hearing": "告知听证权利",
    "ask_hearing": "申请听证",
    "call_hearing": "听证通知",
    "ask_opinion": "征求意见",
    "give_opinion": "部门意见",
    "verify_shared": "共享核验",
    "charge": "通知缴费",
    "pay": "缴费",
    "choose_delivery": "选择送达方式",
    "fail_delivery": "送达未成",
    "return": "退件",
    "terminate": "终止办理",
    "rate": "评价",
    "handle_rating": "差评整改",
    "check_commitment": "承诺核查",
    "report_refusal": "否定报备意见",
    "consult": "咨询",
    "contact": "联系申请人",
    "note": "备注",
    "amend": "更正",
    "annul": "误记作废",
    "lighten": "就轻适用新清单",
    "issue": "出具文书",
}
RESULTS = {"grant": "准予", "refuse": "不予许可", "file": "已备案"}
LEVELS = {1: "非常满意", 2: "满意", 3: "基本满意", 4: "不满意", 5: "非常不满意"}
FIELDS = {
    "name": "姓名或名称",
    "id_type": "证件类型",
    "id_number": "证件号码",
    "phone": "电话",
    "address": "地址",
}


def act_line(act: a.Act) -> str:
    """One act in a line, without its time."""
    body: Any = act.body
    say = _DETAILS.get(type(act.body))
    detail = say(body) if say else ""
    return ACT_WORDS[act.kind] + (f":{detail}" if detail else "")


def who(act: a.Act) -> str:
    """Who did it, where."""
    return f"{act.by.name or act.by.id}({desk_name(act.by.desk)})"


def paper_title(template: str, kind: str) -> str:
    """What a paper is called; of a template that only a newer version knows, its kind."""
    # Imported where it is used: the case screen opens without the words of any paper.
    from clerk.documents.papers.kinds import TEMPLATES

    known = TEMPLATES.get(template)
    return known.TITLE if known is not None else kind


def _states(found: a.Findings) -> str:
    """Materials by their state; a whole checklist in order is said in a word, a reused copy by its file."""
    told = [f"{name} 沿用{finding.from_case}" for name, finding in found.items() if finding.from_case]
    if found and all(finding.state == "ok" for finding in found.values()):
        return ";".join([f"{len(found)}件齐全合格", *told])
    for name, finding in found.items():
        if finding.state != "ok":
            told.append(
                f"{name} {STATE_WORDS[finding.state]}" + (f"({finding.defect})" if finding.defect else "")
            )
    return ";".join(told)


def _special(body: a.StartSpecial) -> str:
    stops = ",法定时限暂停" if body.stops_statutory else ""
    return f"{SPECIALS[body.special]},预计{Period(body.n, body.unit).text}{stops}"


def _tail(text: str) -> str:
    return f",{text}" if text else ""


def _visit(body: a.RecordVisit) -> str:
    if body.postponed_to is not None:
        return f"改期至{body.postponed_to},{body.findings}"
    return f"{'、'.join(body.officers)},{body.findings}"


def _delivered(body: a.Deliver) -> str:
    proof = [f"邮件号{body.tracking}"] if body.tracking else []
    proof += [f"见证人{'、'.join(body.witnesses)}"] if body.witnesses else []
    proof += [f"{body.announced_on}公告"] if body.announced_on is not None else []
    return ",".join([CHANNELS.get(body.channel, body.channel), *proof])


def _incomplete(body: a.AcceptIncomplete) -> str:
    approved = f",{body.approver}同意" if body.approver else ""
    return f"容缺{quoted(body.deferred)},已签承诺书{approved}"


_DETAILS: dict[type, Any] = {
    a.Receive: lambda b: _states(b.materials),
    a.NotRequired: lambda b: b.reason,
    a.Examine: lambda b: _states(b.materials),
    a.CorrectOnSpot: lambda b: "、".join(b.materials),
    a.NotifyCorrection: lambda b: quoted(b.gaps),
    a.ReceiveCorrection: lambda b: _states(b.materials),
    a.AcceptIncomplete: _incomplete,
    a.Decline: lambda b: f"{DECLINE_REASONS.get(b.reason_code, b.reason_code)}。{b.reason}",
    a.Complete: lambda b: _states(b.materials) + (f",{b.posted_at}交邮" if b.posted_at else ""),
    a.Route: lambda b: f"交{desk_name(b.to)}",
    a.SignFor: lambda b: f"差异{quoted(b.discrepancies)}" if b.discrepancies else "",
    a.ReturnToWindow: lambda b: b.reason,
    a.StartSpecial: _special,
    a.EndSpecial: lambda b: b.result,
    a.Extend: lambda b: f"{Period(b.n, b.unit).text},{b.approver}批准,{b.reason}",
    a.Decide: lambda b: RESULTS[b.result] + (f"。{b.reasons}" if b.reasons else ""),
    a.Deliver: _delivered,
    a.Withdraw: lambda b: ("按承诺视为撤回," if b.deemed else "") + b.reason,
    a.Commit: lambda b: quoted(b.proofs),
    a.Remind: lambda b: quoted(b.materials) + (f",最后日期{b.last_date}" if b.last_date else ""),
    a.ExtendCompletion: lambda b: f"{Period(b.n, b.unit).text},{b.approver}批准,{b.grounds}",
    a.Suspend: lambda b: f"自{b.since}起,宽限至{b.until}",
    a.SettleDiscrepancy: lambda b: f"{quoted(b.materials)}{b.how}",
    a.ReuseResult: lambda b: f"{SPECIALS.get(b.special, b.special)},{b.source},有效期至{b.valid_until}",
    a.Publicise: lambda b: Period(b.n, b.unit).text + (f",{b.place}" if b.place else ""),
    a.ObjectTo: lambda b: (f"{b.objector}:" if b.objector else "") + b.text,
    a.SettleObjection: lambda b: b.result,
    a.RecordVisit: _visit,
    a.OfferHearing: lambda b: b.whom,
    a.AskHearing: lambda b: "放弃听证" if b.waived else b.by_whom,
    a.CallHearing: lambda b: f"{b.on}" + (f",{b.place}" if b.place else ""),
    a.AskOpinion: lambda b: f"{b.department},{Period(b.n, b.unit).text}内答复",
    a.GiveOpinion: lambda b: (
        f"{b.department}{'同意' if b.agrees else '不同意'}" + (f",{b.text}" if b.text else "")
    ),
    a.VerifyShared: lambda b: f"{b.source}:{'、'.join(b.materials)}",
    a.Charge: lambda b: f"{b.amount}元",
    a.Pay: lambda b: f"{b.amount}元",
    a.ChooseDelivery: lambda b: CHANNELS.get(b.channel, b.channel) + _tail(b.address),
    a.FailDelivery: lambda b: f"{CHANNELS.get(b.channel, b.channel)},{b.reason}",
    a.Return: lambda b: b.reason,
    a.Terminate: lambda b: b.reason,
    a.Rate: lambda b: LEVELS.get(b.level, str(b.level)) + (f",{b.text}" if b.text else ""),
    a.HandleRating: lambda b: b.result,
    a.CheckCommitment: lambda b: f"{'属实' if b.true else '不实'}。{b.findings}",
    a.ReportRefusal: lambda b: b.opinion,
    a.Consult: lambda b: b.reason + (f",答:{b.answer}" if b.answer else ""),
    a.Contact: lambda b: f"{'已联系' if b.reached else '未联系上'}" + (f",{b.text}" if b.text else ""),
    a.Annul: lambda b: f"{ACT_WORDS.get(b.act, b.act)}({b.at:%m-%d %H:%M}),{b.reason}",
    a.Lighten: lambda b: ";".join(lightened(b)),
    a.Note: lambda b: b.text,
    a.Amend: lambda b: f"{FIELDS[b.field]},{b.reason}",
    a.Issue: lambda b: f"{paper_title(b.template, b.paper)} {b.number}",
}


def last_reminder(case: Case) -> Iterator[str]:
    """Until when the last written reminder gives time, while something is outstanding (LAW default 2)."""
    dates = [one.body.last_date for one in case.reminders if one.body.last_date is not None]
    if dates and case.outstanding and not case.ended:
        yield f"已作最后催告(催告书须送达申请人):最后日期{max(dates)}"


def clock_name(clock: Deadline) -> str:
    """What a clock waits for."""
    words = SPECIALS.get(clock.material, clock.material)
    return CLOCK_WORDS[clock.what] + (f"({words})" if words else "")


def due_words(clock: Deadline) -> str:
    """A date as it is shown: 暂定 while a notice is missing, and what stands beside it."""
    return f"{clock.due}{' 暂定' if clock.provisional else ''}{beside(clock)}"


def beside(clock: Deadline) -> str:
    """What stands beside a date: the calendar's where a printed one holds, the national (defaults 4)."""
    return beside_words(clock.due, clock.printed, clock.by_calendar, clock.national)


def clock_line(clock: Deadline) -> str:
    """A clock in a line: name, due date, state, whether a notice may still move it, what stands beside."""
    doubt = " 暂定" if clock.provisional else ""
    return f"{clock_name(clock)} {clock.due}{doubt} {CLOCK_STATES[clock.state]}{beside(clock)}"


def in_order(clocks: Iterable[Deadline]) -> list[Deadline]:
    """Clocks as somebody reads them: those that still wait first, what ends first foremost."""
    return sorted(clocks, key=lambda clock: (not clock.awaited, clock.due if clock.awaited else clock.start))


def explain(clock: Deadline) -> Iterator[str]:
    """A clock explained: rule, source, and every day from its start to its end, as it was counted."""
    doubt = " 暂定" if clock.provisional else ""
    yield f"{clock_name(clock)}:{clock.due}{doubt}({CLOCK_STATES[clock.state]})"
    yield f"  {_period(clock)}"
    yield f"  依据 {clock.basis}"
    if clock.capped_by:
        yield f"  不得晚于{CLOCK_WORDS[clock.capped_by]}期限,以较早的为准"
    if clock.lead:
        yield f"  {CLOCK_WORDS[clock.base]}日往前{clock.lead}个工作日,留出作出决定的时间"
    if clock.by_calendar is not None:
        yield f"  文书所载{clock.printed},按现行日历为{clock.by_calendar};以对申请人有利的为准"
    for missing in clock.missing:
        yield f"  暂定:尚缺《{missing}》"
    if clock.national is not None:
        yield f"  仅按全国日历为{clock.national}"
    yield from _days(clock)


def _period(clock: Deadline) -> str:
    if clock.clock.until is not None:
        return f"以{clock.clock.until}为限,是已经确定的日期,不因节假日变动"
    legal = clock.legal
    first = "当日起算(当日计入)" if legal.count_event_day else "次日起算(当日不计入)"
    return f"期限 {legal.whole.text},自{legal.start}{first}"


def _days(clock: Deadline) -> Iterator[str]:
    if clock.clock.until is not None:
        return
    for line in clock.legal.explain(clock.rules.calendar):
        count = f"第{line.n}天" if line.counts else "不计"
        why = f"{line.why}{f'({line.source})' if line.source else ''}" if line.why else ""
        last = " <- 到期" if line.date == clock.due else ""
        yield f"    {line.date} {weekday(line.date)} {count} {why}{last}".rstrip()


def facts(case: Case) -> list[tuple[str, str]]:
    """The head of a case file: label and value."""
    from clerk.casework.contacts import mask_phone
    from clerk.casework.identity import mask_id

    person = case.applicant
    contact = f"  电话 {mask_phone(person.phone)}" if person.phone else ""
    there = desk_name(case.holder)
    if case.offered_to:
        there += f",已移交{desk_name(case.offered_to)}待签收"
    marks = [FLAG_WORDS[flag] for flag in case.flags]
    return [
        ("办件编号", case.number),
        # The head line of a narrow screen may have no room for them.
        *([("标记", "、".join(marks))] if marks else []),
        ("事项", f"{case.item_name}({case.item_code})"),
        ("申请人", f"{person.name}  {mask_id(person.id_number)}{contact}"),
        *_more_facts(case),
        ("承办部门", case.department),
        ("案卷在", there),
    ]


def _more_facts(case: Case) -> Iterator[tuple[str, str]]:
    """What only some cases have: an agent, a listing, a fee, a way of delivery, more than one visit."""
    opening: Any = case.acts[0].body
    if case.agent is not None:
        yield "代理人", f"{case.agent.name}  {getattr(opening, 'authorisation', '')}".rstrip()
    if case.applicant.credit in _CREDIT:
        yield "信用", _CREDIT[case.applicant.credit]
    if getattr(opening, "consultation", ""):
        yield "咨询", opening.consultation
    if case.money.asked:
        yield "收费", f"应缴{case.money.asked}元,已缴{case.money.paid}元"
    if case.delivery_choice is not None and case.delivery is None:
        chosen = case.delivery_choice
        yield "送达方式", CHANNELS[chosen.channel] + _tail(chosen.address)
    if case.visits > 1:
        yield "到厅", visits(case)


def visits(case: Case) -> str:
    """How often somebody came, and whose doing each further visit was (R1)."""
    whose = {"applicant": "因申请人", "office": "因本机关"}
    told = [f"{whose[one]}{n}次" for one, n in case.visits_by.items() if one in whose]
    return f"{case.visits}次" + (f"(其中{'、'.join(told)})" if told else "")


_CREDIT = {"red": "守信名单内", "black": "失信名单内,不适用容缺受理和告知承诺;一般程序照常办理"}
