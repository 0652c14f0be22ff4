"""What the trained model sees of words together: features as 32-bit numbers.

Beside a word's own features (see `index.extraction.forms`) there are those that depend on several
words, on the rules, or on the article; they are computed for all words of a batch at once. Training
and tagging call the same code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.extraction import words as w
from index.extraction.spans import MISC, ORG, PERSON, PLACE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from index.extraction.spans import Name
    from index.extraction.tokens import Row
    from index.extraction.vocabulary import Vocabulary

    Ints = NDArray[np.int64]
    Hashes = NDArray[np.uint32]

_TYPE_NUMBERS = {PERSON: 1, ORG: 2, PLACE: 3, MISC: 4, None: 5}
_RULE_DEMONYM = 6


class Batch(NamedTuple):
    """Several texts' words in one row, with what the features need of each.

    Attributes:
        ids: numbers of the words in the vocabulary.
        article: which text each word is of.
        sentence: which sentence each word is of, counted through.
        rule: what the rules say of the word: 0 nothing, else 2 × kind, + 1 inside a name.
        initial: whether the word opens a sentence.
        headline: whether capitals prove nothing in its sentence.
    """

    ids: NDArray[np.int32]
    article: Ints
    sentence: Ints
    rule: NDArray[np.uint8]
    initial: NDArray[np.bool_]
    headline: NDArray[np.bool_]


def rule_marks(count: int, names: Sequence[Name]) -> bytes:
    """The rules' names as one number a word; see `Batch.rule`."""
    marks = bytearray(count)
    for first, last, kind, demonym in names:
        number = 2 * (_RULE_DEMONYM if demonym else _TYPE_NUMBERS[kind])
        marks[first] = number
        if last - first > 1:
            marks[first + 1 : last] = bytes([number + 1]) * (last - first - 1)
    return bytes(marks)


def make_batch(row: Row, rules: Sequence[Sequence[Name]], titles: NDArray[np.bool_]) -> Batch:
    """Put together what the features need.

    Args:
        row: the words.
        rules: what the rules found in each text.
        titles: for each sentence, whether it is a headline.
    """
    sizes = np.diff(row.texts)
    lengths = np.diff(row.sentences)
    marks = b"".join(map(rule_marks, sizes.tolist(), rules))
    initial = np.zeros(len(row.numbers), np.bool_)
    initial[row.sentences[:-1]] = True
    return Batch(
        row.numbers,
        np.repeat(np.arange(len(sizes)), sizes),
        np.repeat(np.arange(len(lengths)), lengths),
        np.frombuffer(marks, np.uint8),
        initial,
        np.repeat(titles, lengths),
    )


def neighbours(batch: Batch, cap: NDArray[np.bool_], at: Ints) -> list[Ints]:
    """For each of `PLACES`, which words stand there; the count of words means that none does.

    Args:
        batch: the texts.
        cap: which of their words have a capital.
        at: the words whose neighbours are asked for, by their place in the batch.
    """
    count = len(batch.ids)
    sentence = np.append(batch.sentence, -1)

    def beside(words: Ints, distance: int) -> Ints:
        there = words + distance
        there[there < 0] = count
        there = np.minimum(there, count)
        there[sentence[there] != sentence[words]] = count
        return there

    opens = np.ones(count + 1, np.bool_)
    opens[1:-1] = (cap[1:] != cap[:-1]) | (sentence[1:-1] != sentence[:-2])
    edges = np.flatnonzero(opens)
    run = np.searchsorted(edges, at, "right")
    first, last = edges[run - 1], edges[run] - 1
    ends = first, last, beside(first, -1), beside(last, 1)
    return [
        *(beside(at, distance) for distance in (-2, -1)),
        at,
        *(beside(at, distance) for distance in (1, 2)),
        *(np.where(cap[at], end, count) for end in ends),
    ]


def _padded(values: Hashes) -> Hashes:
    """Values of words with one more, 0, for where no word is."""
    return np.append(values, np.uint32(0))


