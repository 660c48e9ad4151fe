"""What a step of a scenario does (``do``), one typed struct a verb, and the act that it becomes.

The verbs and their fields are those of the contract's table. An act is asked for with
:meth:`Move.body`; opening a case (``receive``, ``not_required``) is the player's own business,
because the case does not exist yet.
"""

from __future__ import annotations

from clerk.desk.wording import ACT_WORDS
from clerk.practice.moves import completion as c
from clerk.practice.moves import counter as n
from clerk.practice.moves import ending as e
from clerk.practice.moves import review as r
from clerk.practice.moves.base import Move
from clerk.practice.moves.counter import Consult, NotRequired, Receive, Wait

__all__ = ["MOVES", "MOVE_WORDS", "Consult", "Move", "NotRequired", "Receive", "Wait"]

MOVES: dict[str, type[Move]] = {
    "consult": n.Consult,
    "receive": n.Receive,
    "not_required": n.NotRequired,
    "examine": n.Examine,
    "correct_on_spot": n.CorrectOnSpot,
    "commit": n.Commit,
    "notify_correction": n.NotifyCorrection,
    "receive_correction": n.ReceiveCorrection,
    "accept": n.Accept,
    "accept_incomplete": c.AcceptIncomplete,
    "decline": n.Decline,
    "route": r.Route,
    "sign_for": r.SignFor,
    "settle_discrepancy": r.SettleDiscrepancy,
    "return_to_window": r.ReturnToWindow,
    "start_special": r.StartSpecial,
    "end_special": r.EndSpecial,
    "reuse_result": r.ReuseResult,
    "publicise": r.Publicise,
    "object": r.ObjectTo,
    "settle_objection": r.SettleObjection,
    "record_visit": r.RecordVisit,
    "offer_hearing": r.OfferHearing,
    "ask_hearing": r.AskHearing,
    "call_hearing": r.CallHearing,
    "ask_opinion": r.AskOpinion,
    "give_opinion": r.GiveOpinion,
    "verify_shared": r.VerifyShared,
    "extend": r.Extend,
    "complete": c.Complete,
    "remind": c.Remind,
    "extend_completion": c.ExtendCompletion,
    "resume": c.Resume,
    "charge": e.Charge,
    "pay": e.Pay,
    "decide": e.Decide,
    "choose_delivery": e.ChooseDelivery,
    "fail_delivery": e.FailDelivery,
    "deliver": e.Deliver,
    "withdraw": e.Withdraw,
    "return": e.Return,
    "terminate": e.Terminate,
    "rate": e.Rate,
    "handle_rating": e.HandleRating,
    "check_commitment": e.CheckCommitment,
    "report_refusal": e.ReportRefusal,
    "contact": e.Contact,
    "note": e.Note,
    "lighten": e.Lighten,
    "amend": e.Amend,
    "annul": e.Annul,
    "wait": n.Wait,
}
"""Every verb that is played."""
_WORDS = {**ACT_WORDS, "wait": "时间经过"}
MOVE_WORDS: dict[str, str] = {verb: _WORDS[verb] for verb in MOVES}
"""Verbs as a clerk reads them: those of the acts, and ``wait``, which is none."""
