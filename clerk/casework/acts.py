"""Acts (办案行为): what somebody did to a case, at a time. Immutable; a case is what they add up to.

Kinds are a closed, versioned union. The kind of an act is the verb that scenario files, the command
line and the rule book use. A reader that meets a kind or a version it does not know raises
:class:`UnknownAct` and never guesses.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

import msgspec

from clerk.catalogue.items import Unit

ACT_VERSION = 1
"""Version of the act bodies below; raised when the meaning of a field changes."""

Role = Literal["clerk", "supervisor", "department", "delivery", "applicant"]
State = Literal["ok", "missing", "defective", "shared", "shared_unverified", "unexamined", "not_applicable"]
Channel = Literal[
    "counter", "net", "mobile", "kiosk", "post", "agent",
    "electronic", "email", "fax", "wechat", "mail",
]  # fmt: skip
Credit = Literal["normal", "red", "black", "unchecked"]


class UnknownAct(Exception):
    """An act of a kind or version that this program does not know (recorded by a newer one)."""


class Actor(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who acts: a person's id, in a role, at a desk (``window:W01``, ``dept:水务局``, ``delivery``)."""

    id: str
    role: Role
    desk: str = ""
    name: str = ""


class Person(msgspec.Struct, frozen=True, omit_defaults=True):
    """An applicant (申请人) or an agent (代理人). Personal data: never in a log or an error text."""

    name: str
    kind: Literal["person", "organisation"] = "person"
    id_type: str = ""
    id_number: str = ""
    phone: str = ""
    address: str = ""
    credit: Credit = "unchecked"


class Finding(msgspec.Struct, frozen=True, omit_defaults=True):
    """The state of one material as somebody found it."""

    state: State
    defect: str = ""
    originals: int = 0
    copies: int = 0


class Body(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="kind", forbid_unknown_fields=True):
    """Base of all act bodies."""

    @property
    def kind(self) -> str:
        """The verb of this act."""
        return str(self.__struct_config__.tag)


Findings = dict[str, Finding]


class Receive(Body, tag="receive", frozen=True, omit_defaults=True):
    """收件: an application and its materials were handed in. Opens the case."""

    item: str
    item_version: str
    item_name: str
    department: str
    applicant: Person
    policy: str
    policy_version: str
    region: str
    materials: Findings = {}
    channel: Channel = "counter"
    agent: Person | None = None


class NotRequired(Body, tag="not_required", frozen=True, omit_defaults=True):
    """告知无需许可: no licence is needed; said at once (行政许可法 art. 32(1)). Opens and ends the case."""

    item: str
    item_version: str
    item_name: str
    department: str
    applicant: Person
    policy: str
    policy_version: str
    region: str
    reason: str = ""


class Examine(Body, tag="examine", frozen=True, omit_defaults=True):
    """审核材料: materials were looked at (R47)."""

    materials: Findings


class CorrectOnSpot(Body, tag="correct_on_spot", frozen=True, omit_defaults=True):
    """当场更正: an error was put right at the counter (art. 32(3))."""

    materials: Findings


class NotifyCorrection(Body, tag="notify_correction", frozen=True, omit_defaults=True):
    """一次性告知补正: all gaps, in one list, once (art. 32(4))."""

    gaps: tuple[str, ...]


class ReceiveCorrection(Body, tag="receive_correction", frozen=True, omit_defaults=True):
    """收到补正材料."""

    materials: Findings
    channel: Channel = "counter"


class Accept(Body, tag="accept", frozen=True, omit_defaults=True):
    """受理 (art. 32(5))."""


class AcceptIncomplete(Body, tag="accept_incomplete", frozen=True, omit_defaults=True):
    """容缺受理: accepted with materials deferred, against a commitment (rule 三(三)1)."""

    deferred: tuple[str, ...]
    commitment: bool = False


class Decline(Body, tag="decline", frozen=True, omit_defaults=True):
    """不予受理, with reasons (art. 32(2), 38)."""

    reason_code: str
    reason: str = ""
    authority: str = ""


class Complete(Body, tag="complete", frozen=True, omit_defaults=True):
    """补齐: deferred materials came in, by whatever channel; late ones are recorded all the same."""

    materials: Findings
    channel: Channel = "counter"
    posted_at: date | None = None


class Route(Body, tag="route", frozen=True, omit_defaults=True):
    """流转: the file is offered to the department with a handover list (R37)."""

    to: str


