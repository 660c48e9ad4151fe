"""What a step of a scenario does (``do``), one typed struct a verb, and the act that it becomes.

The verbs and their fields are those of the contract's table. An act is asked for with
:meth:`Move.body`; opening a case (``receive``, ``not_required``) is the player's own business,
because the case does not exist yet.
"""

from __future__ import annotations

from clerk.practice.moves import completion as c
from clerk.practice.moves import counter as n
from clerk.practice.moves import ending as e
from clerk.practice.moves import review as r
from clerk.practice.moves.base import Move
from clerk.practice.moves.counter import Consult, NotRequired, Receive, Wait

__all__ = ["MOVES", "MOVE_WORDS", "Consult", "Move", "NotRequired", "Receive", "Wait"]

_VERBS: dict[str, tuple[type[Move], str]] = {
    "consult": (n.Consult, "咨询"),
    "receive": (n.Receive, "收件"),
    "not_required": (n.NotRequired, "告知无需许可"),
    "examine": (n.Examine, "审核材料"),
    "correct_on_spot": (n.CorrectOnSpot, "当场更正"),
    "commit": (n.Commit, "告知承诺"),
    "notify_correction": (n.NotifyCorrection, "一次性告知补正"),
    "receive_correction": (n.ReceiveCorrection, "接收补正材料"),
    "accept": (n.Accept, "受理"),
    "accept_incomplete": (c.AcceptIncomplete, "容缺受理"),
    "decline": (n.Decline, "不予受理"),
    "route": (r.Route, "流转部门"),
    "sign_for": (r.SignFor, "签收"),
    "settle_discrepancy": (r.SettleDiscrepancy, "交接差异处理"),
    "return_to_window": (r.ReturnToWindow, "退回窗口"),
    "start_special": (r.StartSpecial, "启动特别程序"),
    "end_special": (r.EndSpecial, "结束特别程序"),
    "reuse_result": (r.ReuseResult, "沿用区域评审成果"),
    "publicise": (r.Publicise, "公示"),
    "object": (r.ObjectTo, "公示异议"),
    "settle_objection": (r.SettleObjection, "异议处理"),
    "record_visit": (r.RecordVisit, "登记踏勘"),
    "offer_hearing": (r.OfferHearing, "告知听证权利"),
    "ask_hearing": (r.AskHearing, "申请听证"),
    "call_hearing": (r.CallHearing, "听证通知"),
    "ask_opinion": (r.AskOpinion, "征求意见"),
    "give_opinion": (r.GiveOpinion, "答复意见"),
    "verify_shared": (r.VerifyShared, "共享核验"),
    "extend": (r.Extend, "延长期限"),
    "complete": (c.Complete, "补齐容缺材料"),
    "remind": (c.Remind, "催告补齐"),
    "extend_completion": (c.ExtendCompletion, "延长补齐期限"),
    "resume": (c.Resume, "恢复办理"),
    "charge": (e.Charge, "通知缴费"),
    "pay": (e.Pay, "缴费"),
    "decide": (e.Decide, "作出决定"),
    "choose_delivery": (e.ChooseDelivery, "选择送达方式"),
    "fail_delivery": (e.FailDelivery, "登记送达未成"),
    "deliver": (e.Deliver, "送达"),
    "withdraw": (e.Withdraw, "撤回申请"),
    "return": (e.Return, "退件"),
    "terminate": (e.Terminate, "终止办理"),
    "rate": (e.Rate, "评价"),
    "handle_rating": (e.HandleRating, "差评整改"),
    "check_commitment": (e.CheckCommitment, "承诺核查"),
    "report_refusal": (e.ReportRefusal, "否定报备意见"),
    "contact": (e.Contact, "联系申请人"),
    "note": (e.Note, "备注"),
    "lighten": (e.Lighten, "就轻适用"),
    "amend": (e.Amend, "更正"),
    "annul": (e.Annul, "误记作废"),
    "wait": (n.Wait, "时间经过"),
}
MOVES: dict[str, type[Move]] = {verb: move for verb, (move, _) in _VERBS.items()}
"""Every verb that is played."""
MOVE_WORDS: dict[str, str] = {verb: words for verb, (_, words) in _VERBS.items()}
