"""A process that extracts for another one: batches of texts in, mentions out, over two pipes.

A message is four bytes of length (big-endian) and so many bytes of `marshal`. The first one in is
the extractor's name; each further one is a list of texts, answered by a list of lists of mentions,
or by a string, which says what went wrong. The process ends when its input does.
"""

from __future__ import annotations

import marshal
import os
import signal
import struct
import sys
from typing import IO, TYPE_CHECKING, Any

from index.model import EntityType, Mention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.extraction.base import Extractor

_TYPES: tuple[EntityType | None, ...] = (*EntityType, None)
_NUMBERS = {kind: number for number, kind in enumerate(_TYPES)}
_LENGTH = struct.Struct(">I")
_NICE = 10


def send(pipe: IO[bytes], message: Any) -> None:
    """Write one message."""
    data = marshal.dumps(message)
    pipe.write(_LENGTH.pack(len(data)) + data)
    pipe.flush()


def receive(pipe: IO[bytes]) -> Any:
    """Read one message.

    Raises:
        EOFError: the other side is gone.
    """
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    size = _LENGTH.unpack(head)[0]
    data = pipe.read(size)
    if len(data) < size:
        raise EOFError
    return marshal.loads(data)  # noqa: S302 - from our own process


def pack(mentions: Sequence[Mention]) -> list[tuple[int, int, str, int, bool, bool]]:
    """Mentions as plain values."""
    return [(m[0], m[1], m[2], _NUMBERS[m[3]], m[4], m[5]) for m in mentions]


def unpack(values: Sequence[tuple[int, int, str, int, bool, bool]]) -> list[Mention]:
    """Plain values as mentions."""
    return [Mention(a, b, name, _TYPES[kind], dem, ini) for a, b, name, kind, dem, ini in values]


def extract_each(extractor: Extractor, texts: Sequence[str]) -> list[list[Mention]]:
    """Extract texts together or, should that fail, each alone; one that fails has no mentions."""
    try:
        return extractor.extract(texts)
    except Exception:
        if len(texts) == 1:
            return [[]]
        return [extract_each(extractor, [text])[0] for text in texts]


def main() -> None:
    """Serve until the input ends; whatever else prints goes nowhere."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_NICE)
    into = os.fdopen(os.dup(0), "rb")
    out = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    from index.extraction.loading import load_extractor

    try:
        name = receive(into)
        try:
            extractor = load_extractor(name)
        except Exception as error:
            send(out, str(error))
            return
        while True:
            texts = receive(into)
            send(out, [pack(mentions) for mentions in extract_each(extractor, texts)])
    except (EOFError, BrokenPipeError):
        sys.exit(0)
