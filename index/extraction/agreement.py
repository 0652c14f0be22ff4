"""Consistency within one article: the same words name the same kind of thing all through it.

Names as ranges of words come in and go out, so that any extractor can share the pass.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from index.extraction import gazetteer as g
from index.extraction import words as w
from index.extraction.lexicon import MEDIA_TAILS
from index.extraction.spans import MISC, ORG, PERSON, PLACE, Name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.extraction.tokens import Tokens
    from index.model import EntityType

_JUNIOR = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})
_NEVER = w.FUNCTION | w.CALENDAR


def agree(tokens: Tokens, bits: Sequence[int], names: Iterable[Name]) -> list[Name]:
    """Make the names of an article agree, and find those that were missed.

    - a bare surname (or the family name that stands first) of a person named in full is a person;
    - words that are typed in several ways take the way that most of them do;
    - a candidate takes the type that the same words have elsewhere in the article;
    - words that are a name elsewhere in the article are one here, even in a headline.

    Args:
        tokens: the article's words.
        bits: their bits (see `index.extraction.words`).
        names: what was found, in any order, disjoint.

    Returns:
        the names in order, candidates among them.
    """
    words = tokens.words
    found = sorted(names, key=lambda name: name.first)
    votes: defaultdict[str, Counter[EntityType]] = defaultdict(Counter)
    surnames: Counter[str] = Counter()
    heads: Counter[str] = Counter()
    forms = []
    for name in found:
        form = " ".join(words[name.first : name.last])
        forms.append(form)
        if name.type is None or name.demonym:
            continue
        votes[form][name.type] += 1
        if name.type is PERSON and name.last - name.first > 1:
            last = name.last - 1
            if words[last] in _JUNIOR and last - name.first > 1:
                last -= 1
            surnames[words[last]] += 1
            heads[words[name.first]] += 1
    settled = {form: _majority(counts) for form, counts in votes.items()}
    out: list[Name] = []
    for name, form in zip(found, forms, strict=True):
        if name.demonym:
            out.append(name)
            continue
        type_ = settled.get(form, name.type)
        if name.type is not None and _town_or_team(bits, name, type_):
            type_ = name.type
        if name.last - name.first == 1 and type_ is not PERSON:
            b = bits[name.first]
            if (form in surnames and not b & (g.PLACE | g.DEMONYM)) or (
                type_ is None and form in heads and not b & (w.COMMON_LOWER | g.PLACE)
            ):
                type_ = PERSON
            if type_ is None:
                before = words[name.first - 1] if name.first else ""
                type_ = _short(settled, form, before)
        if type_ is not None:
            settled.setdefault(form, type_)
        out.append(name if type_ is name.type else name._replace(type=type_))
    _add_missed(words, bits, out, settled, surnames)
    return out


def _town_or_team(bits: Sequence[int], name: Name, other: EntityType | None) -> bool:
    """Whether a name may well mean a town here and its team there."""
    return {name.type, other} == {PLACE, ORG} and any(
        bits[k] & g.PLACE for k in range(name.first, name.last)
    )


def _short(settled: dict[str, EntityType], word: str, before: str) -> EntityType | None:
    """The type of a short form: "the Journal" for a paper named in full, "Wagners" for Wagner."""
    if (
        word in MEDIA_TAILS
        and before in ("the", "The")
        and any(
            kind is ORG and form.endswith(word) and " " in form for form, kind in settled.items()
        )
    ):
        return ORG
    if word.endswith("s") and settled.get(word[:-1]) in (ORG, PERSON):
        return settled[word[:-1]]
    return None


def _majority(counts: Counter[EntityType]) -> EntityType:
    return max(counts, key=lambda kind: (counts[kind], kind is not MISC, kind))


def _add_missed(
    words: Sequence[str],
    bits: Sequence[int],
    names: list[Name],
    settled: dict[str, EntityType],
    surnames: Counter[str],
) -> None:
    """Add the places where known words stand in capitals but were not found."""
    known = dict.fromkeys(surnames, PERSON) | settled
    by_first: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for form in known:
        parts = tuple(form.split(" "))
        by_first[parts[0]].append(parts)
    covered = bytearray(len(words))
    for name in names:
        if name.type is not None:
            covered[name.first : name.last] = b"\x01" * (name.last - name.first)
    added: list[Name] = []
    for i, word in enumerate(words):
        if covered[i] or not bits[i] & w.CAP or word not in by_first:
            continue
        best = 0
        for parts in by_first[word]:
            size = len(parts)
            if (
                size > best
                and tuple(words[i : i + size]) == parts
                and not any(covered[i : i + size])
            ):
                best = size
        if not best:
            continue
        if (
            best == 1
            and bits[i] & (_NEVER | w.COMMON_LOWER)
            and word in settled
            and not (bits[i] & w.UPPER)
        ):
            continue
        added.append(Name(i, i + best, known[" ".join(words[i : i + best])]))
        covered[i : i + best] = b"\x01" * best
    if added:
        taken = {k for name in added for k in range(name.first, name.last)}
        names[:] = sorted(
            [n for n in names if n.type is not None or taken.isdisjoint(range(n.first, n.last))]
            + added
        )
