"""What passes between the parts of an extractor: found names as ranges of words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index.model import EntityType, Mention

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.extraction.tokens import Tokens

PERSON = EntityType.PERSON
ORG = EntityType.ORG
PLACE = EntityType.PLACE
MISC = EntityType.MISC

_LEADS = frozenset("\"'“‘«„([{*•-–—:;…#_>|/") | {"--", "...", ".."}


_LONGEST = 16
"""Words beyond which a run of capitals is no name."""


_WIDEST = 300
"""Characters beyond which it is none either."""


class Name(NamedTuple):
    """A name as a half-open range of word numbers; type None for a candidate."""

    first: int
    last: int
    type: EntityType | None
    demonym: bool = False


def openings(tokens: Tokens) -> set[int]:
    """The words that open a sentence or what reads like one (a quotation, an item)."""
    words = tokens.words
    found = set()
    for begin, end in tokens.sentences:
        i = begin
        while i < end - 1 and (words[i] in _LEADS or words[i][0].isdigit()):
            i += 1
        found.add(i)
        for k in range(i + 1, end - 1):
            if words[k] in _LEADS and words[k] not in "-–—'(/":
                found.add(k + 1)
    return found


def to_mentions(text: str, tokens: Tokens, names: Iterable[Name]) -> list[Mention]:
    """Names → mentions of the text, sorted; an overlapping name gives way to an earlier one."""
    starts, ends = tokens.starts, tokens.ends
    opens = openings(tokens)
    found: list[Mention] = []
    at = 0
    for name in sorted(names, key=lambda n: (n.first, -n.last)):
        if name.first < at or not 0 < name.last - name.first <= _LONGEST:
            continue
        start, end = starts[name.first], ends[name.last - 1]
        if end - start > _WIDEST:
            continue
        at = name.last
        found.append(
            Mention(
                start,
                end,
                " ".join(text[start:end].split()),
                name.type,
                name.demonym,
                name.first in opens,
            )
        )
    return found
