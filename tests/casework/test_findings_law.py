"""What an outside reading of the contract and the law found: each rule once, by its article."""

from __future__ import annotations

import pytest

from clerk.casework import acts as a
from tests.casework.helpers import incomplete

REFUSE = a.Decide("refuse", reasons="经营场所不符合规划")


@pytest.mark.parametrize("profile", ["hall_default", "taizhou", "seed_default"])
def test_nobody_is_reminded_to_complete_what_was_refused(profile: str) -> None:
    """LAW L4, R61: a refusal needs no deferred material; its clock is over and no reminder goes out."""
    desk = incomplete(profile).must("2025-10-09", REFUSE, "department")
    desk.pass_days("2025-11-11")
    assert desk.clock("2025-11-11", "completion") == (desk.clock("2025-10-10", "completion")[0], "cancelled")
    assert not desk.papers("remind")
    assert not desk.papers("suspend")


def test_a_lapse_before_the_refusal_stays_a_lapse() -> None:
    """R61: what had lapsed when the refusal came stays missed; it is not tidied up afterwards."""
    desk = incomplete("seed_default").must("2025-10-24", REFUSE, "department")
    assert desk.clock("2025-10-24", "completion") == ("2025-10-23", "missed")