class SignFor(Body, tag="sign_for", frozen=True, omit_defaults=True):
    """签收: the department takes the file; what it finds missing is a discrepancy."""

    discrepancies: tuple[str, ...] = ()


class ReturnToWindow(Body, tag="return_to_window", frozen=True, omit_defaults=True):
    """退回窗口: the department hands the file back with a reason."""

    reason: str = ""


class StartSpecial(Body, tag="start_special", frozen=True, omit_defaults=True):
    """特别程序开始: hearing, inspection, expert review … and the time it needs (art. 45)."""

    special: str
    n: int
    unit: Unit
    stops_statutory: bool = False


class EndSpecial(Body, tag="end_special", frozen=True, omit_defaults=True):
    """特别程序结束."""

    result: str = ""


class Extend(Body, tag="extend", frozen=True, omit_defaults=True):
    """延期: once, approved, with a reason, before the statutory date (art. 42)."""

    n: int
    unit: Unit
    approver: str = ""
    reason: str = ""


class Decide(Body, tag="decide", frozen=True, omit_defaults=True):
    """决定: granted, refused with reasons (art. 38), or filed (备案)."""

    result: Literal["grant", "refuse", "file"]
    reasons: str = ""


class Deliver(Body, tag="deliver", frozen=True, omit_defaults=True):
    """送达: the result was handed over or sent (art. 44)."""

    channel: Channel
    tracking: str = ""
    receiver: str = ""


class Withdraw(Body, tag="withdraw", frozen=True, omit_defaults=True):
    """撤回: the applicant takes the application back before a decision."""

    reason: str = ""


class Note(Body, tag="note", frozen=True, omit_defaults=True):
    """A remark on the file, or a contact with the applicant. Needs no custody."""

    text: str


class Amend(Body, tag="amend", frozen=True, omit_defaults=True):
    """更正: a slip in the applicant's particulars put right by a new act; the old stays (R94)."""

    field: Literal["name", "id_type", "id_number", "phone", "address"]
    value: str
    reason: str
    whose: Literal["applicant", "agent"] = "applicant"


class Issue(Body, tag="issue", frozen=True, omit_defaults=True):
    """出具文书: a numbered paper was issued.

    ``facts`` is the typed model it is drawn from; ``template`` names the version that draws it,
    ``sha256`` the text that was drawn then (R54).
    """

    paper: str
    number: str
    template: str
    facts: dict[str, Any]
    sha256: str


AnyBody = (
    Receive | NotRequired | Examine | CorrectOnSpot | NotifyCorrection | ReceiveCorrection
    | Accept | AcceptIncomplete | Decline | Complete | Route | SignFor | ReturnToWindow
    | StartSpecial | EndSpecial | Extend | Decide | Deliver | Withdraw | Note | Amend | Issue
)  # fmt: skip


class Act(msgspec.Struct, frozen=True):
    """One act: the case, when (wall clock of the desk, with offset), who, and what."""

    case: str
    at: datetime
    by: Actor
    body: AnyBody
    version: int = ACT_VERSION

    @property
    def kind(self) -> str:
        """The verb of this act."""
        return self.body.kind


class _Probe(msgspec.Struct):
    """Just enough of an act to see whether this program knows it."""

    version: int
    body: dict[str, Any]


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Act)
_probe = msgspec.json.Decoder(_Probe)
KINDS = frozenset(str(body.__struct_config__.tag) for body in AnyBody.__args__)


def encode(act: Act) -> bytes:
    """The JSON bytes of an act (one line, UTF-8)."""
    return _encoder.encode(act)


def decode(raw: bytes) -> Act:
    """The act in these bytes.

    Raises:
        UnknownAct: the kind or the version is newer than this program.
        ValueError: the bytes are no act.
    """
    try:
        act = _decoder.decode(raw)
    except msgspec.ValidationError as error:
        _raise_if_newer(raw)
        raise ValueError(f"not an act: {error}") from error
    except msgspec.DecodeError as error:
        raise ValueError(f"not an act: {error}") from error
    if act.version > ACT_VERSION:
        raise UnknownAct(f"act version {act.version}")
    return act


def _raise_if_newer(raw: bytes) -> None:
    try:
        probe = _probe.decode(raw)
    except msgspec.MsgspecError:
        return
    kind = probe.body.get("kind")
    if probe.version > ACT_VERSION or kind not in KINDS:
        raise UnknownAct(f"act {kind!r} version {probe.version}")
