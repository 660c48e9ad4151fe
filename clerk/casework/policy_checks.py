"""What no policy may say (政策的边界): absurd values, and what the law has already settled.

A hall chooses among what the law leaves open. Each fault names the fields that bring it about, the
most telling one first, and says what would be allowed and by which rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from clerk.casework.policy import Policy

SUIT_MONTHS: Final = 6
RECONSIDERATION_DAYS: Final = 60
CHANNELS: Final = ("counter", "net", "mobile", "kiosk", "post", "agent")
"""Ways by which deferred materials can come in."""
ITEM_KINDS: Final = ("承诺件", "即办件")
_LONGEST: Final = 366
_SHIPPED_HOURS: Final = "xinjiang"

_NUMBERS: Final[tuple[tuple[str, int, int, str], ...]] = (
    ("notice_copies", 1, 9, "一次性告知书须归档一份"),
    ("max_missing", 0, 99, "0 表示不限件数"),
    ("credit_list_days", 1, _LONGEST, "名单过旧的视为未核验"),
    ("grace_wd", 0, _LONGEST, "0 表示没有宽限期"),
    ("post_wait_wd", 0, 60, "0 表示不等待在途邮件"),
    ("lapse_reminder_wd", 0, 60, "0 表示逾期后不再催告"),
    ("extension.max", 0, 9, "0 表示不得延长"),
    ("extension.n", 1, _LONGEST, "一次最多延长的工作日数"),
    ("correction_window.n", 1, _LONGEST, "申请人补正须有时间"),
    ("informed_commitment.check_n", 1, _LONGEST, "告知承诺须事后核查"),
    ("visit_officers", 2, 9, "《行政许可法》第三十四条:核查须指派两名以上工作人员"),
    ("joint_cap.n", 1, 45, "《行政许可法》第四十二条第二款:统一、联合、集中办理不得超过四十五日"),
    ("joint_cap.extension", 0, 15, "《行政许可法》第四十二条第二款:最多延长十五日"),
    ("delivery_wd", 0, 10, "《行政许可法》第四十四条:十日内颁发、送达"),
    ("unclaimed_wd", 1, _LONGEST, "无人领取的结果须有提醒"),
    ("announcement_days", 1, _LONGEST, "公告须经过一段时间才视为送达"),
    ("rating.bad_from", 1, 5, "评价分五级,1 最好,5 最差"),
    ("rating.n", 1, _LONGEST, "差评须限期整改"),
)
"""Field, least, most, and why."""
_UNITS: Final = (
    ("correction_window.unit", ("wd", "d", "month"), "补正须有时间,不能是“当场”"),
    ("extension.unit", ("wd",), "补齐期限按工作日计算"),
    ("joint_cap.unit", ("wd",), "《行政许可法》第八十二条:以工作日计算"),
    ("informed_commitment.check_unit", ("wd", "d", "month"), "事后核查不能是“当场”"),
    ("rating.unit", ("wd", "d"), "整改期限以工作日或自然日计"),
)


class Fault(NamedTuple):
    """What is wrong with a policy: the fields that bring it about (dotted), and a sentence."""

    fields: tuple[str, ...]
    reason: str


def faults(policy: Policy) -> Iterator[Fault]:
    """Everything that a policy must not say; nothing for a policy that can be used."""
    yield from _numbers(policy)
    yield from _units(policy)
    yield from _lists(policy)
    yield from _orders(policy)
    yield from _together(policy)
    yield from _settled_by_law(policy)


def absurdities(policy: Policy) -> Iterator[Fault]:
    """What no single value can be, whatever stands beside it: enough for a scenario's variation."""
    yield from _numbers(policy)
    yield from _units(policy)
    yield from _settled_by_law(policy)


def _value(policy: Policy, field: str) -> object:
    found: object = policy
    for name in field.split("."):
        found = None if found is None else getattr(found, name)
    return found


def _numbers(policy: Policy) -> Iterator[Fault]:
    for field, least, most, why in _NUMBERS:
        value = _value(policy, field)
        if isinstance(value, int) and not least <= value <= most:
            yield Fault((field,), f"{value}不行,应为{least}至{most}的整数({why})")


def _units(policy: Policy) -> Iterator[Fault]:
    for field, allowed, why in _UNITS:
        value = _value(policy, field)
        if value is not None and value not in allowed:
            yield Fault((field,), f"“{value}”不行,应为{'、'.join(allowed)}({why})")


