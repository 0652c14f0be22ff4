"""Words beside a name that say what it names, for all of its article.

"Power utility Eskom", "the Kataeb party", "al-Akhbar newspaper": one such place is worth more than
what a model guesses where nothing is said. And "Francisco “Isko” Domagoso" is one person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.extraction import gazetteer as g
from index.extraction import words as w
from index.extraction.lexicon import word_set
from index.extraction.spans import ORG, PERSON, Name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.extraction.spans import Present


_KINDS = word_set(
    """utility firm company giant newspaper daily weekly tabloid militia airline carrier operator
    manufacturer supplier retailer broadcaster insurer brewer conglomerate chipmaker carmaker
    automaker drugmaker steelmaker brokerage lender startup start-up subsidiary"""
)
"""What stands before an organisation's name: "power utility Eskom"."""

_HEADS = word_set(
    """president chairman chairwoman chairperson chief leader leaders deputy vice-president
    secretary-general sec-gen treasurer convener convenor member members chairmen executives"""
)
"""Who stands behind the name of a body, and behind a person's only after a comma."""

_PARTS = _HEADS | word_set(
    """newspaper newspapers daily weekly employees subsidiary shareholders shares airline
    militants insurgents militiamen lawmakers MPs legislators TV television headquarters bloc
    faction"""
)
"""What stands behind one: "Eskom executives"."""

_BEFORE = ("Pro-", "Anti-", "Ex-", "Non-", "Mid-")
_BESIDE = _KINDS | _PARTS
TRIGGERS = _BESIDE | {"&"}
"""The words without which nothing here is done, but for nicknames."""

_OPENING = {"“": "”", '"': '"', "‘": "’", "'": "'", "(": ")"}
_CLOSING = frozenset(_OPENING.values())
_LONGEST_BODY = 5
"""Words from which on a person's name is left alone."""

_LONGEST = 3
"""Words of a nickname."""


def by_cues(words: Sequence[str], bits: Sequence[int], present: Present, names: list[Name]) -> None:
    """Make the words that what stands beside them calls organisations names of that type.

    Args:
        words: the article's words.
        bits: their bits (see `index.extraction.words`).
        present: where words of `TRIGGERS` stand in it.
        names: its names, in order; changed in place.
    """
    beside = _BESIDE & present.keys()
    if not beside:
        return
    if not _HEADS.isdisjoint(beside):
        size = len(words)
        for k, (first, last, kind, _) in enumerate(names):
            if (
                kind is PERSON
                and last < size
                and words[last] in _HEADS
                and 1 < last - first < _LONGEST_BODY
                and not bits[first] & g.FIRST
            ):
                names[k] = names[k]._replace(type=ORG)
    called: dict[str, int] = {}
    for word in sorted(beside):
        for at in present[word]:
            k = _called(words, bits, at, word)
            if k >= 0:
                called.setdefault(words[k], k)
    if not called:
        return
    seen: set[str] = set()
    people = {
        words[last - 1] for first, last, kind, _ in names if kind is PERSON and last > first + 1
    }
    for k, (first, last, kind, demonym) in enumerate(names):
        if last > first + 1:
            seen.update(words[first:last])
            continue
        word = words[first]
        seen.add(word)
        if word in called and word not in people and kind is not ORG and not demonym:
            names[k] = names[k]._replace(type=ORG)
    new = [Name(k, k + 1, ORG) for word, k in called.items() if word not in seen]
    if new:
        names += new
        names.sort(key=lambda name: name.first)


def _called(words: Sequence[str], bits: Sequence[int], at: int, word: str) -> int:
    """The word that a word beside it calls an organisation; -1 if there is none."""
    if word in _KINDS:
        k = at + 1
        if k + 1 < len(words) and words[k] == ",":
            k += 1
        if (
            k < len(words)
            and _is_open(words, bits, k)
            and not (k + 1 < len(words) and bits[k + 1] & w.CAP)
        ):
            return k
    if word in _PARTS and at and _is_open(words, bits, at - 1):
        before = bits[at - 2] if at > 1 else 0
        if not before & w.CAP or before & (g.DEMONYM | g.PLACE | w.FUNCTION):
            return at - 1
    return -1


def _is_open(words: Sequence[str], bits: Sequence[int], k: int) -> bool:
    """Whether a word may be an organisation's name for all that is known of it."""
    b = bits[k]
    known = g.PLACE | g.GROUP | g.DEMONYM | w.COMMON_LOWER | w.FUNCTION | w.CALENDAR | w.TITLE
    return bool(b & w.CAP and not b & known) and not words[k].startswith(_BEFORE)


def join_nicknames(words: Sequence[str], bits: Sequence[int], names: list[Name]) -> None:
    """Make a first name, a nickname in quotation marks and a surname one name, in place."""
    behind = [k for k, name in enumerate(names) if words[name.first - 1] in _CLOSING]
    for k in reversed(behind):
        before = _before_nickname(words, bits, names[k])
        if before < 0:
            continue
        at = k
        while at and names[at - 1].first > before:
            at -= 1
        if at and names[at - 1].last > before and names[at - 1].type in (PERSON, None):
            names[at - 1 : k + 1] = [Name(names[at - 1].first, names[k].last, PERSON)]


def _before_nickname(words: Sequence[str], bits: Sequence[int], name: Name) -> int:
    """The word before a nickname that stands before a name; -1 if none does."""
    close = name.first - 1
    if name.type not in (PERSON, None) or close < 3:
        return -1
    for size in range(1, _LONGEST + 1):
        opening = close - size - 1
        if opening < 1:
            return -1
        if _OPENING.get(words[opening]) == words[close]:
            inside = range(opening + 1, close)
            if all(_is_nick(words[k], bits[k]) for k in inside) and (
                words[close] != ")" or (size == 1 and bits[close - 1] & (g.FIRST | w.INITIAL))
            ):
                return opening - 1
    return -1


def _is_nick(word: str, bits: int) -> bool:
    """Whether a word may be part of a nickname."""
    return bool(bits & w.CAP and word[0].isalpha() and not bits & (g.COUNTRY | g.ORG | g.DEMONYM))


def join_firms(
    words: Sequence[str], bits: Sequence[int], present: Present, names: list[Name]
) -> None:
    """Make two single words around "&" one organisation ("Marsh & McLennan"), in place.

    Two people who are named in full elsewhere in the article stay two.
    """
    if "&" not in present:
        return
    people = {
        words[last - 1] for first, last, kind, _ in names if kind is PERSON and last > first + 1
    }
    found: list[Name] = []
    for k in present["&"]:
        if (
            0 < k < len(words) - 1
            and bits[k - 1] & w.CAP
            and bits[k + 1] & w.CAP
            and not (words[k - 1] in people and words[k + 1] in people)
        ):
            around = [name for name in names if name.last == k or name.first == k + 1]
            if around and all(name.last - name.first == 1 for name in around):
                found.append(Name(k - 1, k + 2, ORG))
    if found:
        taken = {k for name in found for k in range(name.first, name.last)}
        kept = [name for name in names if taken.isdisjoint(range(name.first, name.last))]
        names[:] = sorted(kept + found, key=lambda name: name.first)
