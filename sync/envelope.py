"""The envelope (信封): one line of bytes that holds one act, chained to the line before it.

The bytes written are the bytes hashed, sent and kept; a line is never written again from its parts,
so that no newer version can break an old hash. What is inside ``act`` is opaque here.

Signatures by device keys come with device enrolment; ``sig`` keeps their place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec

VERSION = 1
MAX_LINE = 64 * 1024
"""Bytes in a line at the most; bigger things are attachments."""
GENESIS = "0" * 64
"""``prev`` of the first line of a device epoch."""
_DOMAIN = b"yichuang-envelope-1\0"


class EnvelopeError(ValueError):
    """Bytes that are no envelope, or a chain that does not hold. Says which line and why."""


class Envelope(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line.

    ``subject`` is the file it belongs to; ``heads`` are the last lines of that file that its author had
    seen; ``custody`` is the custody epoch he believed in; ``audience`` says who may see it.
    """

    v: int
    device: str
    epoch: int
    seq: int
    prev: str
    subject: str
    kind: str
    schema: int
    heads: tuple[str, ...]
    act: msgspec.Raw
    custody: int = 0
    audience: tuple[str, ...] = ()
    sig: str = ""


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Envelope)


def digest(line: bytes) -> str:
    """The hash of a line: SHA-256 over a domain prefix and the exact bytes, in hex."""
    return hashlib.sha256(_DOMAIN + line).hexdigest()


def encode(envelope: Envelope) -> bytes:
    """The bytes of a new line.

    Raises:
        EnvelopeError: the line would be longer than :data:`MAX_LINE`.
    """
    line = _encoder.encode(envelope)
    if len(line) > MAX_LINE:
        raise EnvelopeError(f"line of {len(line)} bytes is longer than {MAX_LINE}")
    return line


def decode(line: bytes) -> Envelope:
    """The envelope in a line.

    Raises:
        EnvelopeError: the bytes are no envelope, or of a newer form.
    """
    try:
        envelope = _decoder.decode(line)
    except msgspec.MsgspecError as error:
        raise EnvelopeError(f"not an envelope: {error}") from error
    except UnicodeDecodeError as error:
        raise EnvelopeError("not an envelope: not UTF-8") from error
    if envelope.v > VERSION:
        raise EnvelopeError(f"envelope of version {envelope.v}")
    return envelope


def check_chain(lines: Iterable[bytes], prev: str = GENESIS, seq: int = 0) -> tuple[str, int]:
    """Walk one device's lines in order; the head hash and the last sequence number.

    Raises:
        EnvelopeError: a line is damaged, missing, repeated or out of order; the text says at which seq.
    """
    for line in lines:
        envelope = decode(line)
        if envelope.seq != seq + 1:
            raise EnvelopeError(f"line {seq + 1} is missing: found {envelope.seq}")
        if envelope.prev != prev:
            raise EnvelopeError(f"line {envelope.seq} does not follow the one before it")
        prev, seq = digest(line), envelope.seq
    return prev, seq
