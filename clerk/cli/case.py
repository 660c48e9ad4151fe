"""``clerk case NO do ACT``: one act to one case, through the same use case as a key press."""

from __future__ import annotations

import argparse
import json
from typing import Any

from clerk.cli.frame import BAD_INPUT, NO, OK, Parser, Problem, emit
from clerk.cli.opening import opened

_ROLES = ("clerk", "supervisor", "department", "delivery", "applicant")
_OPENING = ("receive", "not_required", "wait")


def register(name: str, parser: Parser) -> None:
    """Add the arguments of ``clerk case``."""
    parser.add_argument("number", metavar="NO", help="办件编号")
    parser.add_argument("do", choices=("do",), metavar="do", help="固定写 do")
    parser.add_argument("act", metavar="ACT", help="办什么,如 accept、route、decide(与情景文件的 do 相同)")
    parser.add_argument("--as", dest="role", choices=_ROLES, default="clerk", help="以哪个岗位办理")
    parser.add_argument("--fields", default="{}", metavar="JSON", help='该行为的字段,如 {"result": "grant"}')
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Do the act; exit 1 when the rule book refuses it."""
    from clerk.casework.refusal import Refusal
    from clerk.desk.opening import open_office
    from clerk.documents.errors import DocumentError

    with opened(args) as archive:
        office = open_office(archive).seated(args.role)
        try:
            case = office.case(args.number)
        except KeyError as error:
            raise Problem(f"没有编号为 {args.number} 的办件;用 clerk cases list 查看", NO) from error
        body = _body(args, case)
        try:
            done = office.act(args.number, body)
        except DocumentError as error:
            raise Problem(f"{error};没有记录", BAD_INPUT) from error
    if isinstance(done, Refusal):
        data = {"refused": {"code": done.code, "reason": done.reason, "basis": done.basis}}
        emit(args, data, f"不能办理:{done.reason}(依据:{done.basis})")
        return NO
    papers = [{"kind": paper.kind, "number": paper.number} for paper in done.papers]
    done_data = {"number": args.number, "done": args.act, "stage": done.case.stage, "papers": papers}
    emit(args, done_data, lambda: _told(done.case.stage, papers))
    return OK


def _body(args: argparse.Namespace, case: Any) -> Any:
    from clerk.practice.errors import ScenarioError
    from clerk.practice.reading import decode_move

    try:
        fields = json.loads(args.fields)
    except ValueError as error:
        raise Problem(f"--fields 不是有效的 JSON:{error}", BAD_INPUT) from error
    if not isinstance(fields, dict) or args.act in _OPENING:
        raise Problem("--fields 要写成 JSON 对象;收件请在工作站办理", BAD_INPUT)
    try:
        return decode_move(args.act, fields).body(case)
    except ScenarioError as error:
        raise Problem(str(error), BAD_INPUT) from error


def _told(stage: str, papers: list[dict[str, str]]) -> str:
    from clerk.casework.case import STAGE_WORDS

    issued = ";".join(paper["number"] for paper in papers)
    return f"已记录,案卷现为{STAGE_WORDS[stage]}" + (f"。文书:{issued}" if issued else "")
