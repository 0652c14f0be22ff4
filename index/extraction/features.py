"""What the trained model sees of a word: features as 32-bit numbers.

Own features depend on a word and on where it stands relative to the word that is tagged
(`own_features`); shared ones depend on several words, on the rules, or on the article
(`shared_features`, for all words of a batch at once). Training and tagging call the same code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import numpy as np

from index.extraction import words as w
from index.extraction.spans import MISC, ORG, PERSON, PLACE
from index.extraction.vocabulary import flags_of, hash_text, normal, shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from index.extraction.spans import Name
    from index.extraction.tokens import Tokens
    from index.extraction.vocabulary import Vocabulary

    Ints = NDArray[np.int64]
    Hashes = NDArray[np.uint32]

PLACES = ("-2", "-1", "0", "1", "2", "first", "last", "before", "after")
"""Where a word may stand: by distance, or first or last of the run of capitals that the tagged
word is in, or next to that run."""

HERE = PLACES.index("0")
_SEEDS = [hash_text(f"{place}|") for place in PLACES]
_TYPE_NUMBERS = {PERSON: 1, ORG: 2, PLACE: 3, MISC: 4, None: 5}
_RULE_DEMONYM = 6


def own_features(word: str, bits: int) -> list[list[int]]:
    """The features of a word for each of `PLACES`."""
    if not word:
        return [[hash_text(f"{place}|pad")] for place in PLACES]
    low = normal(word)
    flags = flags_of(bits)
    form = shape(word)
    near = [f"w={low}", f"s={form}", *flags]
    far = [f"w={low}", *flags]
    full = [*near, "bias"]
    if low.isalnum() or "-" in low or "." in low:
        full += [f"p2={low[:2]}", f"p3={low[:3]}", f"p4={low[:4]}"]
        full += [f"s1={low[-1:]}", f"s2={low[-2:]}", f"s3={low[-3:]}", f"s4={low[-4:]}"]
        near.append(f"s3={low[-3:]}")
    if word != low:
        full.append(f"W={word}")
    hashed = {text: text.encode("utf-8", "surrogatepass") for text in (*full, *near)}
    by_place = (far, near, full, near, far, far, near, far, far)
    return [
        [crc32(hashed[text], seed) for text in texts]
        for seed, texts in zip(_SEEDS, by_place, strict=True)
    ]


class Batch(NamedTuple):
    """Several texts' words in one row, with what the features need of each.

    Attributes:
        ids: numbers of the words in the vocabulary.
        article: which text each word is of.
        sentence: which sentence each word is of, counted through.
        rule: what the rules say of the word: 0 nothing, else 2 × kind, + 1 inside a name.
        initial: whether the word opens a sentence.
        headline: whether capitals prove nothing in its sentence.
        bounds: each sentence's half-open range of words.
    """

    ids: Ints
    article: Ints
    sentence: Ints
    rule: Ints
    initial: NDArray[np.bool_]
    headline: NDArray[np.bool_]
    bounds: list[tuple[int, int]]


def rule_marks(count: int, names: Sequence[Name]) -> list[int]:
    """The rules' names as one number a word; see `Batch.rule`."""
    marks = [0] * count
    for name in names:
        kind = _RULE_DEMONYM if name.demonym else _TYPE_NUMBERS[name.type]
        marks[name.first] = 2 * kind
        for i in range(name.first + 1, name.last):
            marks[i] = 2 * kind + 1
    return marks


def make_batch(
    vocabulary: Vocabulary,
    texts: Sequence[Tokens],
    rules: Sequence[Sequence[Name]],
    headlines: Sequence[Sequence[bool]],
) -> Batch:
    """Put texts side by side.

    Args:
        vocabulary: gives the words their numbers.
        texts: the words.
        rules: what the rules found in each text.
        headlines: for each text, whether each of its sentences is a headline.
    """
    vocabulary.make_room()
    ids: list[int] = []
    marks: list[int] = []
    bounds: list[tuple[int, int]] = []
    sizes: list[int] = []
    heads: list[bool] = []
    for tokens, names, flags in zip(texts, rules, headlines, strict=True):
        at = len(ids)
        ids += vocabulary.numbers(tokens.words)
        marks += rule_marks(len(tokens.words), names)
        bounds += [(at + begin, at + end) for begin, end in tokens.sentences]
        heads += flags
        sizes.append(len(tokens.words))
    count = len(ids)
    lengths = np.fromiter((end - begin for begin, end in bounds), np.int64, len(bounds))
    firsts = np.fromiter((begin for begin, _ in bounds), np.int64, len(bounds))
    initial = np.zeros(count, np.bool_)
    initial[firsts] = True
    return Batch(
        np.array(ids, np.int64),
        np.repeat(np.arange(len(sizes)), sizes),
        np.repeat(np.arange(len(bounds)), lengths),
        np.array(marks, np.int64),
        initial,
        np.repeat(np.array(heads, np.bool_), lengths),
        bounds,
    )


