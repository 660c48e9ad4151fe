"""An application in a file (申请文件) for ``clerk cases receive``: who applies for what, with what.

It is a file, or standard input, and no list of options: personal data on a command line would stay in
the shell's history and in the list of processes.
"""

from __future__ import annotations

import json
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import msgspec

from clerk.casework import acts as a
from clerk.casework.contacts import check_name, check_phone
from clerk.casework.identity import PAPERS, Problem, recognise
from clerk.practice.errors import ScenarioError, in_chinese
from clerk.practice.moves.counter import Receive
from clerk.practice.reading import decode_move

if TYPE_CHECKING:
    from clerk.catalogue.index import Catalogue
    from clerk.desk.packages import Part

MAX_BYTES: Final = 1024 * 1024


class ApplicationError(ValueError):
    """An application file that cannot be used: one Chinese sentence that names the field, never its value."""


class _Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who applies, or acts for somebody. Credit is looked up in the lists, never taken from a file (R41)."""

    name: str
    kind: Literal["person", "organisation"] = "person"
    id_number: str = ""
    phone: str = ""
    address: str = ""


class _Wanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One item, with what was found of its materials (not named: in order)."""

    item: str
    materials: dict[str, Any] = {}


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    applicant: _Person
    items: list[_Wanted]
    channel: str = "counter"
    agent: _Person | None = None
    authorisation: str = ""
    consultation: str = ""
    separate: list[str] = []


class Application(msgspec.Struct, frozen=True):
    """A checked application: numbers normalised, items found, findings typed."""

    applicant: a.Person
    parts: tuple[Part, ...]
    channel: a.Channel
    agent: a.Person | None
    authorisation: str
    consultation: str
    separate: tuple[str, ...]


def read_application(path: str, catalogue: Catalogue, today: date) -> Application:
    """The application in this file; ``-`` is standard input.

    Raises:
        ApplicationError: it cannot be read, or something in it cannot be used.
    """
    try:
        document = msgspec.convert(_document(path), _File)
        moves = [_move(document, wanted) for wanted in document.items]
    except msgspec.ValidationError as error:
        raise ApplicationError(in_chinese(error, _File.__struct_fields__)) from error
    except ScenarioError as error:
        raise ApplicationError(error.problem) from error
    if not moves:
        raise ApplicationError("字段 items 是空的,请写明申请办理的事项")
    return Application(
        applicant=_person(document.applicant, "applicant", today, True),
        parts=tuple(
            _part(catalogue, wanted, move) for wanted, move in zip(document.items, moves, strict=True)
        ),
        channel=moves[0].channel,
        agent=None if document.agent is None else _person(document.agent, "agent", today, False),
        authorisation=document.authorisation,
        consultation=document.consultation,
        separate=tuple(document.separate),
    )


def _document(path: str) -> Any:
    try:
        raw = sys.stdin.buffer.read(MAX_BYTES + 1) if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise ApplicationError(f"文件读不了({error.strerror}),请检查路径和权限") from error
    if len(raw) > MAX_BYTES:
        raise ApplicationError("文件超过 1 MB,不像是申请文件,请确认选对了文件")
    try:
        text = raw.decode("utf-8-sig")
        return (
            json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text.replace("\r\n", "\n"))
        )
    except UnicodeDecodeError as error:
        raise ApplicationError("文件不是 UTF-8 编码,请另存为 UTF-8 后再试") from error
    except (json.JSONDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise ApplicationError("不是正确的 JSON 或 TOML,请检查括号、引号和逗号") from error


def _move(document: _File, wanted: _Wanted) -> Receive:
    """What a scenario's ``receive`` step says in the same words."""
    move = decode_move("receive", {"channel": document.channel, "materials": wanted.materials})
    assert isinstance(move, Receive)  # the verb named above
    return move


def _part(catalogue: Catalogue, wanted: _Wanted, move: Receive) -> Part:
    from clerk.desk.packages import Part

    item = catalogue.get(wanted.item)
    if item is None:
        raise ApplicationError(
            f"字段 items:本厅目录里没有事项“{wanted.item[:40]}”;clerk items list 可查看有哪些"
        )
    return Part(item, move.materials)


def _person(given: _Person, field: str, today: date, needed: bool) -> a.Person:
    """The person as the counter takes one in; no complaint repeats what was written."""
    organisation = given.kind == "organisation"
    name = check_name(given.name, organisation)
    if not isinstance(name, str):
        raise ApplicationError(f"字段 {field}.name:{name.text}")
    number, kind = "", ""
    if given.id_number.strip() or needed:
        paper = recognise(given.id_number, today, organisation)
        if isinstance(paper, Problem):
            raise ApplicationError(f"字段 {field}.id_number:{paper.text}")
        number, kind = paper.number, PAPERS[paper.kind]
    phone = check_phone(given.phone) if given.phone.strip() else ""
    if not isinstance(phone, str):
        raise ApplicationError(f"字段 {field}.phone:{phone.text}")
    return a.Person(name, given.kind, kind, number, phone, " ".join(given.address.split()))
