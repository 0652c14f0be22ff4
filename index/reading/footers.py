"""Sentences that a site adds below an article and that name its title and its outlet.

In: a text. Out: `Footer` rows. "The post TITLE appeared first on OUTLET." is what WordPress feeds
end with; the title and the outlet are names that count, the words around them are not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from index.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.reading.lines import Line

_FORMS = (
    (("The post ", "The article ", "The story "), (" appeared first on ", " first appeared on ")),
    (("La entrada ", "El cargo "), (" se publicó primero en ", " apareció primero en ",
                                    " aparece primero en ")),
    (("L’article ", "L'article ", "Cet article "), (" est apparu en premier sur ",)),
    (("L’articolo ", "L'articolo "), (" proviene da ", " sembra essere il primo su ")),
    (("Der Beitrag ",), (" erschien zuerst auf ",)),
    (("O post ", "O artigo "), (" apareceu primeiro em ",)),
    (("Het bericht ",), (" verscheen eerst op ",)),
    (("Artykuł ", "Wpis "), (" pojawił się poczatkowo na ", " pochodzi z serwisu ")),
)  # fmt: skip
_TITLE_LIMIT = 400
_OUTLET_LIMIT = 100

_ORIGIN = re.compile(
    r"(?:this|the) (?:article|story|post|piece|report|column|essay|op-ed|interview) "
    r"(?:was )?(?:originally|first) (?:appeared|published|posted)(?: (?:on|in|by|at))? "
    r"(?P<outlet>[^\n]{2,80}?)(?P<rest>(?: and is (?:re)?published[^\n]{0,80})?[.\s]*)",
    re.IGNORECASE,
)


class Footer(NamedTuple):
    """A footer: where its title and its outlet stand, and the words around them.

    Attributes:
        title: None where the footer names the outlet only.
        outlet: the outlet's name.
        words: the rest of the footer, sorted and disjoint.
    """

    title: Span | None
    outlet: Span
    words: tuple[Span, ...]


def find_footers(text: str, lines: list[Line]) -> list[Footer]:
    """The footers of `text`, in order."""
    found: list[Footer] = []
    for openings, middles in _FORMS:
        for middle in middles:
            if middle in text:
                found.extend(_posts(text, openings, middle))
    found.extend(_origins(lines))
    found.sort(key=lambda footer: footer.words[0])
    return [f for n, f in enumerate(found) if not n or f.words[0].start >= found[n - 1].outlet.end]


def _posts(text: str, openings: tuple[str, ...], middle: str) -> Iterator[Footer]:
    at = text.find(middle)
    while at >= 0:
        after = at + len(middle)
        footer = _post(text, openings, at, after)
        if footer is not None:
            yield footer
        at = text.find(middle, after)


def _post(text: str, openings: tuple[str, ...], at: int, after: int) -> Footer | None:
    line_start = text.rfind("\n", max(0, at - 2 * _TITLE_LIMIT), at) + 1
    opening, start = "", -1
    for candidate in openings:
        place = text.rfind(candidate, max(line_start, at - _TITLE_LIMIT), at)
        if place > start:
            opening, start = candidate, place
    if start < 0 or start + len(opening) >= at or (start and not text[start - 1].isspace()):
        return None
    outlet = _outlet(text, after)
    if outlet is None:
        return None
    tail_end = outlet.end
    while tail_end < len(text) and text[tail_end] in '.»”"':
        tail_end += 1
    words = [Span(start, start + len(opening) - 1), Span(at + 1, after - 1)]
    if tail_end > outlet.end:
        words.append(Span(outlet.end, tail_end))
    return Footer(Span(start + len(opening), at), outlet, tuple(words))


def _outlet(text: str, after: int) -> Span | None:
    """The name from `after` to the end of the line or, on a long line, of the sentence."""
    limit = after + _OUTLET_LIMIT
    piece = text[after:limit]
    newline = re.search(r"[\r\n]", piece)
    if newline is not None:
        piece = piece[: newline.start()]
    elif len(text) > limit:
        stop = piece.find(". ")
        if stop < 0:
            return None
        piece = piece[:stop]
    if len(piece) > 40 and ". " in piece:
        piece = piece[: piece.index(". ")]
    name = piece.rstrip().removesuffix(".").rstrip()
    start = after + len(name) - len(name.lstrip())
    name = name.strip()
    is_name = name and (not name[0].islower() or "." in name or not name.islower())
    return Span(start, start + len(name)) if is_name else None


def _origins(lines: list[Line]) -> Iterator[Footer]:
    for line in lines:
        body = line.text
        if len(body) > 240 or body[:1] not in "TtH(*":
            continue
        offset = 1 if body[0] in "(*" else 0
        match = _ORIGIN.fullmatch(body, offset, len(body) - (body[-1] in ")*"))
        if match is None:
            continue
        start, end = match.span("outlet")
        words = [Span(line.start, line.start + start)]
        if end < len(body):
            words.append(Span(line.start + end, line.end))
        yield Footer(None, Span(line.start + start, line.start + end), tuple(words))
