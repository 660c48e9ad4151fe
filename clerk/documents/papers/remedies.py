"""What may be done against a paper (复议、诉讼), as it stands on it. LAW §6, L13, R53, R70."""

from __future__ import annotations

from typing import Final

import msgspec

AFTER_RECONSIDERATION: Final = "15日"
"""《行政诉讼法》 on suing after reconsideration, where the item's own law sets no other period."""


class Remedies(msgspec.Struct, frozen=True, omit_defaults=True):
    """Reconsideration and suit: how long and where; periods are policy's or the item's own (LAW L13).

    ``suit_days`` stands instead of ``months`` where an item's law counts in days; ``first`` where
    reconsideration must come before a suit (复议前置); ``basis`` is that law. ``other_rules`` warns of
    special periods that nobody has recorded.
    """

    days: int
    months: int
    body: str
    court: str
    other_rules: bool = False
    suit_days: int = 0
    first: bool = False
    basis: str = ""

    def text(self, what: str) -> str:
        """The instruction on remedies that stands on a paper of this name."""
        rest = "法律、法规对本类事项的救济途径和期限另有规定的，从其规定。" if self.other_rules else ""
        since = f"自收到本{what}之日起"
        asking = f"{since}{self.days}日内向{self.body}申请行政复议"
        if self.first:
            said = (
                f"应当先{asking}；对复议决定不服的，"
                f"可以自收到复议决定书之日起{self._suit}内向{self.court}提起行政诉讼"
            )
        else:
            said = f"可以{asking}，也可以{since}{self._suit}内向{self.court}提起行政诉讼"
        cited = f"（依据：{self.basis}）" if self.basis else ""
        return f"如对本{what}不服，{said}{cited}。{rest}"

    @property
    def _suit(self) -> str:
        if self.suit_days:
            return f"{self.suit_days}日"
        return f"{self.months}个月" if self.months else AFTER_RECONSIDERATION
