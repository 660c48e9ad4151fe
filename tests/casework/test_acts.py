"""Acts as bytes: a closed, versioned union that never guesses."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clerk.casework import acts as a
from clerk.casework.fold import fold
from tests.casework.helpers import actor, counter, findings, moment


def test_every_kind_survives_the_wire() -> None:
    """What is written is what is read, offset and all."""
    desk = counter().receive("2025-09-26", 资金证明="missing")
    desk.must("2025-09-26", a.AcceptIncomplete(("资金证明",), True))
    desk.must("2025-10-10", a.Complete(findings(资金证明="ok"), "post", moment("2025-10-09").date()))
    assert [a.decode(a.encode(act)) for act in desk.acts] == desk.acts
    assert b"+08:00" in a.encode(desk.acts[0])


@pytest.mark.parametrize(
    "change", [(b'"kind":"accept"', b'"kind":"teleport"'), (b'"version":2', b'"version":3')]
)
def test_newer_kind_or_version_is_named_as_such(change: tuple[bytes, bytes]) -> None:
    """A reader that meets what it does not know says so and never guesses."""
    raw = a.encode(a.Act("C1", moment("2025-09-26"), actor("clerk"), a.Accept())).replace(*change)
    with pytest.raises(a.UnknownAct):
        a.decode(raw)


@given(st.binary(max_size=200))
def test_bytes_that_are_no_act_are_a_clear_error(raw: bytes) -> None:
    """Any other bytes raise ValueError, nothing else."""
    with pytest.raises((ValueError, a.UnknownAct)):
        a.decode(raw)


def test_fold_is_a_function_of_its_acts() -> None:
    """The same acts, terms and moment give the same case; another case's act is refused."""
    desk = counter().receive("2025-09-26").must("2025-09-26", a.Accept())
    assert desk.at("2025-10-09") == desk.at("2025-10-09")
    stranger = msgspec.structs.replace(desk.acts[1], case="C2")
    with pytest.raises(ValueError, match="another case"):
        fold([desk.acts[0], stranger], desk.terms, moment("2025-09-27"))


def test_fold_needs_an_opening() -> None:
    """A case opens with receive or not_required."""
    desk = counter().receive("2025-09-26").must("2025-09-26", a.Accept())
    with pytest.raises(ValueError, match="opens with"):
        fold(desk.acts[1:], desk.terms, moment("2025-09-27"))
    with pytest.raises(ValueError, match="at least one"):
        fold([], desk.terms, moment("2025-09-27"))