def neighbours(batch: Batch, cap: NDArray[np.bool_]) -> list[Ints]:
    """For each of `PLACES`, which word stands there; the count of words means none does."""
    count = len(batch.ids)
    here = np.arange(count)
    out = []
    for distance in (-2, -1, 0, 1, 2):
        there = here + distance
        inside = (there >= 0) & (there < count)
        near = np.where(inside, there, 0)
        inside &= batch.sentence[near] == batch.sentence
        out.append(np.where(inside, there, count))
    opens = np.ones(count, np.bool_)
    opens[1:] = (cap[1:] != cap[:-1]) | (batch.sentence[1:] != batch.sentence[:-1])
    begins = np.maximum.accumulate(np.where(opens, here, 0))
    closes = np.ones(count, np.bool_)
    closes[:-1] = opens[1:]
    last = np.minimum.accumulate(np.where(closes, here, count)[::-1])[::-1]
    nowhere = np.int64(count)
    previous, following = out[1], out[3]
    out.append(np.where(cap, begins, nowhere))
    out.append(np.where(cap, last, nowhere))
    out.append(np.where(cap, previous[begins], nowhere))
    out.append(np.where(cap, following[last], nowhere))
    return out


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


def _member(keys: Ints, of: Ints) -> NDArray[np.bool_]:
    """Which keys are among those of a set."""
    if not len(of):
        return np.zeros(len(keys), np.bool_)
    return np.isin(keys, of)


def shared_features(
    batch: Batch, vocabulary: Vocabulary, around: Sequence[Ints], at: Ints
) -> list[Hashes]:
    """The features that depend on more than one word, an array for each.

    Args:
        batch: the texts.
        vocabulary: what is known of their words.
        around: see `neighbours`.
        at: the words whose features are asked for, by their place in the batch.
    """
    ids = batch.ids
    bits = vocabulary.bits[ids]
    cap = (bits & w.CAP) != 0
    kind, word, form, rule = map(
        _padded,
        (
            vocabulary.kind[ids],
            vocabulary.word[ids],
            vocabulary.form[ids],
            batch.rule.astype(np.uint32),
        ),
    )
    _, left, here, right, _, first, last, before, after = (there[at] for there in around)
    k0, k1, k2 = kind[here], kind[left], kind[right]
    r0, r1, r2 = rule[here], rule[left], rule[right]
    w0, w1, w2 = word[here], word[left], word[right]
    inside = cap[at]
    size = np.minimum(np.where(inside, last - first + 1, 0), 6).astype(np.uint32)
    place = np.minimum(np.where(inside, here - first, 0), 3).astype(np.uint32)
    opening = (batch.initial + 2 * batch.headline)[at].astype(np.uint32)
    known = _article_evidence(batch, vocabulary, cap)[at]
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
    span = np.int64(len(vocabulary.bits) + 1)
    base = batch.article * span
    keys = base + batch.ids
    small = base + vocabulary.lower[batch.ids]
    lower = _member(small, keys[~cap]) & cap
    sure = cap & ~batch.initial & ~batch.headline
    inside = _member(keys, keys[sure]) & cap
    rule = batch.rule
    person = (rule == 2) | (rule == 3)
    continued = np.zeros(len(rule), np.bool_)
    continued[:-1] = rule[1:] == 3
    full = person & ((rule == 3) | continued)
    named = _member(keys, keys[full]) & cap
    out = lower + 2 * inside + 4 * named
    for number, value in ((8, 1), (16, 2), (32, 3)):
        typed = sure & ((rule >> 1) == value)
        out = out + number * (_member(keys, keys[typed]) & cap)
    evidence: Hashes = out.astype(np.uint32)
    return evidence