def _mix(template: int, *parts: NDArray[np.uint32]) -> Hashes:
    """One feature from several numbers; never 0, which stands for no feature."""
    value = np.full(len(parts[0]), (template * 0x9E3779B1 + 0x7F4A7C15) & 0xFFFFFFFF, np.uint32)
    for part in parts:
        value = (value ^ part) * np.uint32(0x85EBCA6B)
        value ^= value >> np.uint32(15)
    return value | np.uint32(1)


def shared_features(batch: Batch, vocabulary: Vocabulary, around: Sequence[Ints]) -> list[Hashes]:
    """The features that depend on more than one word, an array for each.

    Args:
        batch: the texts.
        vocabulary: what is known of their words.
        around: see `neighbours`.
    """
    ids = batch.ids
    bits = vocabulary.bits[ids]
    cap = (bits & w.CAP) != 0
    kind, word, form, rule = map(
        _padded,
        (
            vocabulary.kind[ids],
            vocabulary.normal[ids],
            vocabulary.shape[ids],
            batch.rule.astype(np.uint32),
        ),
    )
    _, left, here, right, _, first, last, before, after = around
    k0, k1, k2 = kind[here], kind[left], kind[right]
    r0, r1, r2 = rule[here], rule[left], rule[right]
    w0, w1, w2 = word[here], word[left], word[right]
    inside = cap[here]
    size = np.minimum(np.where(inside, last - first + 1, 0), 6).astype(np.uint32)
    place = np.minimum(np.where(inside, here - first, 0), 3).astype(np.uint32)
    opening = (batch.initial + 2 * batch.headline)[here].astype(np.uint32)
    known = _article_evidence(batch, vocabulary, cap)[here]
    return [
        _mix(1, r0),
        _mix(2, r1, r0),
        _mix(3, r0, r2),
        _mix(4, r0, k0),
        _mix(5, k1, k0),
        _mix(6, k0, k2),
        _mix(7, k1, k0, k2),
        _mix(8, w1, w0),
        _mix(9, w0, w2),
        _mix(10, size, place, r0),
        _mix(11, size, kind[after], kind[before], place),
        _mix(12, known, k0, opening),
        _mix(13, known, r0, opening),
        _mix(14, opening, k0),
        _mix(15, kind[first], kind[last], place),
        _mix(16, word[last], r0, place),
        _mix(17, form[here], form[left], form[right]),
        _mix(18, w0, r0),
    ]


def _article_evidence(batch: Batch, vocabulary: Vocabulary, cap: NDArray[np.bool_]) -> Hashes:
    """What the rest of the article shows of a capitalised word, as bits of one number.

    1: it also stands in small letters; 2: it also has a capital inside a sentence; 4: it belongs
    to a person named in full; and above, what the rules say of it most there.
    """
    at = np.flatnonzero(cap)
    if not len(at):
        return np.zeros(len(cap), np.uint32)
    rule = batch.rule
    person = (rule == 2) | (rule == 3)
    continued = np.append(rule[1:] == 3, False)
    full = (person & ((rule == 3) | continued))[at]
    sure = ~(batch.initial | batch.headline)[at]
    shown = 2 * sure + 4 * full
    for number, kind in ((8, 1), (16, 2), (32, 3)):
        shown += number * (sure & (rule[at] >> 1 == kind))
    span = np.int64(len(vocabulary.words))
    keys = batch.article[at] * span + batch.ids[at]
    order = np.argsort(keys)
    ordered = keys[order]
    opens = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1]))
    together = np.bitwise_or.reduceat(shown[order], opens)
    found = np.zeros(len(cap), np.uint32)
    found[at[order]] = np.repeat(together, np.diff(opens, append=len(at)))
    lower = vocabulary.lower[batch.ids[at]]
    wanted = np.zeros(span, np.bool_)
    wanted[lower] = True
    small = np.flatnonzero(wanted[batch.ids] & ~cap)
    found[at] += _among(
        batch.article[at] * span + lower, batch.article[small] * span + batch.ids[small]
    )
    return found


def _among(values: Ints, known: Ints) -> NDArray[np.bool_]:
    """Which values are among those known; faster than `np.isin`, which looks for doubles first."""
    ordered = np.append(np.sort(known), -1)
    found: NDArray[np.bool_] = ordered[np.searchsorted(ordered[:-1], values)] == values
    return found
