"""Envelopes: exact bytes, chained."""

from __future__ import annotations

import msgspec
import pytest

from sync.envelope import GENESIS, MAX_LINE, Envelope, EnvelopeError, check_chain, decode, digest, encode


def chain(count: int) -> list[bytes]:
    """A chain of lines of one device."""
    lines: list[bytes] = []
    prev = GENESIS
    for seq in range(1, count + 1):
        act = msgspec.Raw(f'{{"n":{seq},"名":"值"}}'.encode())
        lines.append(encode(Envelope(1, "d1", 1, seq, prev, "s1", "k", 1, (), act)))
        prev = digest(lines[-1])
    return lines


def test_a_whole_chain_holds() -> None:
    """The head is the hash of the last line."""
    lines = chain(5)
    assert check_chain(lines) == (digest(lines[-1]), 5)


def test_the_act_keeps_its_exact_bytes() -> None:
    """What went in comes out byte for byte, on one line."""
    line = chain(1)[0]
    assert bytes(decode(line).act) == '{"n":1,"名":"值"}'.encode()
    assert b"\n" not in line


@pytest.mark.parametrize("damage", ["drop", "swap", "flip", "repeat"])
def test_every_damage_is_found(damage: str) -> None:
    """A line that is dropped, swapped, changed or repeated breaks the chain."""
    lines = chain(5)
    if damage == "drop":
        del lines[2]
    elif damage == "swap":
        lines[1], lines[2] = lines[2], lines[1]
    elif damage == "flip":
        lines[2] = lines[2].replace(b'"n":3', b'"n":4')
    else:
        lines.insert(2, lines[2])
    with pytest.raises(EnvelopeError):
        check_chain(lines)


@pytest.mark.parametrize("line", [b"", b"{}", b"\xff\xfe", b"[1]", b'{"v":1}'])
def test_bytes_that_are_no_envelope_are_refused(line: bytes) -> None:
    """Never a guess, never another kind of error."""
    with pytest.raises(EnvelopeError):
        decode(line)


def test_a_line_has_a_limit() -> None:
    """Bigger things are attachments."""
    act = msgspec.Raw(b'"' + b"x" * MAX_LINE + b'"')
    with pytest.raises(EnvelopeError, match="longer"):
        encode(Envelope(1, "d1", 1, 1, GENESIS, "s1", "k", 1, (), act))
