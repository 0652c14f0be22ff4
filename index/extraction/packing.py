"""Texts as a worker takes them, and what it gives back: as near to the catalogue's form as can be.

In: a batch of `Job`s (texts packed, with what is to be blanked). Out: a `Reply`, in which each
name stands once, mentions are numbers, and the words in lower case are counted, so that whoever
stores it has next to nothing to do. Both go over a pipe as plain values (see `plain`).
"""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from index.extraction.base import CountingExtractor, NameForm
from index.extraction.lower import lower_words
from index.extraction.readable import readable
from index.model import EntityType, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.extraction.base import Extractor
    from index.model import Mention

VERBATIM = 0x80000000
"""Marks a mention whose words differ from its name (white space), in the length's top bit."""

_TYPES: tuple[EntityType | None, ...] = (*EntityType, None)
_NUMBERS = {kind: number for number, kind in enumerate(_TYPES)}


class Job(NamedTuple):
    """A text to be extracted.

    Attributes:
        number: the article's.
        length: of the text, in characters.
        text: as `pack_text` makes it.
        boilerplate: sorted, disjoint spans of characters, as `readable` takes them.
        joins: likewise.
    """

    number: int
    length: int
    text: bytes
    boilerplate: tuple[Span, ...]
    joins: tuple[Span, ...]


class Reply(NamedTuple):
    """What was found in a batch.

    Attributes:
        forms: every name once.
        mentions: for each text, 32-bit numbers (little-endian), three a mention: first character,
            length (with `VERBATIM`), the name's place in `forms`.
        words: in how many of the texts each word stands in lower case.
        failed: the places of the texts at which the extractor failed, with the reasons.
    """

    forms: list[NameForm]
    mentions: list[bytes]
    words: dict[str, int]
    failed: dict[int, str]


def pack_text(text: str) -> bytes:
    """A text in few bytes: UTF-8 (with lone surrogates, should it have any), zlib."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 3)


def unpack_text(data: bytes) -> str:
    """The text; see `pack_text`.

    Raises:
        zlib.error: it is damaged.
    """
    return zlib.decompress(data).decode("utf-8", "surrogatepass")


def job_words(job: Job) -> set[str]:
    """The words in lower case that a job's text counts for."""
    return lower_words(readable(unpack_text(job.text), job.boilerplate, job.joins))


def extract_each(
    extractor: Extractor,
    texts: Sequence[str],
    words: Counter[str],
    failed: dict[int, str],
    first: int = 0,
) -> list[list[Mention]]:
    """Extract texts together or, should that fail, each alone; one that fails has no mentions.

    Args:
        extractor: what finds the mentions.
        texts: readable texts.
        words: is given in how many of them each word stands in lower case.
        failed: is given the place and the reason, on one line, of each text that fails.
        first: the place of the first text.
    """
    counted: Counter[str] = Counter()
    try:
        if isinstance(extractor, CountingExtractor):
            found = extractor.extract_counting(texts, counted)
        else:
            found = extractor.extract(texts)
            for text in texts:
                counted.update(lower_words(text))
    except Exception as error:
        if len(texts) == 1:
            failed[first] = _reason(error)
            words.update(lower_words(texts[0]))
            return [[]]
    else:
        words.update(counted)
        return found
    return [
        extract_each(extractor, [text], words, failed, first + n)[0] for n, text in enumerate(texts)
    ]


def answer(extractor: Extractor, jobs: Sequence[Job]) -> Reply:
    """Do a batch."""
    texts = [unpack_text(job.text) for job in jobs]
    blanked = [
        readable(text, job.boilerplate, job.joins) for text, job in zip(texts, jobs, strict=True)
    ]
    failed: dict[int, str] = {}
    words: Counter[str] = Counter()
    found = extract_each(extractor, blanked, words, failed)
    numbers: dict[tuple[Any, ...], int] = {}
    packed = [_pack(text, mentions, numbers) for text, mentions in zip(texts, found, strict=True)]
    return Reply([NameForm(*form) for form in numbers], packed, dict(words), failed)


def _pack(text: str, mentions: Iterable[Mention], numbers: dict[tuple[Any, ...], int]) -> bytes:
    """The mentions of a text as a `Reply` has them; forms that are new are numbered."""
    values: list[int] = []
    for mention in mentions:
        start, end, name = mention[:3]
        length = end - start
        if text[start:end] != name:
            length |= VERBATIM
        # What is left is a form: making a tuple of a kind of its own would cost more than all else.
        values += (start, length, numbers.setdefault(mention[2:], len(numbers)))
    return struct.pack(f"<{len(values)}I", *values)


def renumber(mentions: bytes, numbers: Sequence[int]) -> bytes:
    """Packed mentions with other numbers for their names.

    Args:
        mentions: as in `Reply`.
        numbers: the number of each name.
    """
    values = list(struct.unpack(f"<{len(mentions) // 4}I", mentions))
    values[2::3] = [numbers[name] for name in values[2::3]]
    return struct.pack(f"<{len(values)}I", *values)


def nothing(jobs: Sequence[Job], reason: str) -> Reply:
    """The answer for a batch that cannot be done; its words count all the same."""
    words: Counter[str] = Counter()
    for job in jobs:
        words.update(job_words(job))
    return Reply([], [b""] * len(jobs), dict(words), dict.fromkeys(range(len(jobs)), reason))


def plain_jobs(jobs: Iterable[Job]) -> list[Any]:
    """A batch as plain values."""
    return [
        (job.number, job.length, job.text, [tuple(s) for s in job.boilerplate],
         [tuple(s) for s in job.joins])
        for job in jobs
    ]  # fmt: skip


def jobs_of(values: Iterable[Any]) -> list[Job]:
    """Plain values as a batch."""
    return [
        Job(number, length, text, tuple(Span(*s) for s in bad), tuple(Span(*s) for s in joins))
        for number, length, text, bad, joins in values
    ]


def plain(reply: Reply) -> Any:
    """An answer as plain values."""
    forms = [(name, _NUMBERS[kind], dem, ini) for name, kind, dem, ini in reply.forms]
    return (forms, reply.mentions, reply.words, reply.failed)


def reply_of(values: Any) -> Reply:
    """Plain values as an answer."""
    forms, mentions, words, failed = values
    made = [NameForm(name, _TYPES[kind], bool(dem), bool(ini)) for name, kind, dem, ini in forms]
    return Reply(made, mentions, words, failed)


def _reason(error: BaseException) -> str:
    """An error in words on one line."""
    words = " ".join(str(error).split())
    return f"{type(error).__name__}: {words[:200]}" if words else type(error).__name__