def _lists(policy: Policy) -> Iterator[Fault]:
    for field, known in (("channels", CHANNELS), ("window_decides", ITEM_KINDS)):
        strange = [one for one in getattr(policy, field) if one not in known]
        if strange:
            yield Fault((field,), f"没有“{strange[0]}”,可用的有:{'、'.join(known)}")
    if len(set(policy.channels)) < 2:
        yield Fault(("channels",), "补齐的渠道至少要有两种,由申请人选择,不得强制只用一种(工作规则二(二))")
    if not policy.deadline.of:
        yield Fault(
            ("deadline.of",), "补齐期限须有所依附,应为 promised(承诺时限)、statutory(法定时限)之一或两者"
        )
    both = [one for one in policy.eligible_items if one in policy.excluded_items]
    if both:
        yield Fault(("excluded_items", "eligible_items"), f"事项“{both[0]}”既列入又排除,请只留一处")


def _orders(policy: Policy) -> Iterator[Fault]:
    days = policy.reminders_wd_before
    if any(not 0 <= day <= 60 for day in days):
        yield Fault(("reminders_wd_before",), "每个提醒日应为期满前0至60个工作日")
    if not _falls(days):
        yield Fault(("reminders_wd_before",), "提醒日须从大到小排列且不重复,如 [3, 1]")
    lead = policy.deadline.lead
    if not _falls([step.from_wd for step in lead]):
        yield Fault(("deadline.lead",), "提前量须按 from_wd 从大到小排列且不重复,否则后面的规则永远用不到")
    if any(earlier.days < later.days for earlier, later in pairwise(lead)):
        yield Fault(("deadline.lead",), "办理时间越短,提前的天数不能越多")
    for step in lead:
        if step.from_wd > _LONGEST:
            yield Fault(("deadline.lead",), f"from_wd 应为1至{_LONGEST}的整数")
        if not 0 <= step.days < step.from_wd:
            said = f"办理时间{step.from_wd}个工作日时提前{step.days}个工作日"
            yield Fault(("deadline.lead",), f"{said},申请人没有时间补齐;days 应小于 from_wd")


def _falls(numbers: Sequence[int]) -> bool:
    return all(before > after for before, after in pairwise(numbers))


def _together(policy: Policy) -> Iterator[Fault]:
    """Fields that make sense only with one another."""
    stops = policy.clock == "pauses_at_expiry"
    if policy.grace_wd > 0 and not stops:
        yield Fault(
            ("grace_wd", "clock"),
            '宽限期只在到期中止时才有,请同时写 clock = "pauses_at_expiry",或把 grace_wd 改为 0(L5)',
        )
    if stops and policy.grace_wd == 0:
        yield Fault(("clock", "grace_wd"), "到期中止须有宽限期,请写明 grace_wd(台州为15个工作日)")
    if policy.on_overdue in ("withdraw", "refuse", "remind") and not policy.lapse_reminder_wd:
        yield Fault(
            ("lapse_reminder_wd", "on_overdue"),
            f'on_overdue = "{policy.on_overdue}" 须先书面催告并给出最后日期,'
            "lapse_reminder_wd 应为1至60(默认2)",
        )
    if policy.receipt_rule == "posting" and "post" not in policy.channels:
        yield Fault(
            ("receipt_rule", "channels"), "按交邮之日计,但 channels 里没有 post(邮寄),请补上或改为 arrival"
        )
    if policy.hours != _SHIPPED_HOURS:
        yield from _hours(policy.hours)


def _hours(name: str) -> Iterator[Fault]:
    # Imported where it is used: the hours that ship need no look at the folder.
    from calendars.errors import HoursError
    from calendars.hours import load_hours

    try:
        load_hours(name)
    except HoursError as error:
        yield Fault(("hours",), str(error))


def _settled_by_law(policy: Policy) -> Iterator[Fault]:
    """What is no choice of a hall."""
    if not policy.voluntary:
        yield Fault(("voluntary",), "容缺受理须由申请人自愿选择,只能是 true(各地规定的共同要求)")
    if policy.suit_months != SUIT_MONTHS:
        yield Fault(
            ("suit_months",),
            f"{policy.suit_months}不行,应为6:《行政诉讼法》规定的起诉期限为六个月;"
            "个别事项法律另有规定的,写在事项数据里(L13)",
        )
    if policy.reconsideration_days != RECONSIDERATION_DAYS:
        yield Fault(
            ("reconsideration_days",),
            f"{policy.reconsideration_days}不行,应为60:《行政复议法》规定的申请期限为六十日;"
            "法律规定更长的,写在事项数据里(L13)",
        )
