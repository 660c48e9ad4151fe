"""Acts that lead a case to its end (决定、送达、退件) and what follows it. Arts. 38, 40, 44, R59–R72."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from clerk.casework.acts.base import Body, Channel


class Charge(Body, tag="charge", frozen=True, omit_defaults=True):
    """缴费通知: a lawful fee is asked for, in yuan (arts. 58, 59)."""

    amount: Decimal


class Pay(Body, tag="pay", frozen=True, omit_defaults=True):
    """缴费: an amount was paid, in yuan."""

    amount: Decimal


class Decide(Body, tag="decide", frozen=True, omit_defaults=True):
    """决定: granted, refused with reasons (art. 38), or filed (备案)."""

    result: Literal["grant", "refuse", "file"]
    reasons: str = ""


class ChooseDelivery(Body, tag="choose_delivery", frozen=True, omit_defaults=True):
    """选择送达方式: the applicant's choice, changeable until dispatch (R11)."""

    channel: Channel
    address: str = ""


class FailDelivery(Body, tag="fail_delivery", frozen=True, omit_defaults=True):
    """送达未成: an attempt failed, and why (R40)."""

    channel: Channel
    reason: str = ""
    tracking: str = ""


class Deliver(Body, tag="deliver", frozen=True, omit_defaults=True):
    """送达: the result was handed over or sent (art. 44), with its proof (R72).

    ``same_visit``: another result handed over in the same visit counts it (R1).
    """

    channel: Channel
    tracking: str = ""
    receiver: str = ""
    witnesses: tuple[str, ...] = ()
    announced_on: date | None = None
    same_visit: bool = False


class Withdraw(Body, tag="withdraw", frozen=True, omit_defaults=True):
    """撤回: the applicant takes the application back before a decision.

    ``deemed``: taken as withdrawn by the commitment that was signed, after a lapse (LAW default 2).
    """

    reason: str = ""
    deemed: bool = False


class Return(Body, tag="return", frozen=True, omit_defaults=True):
    """退件: the file goes back after a lapse; only where policy says so (LAW L3)."""

    reason: str = ""


class Terminate(Body, tag="terminate", frozen=True, omit_defaults=True):
    """终止: handling ends after a lapse; only where policy says so (LAW L3)."""

    reason: str = ""


class Rate(Body, tag="rate", frozen=True, omit_defaults=True):
    """评价: 1 (very satisfied) to 5 (very dissatisfied), GB/T 39046 A.8."""

    level: int
    text: str = ""
    named: bool = False


class HandleRating(Body, tag="handle_rating", frozen=True, omit_defaults=True):
    """差评整改: verified, put right, answered, called back (LAW §7)."""

    result: str
    called_back: bool = False


class CheckCommitment(Body, tag="check_commitment", frozen=True, omit_defaults=True):
    """承诺核查: whether what was promised (告知承诺) is true (LAW §4)."""

    true: bool
    findings: str = ""


class ReportRefusal(Body, tag="report_refusal", frozen=True, omit_defaults=True):
    """否定报备意见: the superior's opinion on a refusal that was reported (LAW §7)."""

    opinion: str
