"""Acts (办案行为): what somebody did to a case, at a time. Immutable; a case is what they add up to.

Kinds are a closed, versioned union. The kind of an act is the verb that scenario files, the command
line and the rule book use. A reader that meets a kind or a version it does not know raises
:class:`UnknownAct` and never guesses. One module a subject: ``intake``, ``completion``, ``review``,
``ending``, ``record``.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from clerk.casework.acts.base import (
    Actor,
    Body,
    Channel,
    Credit,
    Fault,
    Finding,
    Findings,
    Person,
    Role,
    State,
)
from clerk.casework.acts.completion import (
    AcceptIncomplete,
    Complete,
    ExtendCompletion,
    Remind,
    Resume,
    Suspend,
)
from clerk.casework.acts.ending import (
    Charge,
    CheckCommitment,
    ChooseDelivery,
    Decide,
    Deliver,
    FailDelivery,
    HandleRating,
    Pay,
    Rate,
    ReportRefusal,
    Return,
    Terminate,
    Withdraw,
)
from clerk.casework.acts.intake import (
    Accept,
    Commit,
    CorrectOnSpot,
    Decline,
    Examine,
    NotifyCorrection,
    NotRequired,
    Opening,
    Receive,
    ReceiveCorrection,
)
from clerk.casework.acts.record import Amend, Annul, Consult, Contact, Issue, Lighten, Note, Stated
from clerk.casework.acts.review import (
    AskHearing,
    AskOpinion,
    CallHearing,
    EndSpecial,
    Extend,
    GiveOpinion,
    ObjectTo,
    OfferHearing,
    Publicise,
    RecordVisit,
    ReturnToWindow,
    ReuseResult,
    Route,
    SettleDiscrepancy,
    SettleObjection,
    SignFor,
    StartSpecial,
    VerifyShared,
)

__all__ = [
    "ACT_VERSION", "KINDS", "Accept", "AcceptIncomplete", "Act", "Actor", "Amend", "Annul", "AnyBody",
    "AskHearing", "AskOpinion", "Body", "CallHearing", "Channel", "Charge", "CheckCommitment",
    "ChooseDelivery", "Commit", "Complete",
    "Consult", "Contact", "CorrectOnSpot", "Credit", "Decide", "Decline", "Deliver", "EndSpecial",
    "Examine", "Extend", "ExtendCompletion", "FailDelivery", "Fault", "Finding", "Findings",
    "GiveOpinion", "HandleRating", "Issue", "Lighten", "NotRequired", "Note", "NotifyCorrection",
    "ObjectTo", "OfferHearing", "Opening", "Pay", "Person", "Publicise", "Rate", "Receive",
    "ReceiveCorrection",
    "RecordVisit", "Remind", "ReportRefusal", "Resume", "Return", "ReturnToWindow", "ReuseResult", "Role",
    "Route", "SettleDiscrepancy", "SettleObjection", "SignFor", "StartSpecial", "State", "Stated",
    "Suspend", "Terminate", "UnknownAct", "VerifyShared", "Withdraw", "decode", "encode",
]  # fmt: skip

ACT_VERSION = 2
"""Version of the act bodies; raised when a body gains or changes a field, so that an older program
keeps such a line unread instead of misreading it. Version 1 bodies are read as they are."""


class UnknownAct(Exception):
    """An act of a kind or version that this program does not know (recorded by a newer one)."""


AnyBody = (
    Receive | NotRequired | Examine | CorrectOnSpot | Commit | NotifyCorrection | ReceiveCorrection
    | Accept | Decline
    | AcceptIncomplete | Complete | Remind | ExtendCompletion | Suspend | Resume
    | Route | SignFor | SettleDiscrepancy | ReturnToWindow | StartSpecial | EndSpecial | ReuseResult
    | Publicise | ObjectTo | SettleObjection | OfferHearing | AskHearing | CallHearing
    | RecordVisit | AskOpinion | GiveOpinion | VerifyShared | Extend
    | Charge | Pay | Decide | ChooseDelivery | FailDelivery | Deliver | Withdraw | Return | Terminate
    | Rate | HandleRating | CheckCommitment | ReportRefusal
    | Consult | Contact | Note | Amend | Annul | Lighten | Issue
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
