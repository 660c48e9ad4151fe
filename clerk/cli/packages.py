"""``clerk cases receive``, ``package``, ``deliver``, ``copies``: several items in one visit."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any, get_args

from clerk.cli.frame import BAD_INPUT, NO, OK, Problem, emit
from clerk.cli.opening import opened

if TYPE_CHECKING:
    from datetime import date

    from clerk.casework.case import Case
    from clerk.casework.refusal import Refusal
    from clerk.cli.application import Application
    from clerk.desk.library import Copy, Reuse
    from clerk.desk.office import Office
    from clerk.desk.packages import Package


def arguments(actions: Any) -> None:
    """Add the four actions to ``clerk cases``."""
    receive = actions.add_parser("receive", help="收件:申请文件里一个事项的开一个办件,几个的开一件事")
    receive.add_argument("file", metavar="FILE", help="申请文件(JSON 或 TOML;写 - 从标准输入读)")
    receive.set_defaults(run=run_receive)
    package = actions.add_parser("package", help="一件事:各事项到哪一步、等谁、最迟哪天")
    package.add_argument("number", metavar="NO", help="一件事编号(YJ 开头)")
    package.set_defaults(run=run_package)
    deliver = actions.add_parser("deliver", help="集中出件:同一申请人的几个结果一次送达")
    deliver.add_argument("numbers", metavar="NO", nargs="+", help="办件编号,或一个一件事编号(其中已有结果的)")
    deliver.add_argument("--channel", default="counter", help="送达方式,默认 counter(窗口)")
    deliver.add_argument("--receiver", default="", metavar="N", help="领取人")
    deliver.add_argument("--tracking", default="", metavar="NO", help="邮件号")
    deliver.set_defaults(run=run_deliver)
    copies = actions.add_parser("copies", help="材料库:本案申请人以前交过、还能用的材料")
    copies.add_argument("number", metavar="NO", help="办件编号")
    copies.set_defaults(run=run_copies)


def run_receive(args: argparse.Namespace) -> int:
    """Open one case, or a package of them, all or none; exit 1 when the rule book refuses it."""
    from clerk.casework.refusal import Refusal
    from clerk.cli.application import ApplicationError, read_application
    from clerk.desk.opening import load_catalogue, open_office

    with opened(args) as archive:
        office = open_office(archive)
        try:
            wanted = read_application(args.file, load_catalogue(archive), office.today())
        except ApplicationError as error:
            raise Problem(f"申请文件:{error}", BAD_INPUT) from error
        made = _received(office, wanted)
    return _refused(args, made) if isinstance(made, Refusal) else _said_received(args, made)


def _received(office: Office, wanted: Application) -> Package | Refusal:
    """One item is a case as ever (a package without a number), several are a package."""
    from clerk.casework.refusal import Refusal
    from clerk.desk.packages import Package, receive_package

    if len(wanted.parts) > 1:
        return receive_package(
            office,
            wanted.parts,
            wanted.applicant,
            wanted.channel,
            wanted.agent,
            authorisation=wanted.authorisation,
            consultation=wanted.consultation,
            separate=wanted.separate,
        )
    (part,) = wanted.parts
    done = office.receive(
        part.item,
        wanted.applicant,
        part.findings,
        wanted.channel,
        wanted.agent,
        authorisation=wanted.authorisation,
        consultation=wanted.consultation,
    )
    return done if isinstance(done, Refusal) else Package("", (done.case,), done.papers)


def _said_received(args: argparse.Namespace, made: Package) -> int:
    data = {
        "package": made.number,
        "cases": [_part(case) for case in made.cases],
        "papers": [{"kind": paper.kind, "number": paper.number} for paper in made.papers],
    }
    head = [f"一件事 {made.number},{len(made.cases)}个事项"] if made.number else []
    lines = [*head, *(f"已收件 {case.number} {case.item_name}" for case in made.cases)]
    lines.append("文书:" + ";".join(paper.number for paper in made.papers))
    emit(args, data, "\n".join(lines))
    return OK


def _refused(args: argparse.Namespace, refusal: Refusal) -> int:
    data = {"refused": {"code": refusal.code, "reason": refusal.reason, "basis": refusal.basis}}
    emit(args, data, f"不能办理:{refusal.reason}(依据:{refusal.basis})")
    return NO


def _part(case: Case) -> dict[str, Any]:
    from clerk.desk.packages import decided_by, waits_for

    due = decided_by(case)
    return {
        "number": case.number,
        "item": case.item_code,
        "item_name": case.item_name,
        "department": case.department,
        "stage": case.stage,
        "waits_for": waits_for(case),
        "due": None if due is None else due.isoformat(),
        "reused": {name: found.from_case for name, found in case.materials.items() if found.from_case},
    }


def run_package(args: argparse.Namespace) -> int:
    """Which part of a package waits for whom, and until when the whole lasts."""
    from clerk.desk.opening import open_office

    with opened(args) as archive:
        package = _package(open_office(archive), args.number)
    emit(args, _package_data(package), lambda: _package_text(package))
    return OK


def _package(office: Office, number: str) -> Package:
    from clerk.desk.packages import load_package

    try:
        return load_package(office.archive.read, number, office.now())
    except KeyError as error:
        raise Problem(f"没有编号为 {number[:40]} 的一件事", NO) from error


def _package_data(package: Package) -> dict[str, Any]:
    return {
        "package": package.number,
        "visits": package.visits,
        "open": len(package.open),
        "due": package.due.isoformat() if package.due else None,
        "joint_due": package.joint_due.isoformat() if package.joint_due else None,
        "last": package.last.number if package.last else None,
        "cases": [_part(case) for case in package.cases],
    }


def _package_text(package: Package) -> str:
    from calendars import Period
    from clerk.casework.case import STAGE_WORDS
    from clerk.cli.columns import columns
    from clerk.desk.packages import decided_by_words, joint_words, waits_for

    rows = [
        (case.number, case.item_name, STAGE_WORDS[case.stage], waits_for(case), decided_by_words(case))
        for case in package.cases
    ]
    lines = [
        f"一件事 {package.number}:{len(package.cases)}个事项,办结{len(package.cases) - len(package.open)}个,"
        f"已跑动{package.visits}次",
        columns([("编号", "事项", "阶段", "现在", "最迟决定"), *rows]),
    ]
    if package.due is not None and package.last is not None:
        lines.append(f"全部结果最迟 {decided_by_words(package.last)}({package.last.item_name})")
    if package.joint_due is not None:
        cap = package.cases[0].terms.policy.joint_cap
        own, more = Period(cap.n, cap.unit).text, Period(cap.extension, cap.unit).text
        lines.append(f"联合办理总时限 {joint_words(package)}({own},经批准可延长{more})")
    return "\n".join(lines)


def run_deliver(args: argparse.Namespace) -> int:
    """Hand over several results of one applicant, all or none; the visit counts once (R1, R39)."""
    from clerk.casework import acts as a
    from clerk.casework.refusal import Refusal
    from clerk.desk.opening import open_office
    from clerk.desk.packages import act_together, deliver_package
    from clerk.documents.errors import DocumentError

    if args.channel not in get_args(a.Channel):
        known = "、".join(get_args(a.Channel))
        raise Problem(f"--channel 不能是“{args.channel[:20]}”,可选 {known}", BAD_INPUT)
    body = a.Deliver(args.channel, args.tracking, args.receiver)
    with opened(args) as archive:
        office = open_office(archive).seated("delivery")
        try:
            if len(args.numbers) == 1 and args.numbers[0].upper().startswith("YJ"):
                done = deliver_package(office, args.numbers[0], body)
            else:
                done = act_together(office, [(number, body) for number in dict.fromkeys(args.numbers)])
        except KeyError as error:
            raise Problem(f"没有编号为 {str(error.args[0])[:40]} 的办件或一件事", NO) from error
        except DocumentError as error:
            raise Problem(f"{error};没有记录", BAD_INPUT) from error
    if isinstance(done, Refusal):
        return _refused(args, done)
    papers = [paper for one in done for paper in one.papers]
    data = {
        "delivered": [one.case.number for one in done],
        "papers": [{"kind": paper.kind, "number": paper.number} for paper in papers],
    }
    emit(args, data, f"已送达{len(done)}件:" + "、".join(one.case.item_name for one in done))
    return OK


def run_copies(args: argparse.Namespace) -> int:
    """What the applicant of a case handed in, here and before, and whether it may serve again (R36)."""
    from clerk.desk.library import conflicts, copies, reusable
    from clerk.desk.opening import open_office

    with opened(args) as archive:
        office = open_office(archive)
        try:
            case = office.case(args.number)
        except KeyError as error:
            raise Problem(f"没有办件 {args.number[:40]}", NO) from error
        visit = case.package
        there = copies(archive.read, case.applicant.id_number, office.now(), visit)
    today = office.today()
    clashing = conflicts(there, today)
    lacking = {*case.gaps, *case.unexamined}
    elsewhere = [one for one in there if one.case != case.number]
    offers = [one for one in reusable(elsewhere, case.item, today) if one.material in lacking]
    data = {
        "copies": [_copy(one, one.fits(today)) for one in there],
        "conflicts": {name: [one.case for one in versions] for name, versions in clashing.items()},
        "offers": {one.material: _offered(one) for one in offers},
    }
    emit(args, data, lambda: _copies_text(there, clashing, offers, today))
    return OK


def _offered(offer: Reuse) -> dict[str, Any] | None:
    """The finding with which a copy serves the case that lacks it; None while somebody has to choose."""
    import msgspec

    found: dict[str, Any] | None = msgspec.to_builtins(offer.finding)
    return found


def _copy(one: Copy, fits: bool) -> dict[str, Any]:
    return {
        "material": one.material,
        "case": one.case,
        "item_name": one.item_name,
        "on": one.on.isoformat(),
        "originals": one.originals,
        "copies": one.copies,
        "issued_on": one.issued_on.isoformat() if one.issued_on else None,
        "good_until": one.good_until.isoformat() if one.good_until else None,
        "usable": fits,
        "used_by": list(one.used_by),
    }


def _copies_text(there: list[Copy], clashing: dict[str, list[Copy]], offers: list[Reuse], today: date) -> str:
    from clerk.cli.columns import columns

    if not there:
        return "没有这位申请人交过的材料"
    rows = [
        (
            one.material,
            one.case,
            str(one.on),
            f"原件{one.originals}复印件{one.copies}",
            "可用" if one.fits(today) else "不可再用",
            f"有效至{one.good_until}" + ("" if one.dated else "(未记出具日期,按收到之日)")
            if one.good_until
            else "",
            f"已用于{'、'.join(one.used_by)}" if one.used_by else "",
        )
        for one in there
    ]
    heads = ("材料", "办件", "收到", "份数", "沿用", "有效期", "已沿用")
    said = [f"! “{name}”本次有{len(found)}个版本,请核对后选定" for name, found in clashing.items()]
    said += [
        f"本案缺“{one.material}”,可沿用办件 {one.copy.case} 的一份" for one in offers if one.copy is not None
    ]
    return "\n".join([columns([heads, *rows]), *said])
