"""An article's outlet and day of publication, from lines that say so.

In: lines and what is known of them. Out: the outlet's name with its place, and a date.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from index.model import Span
from index.reading.boilerplate import agency_line
from index.reading.dates import find_date
from index.reading.titles import clean

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from index.reading.lines import Line

_DATELINE = re.compile(
    r"(?P<place>[^\W\d_][^()\n]{1,70}?[\s.,])?"
    r"(?:\((?P<agency>[^\W\d_][\w.&/' -]{1,30})\)|/(?P<slashed>[A-Z][A-Za-z -]{1,20})/\.?)"
    r"[ \t]{0,3}(?:-{1,2}|–|—|\.-|:|\.)?[ \t]{0,3}"
)
_PLAIN_DATELINE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{2,30}(?:, [^\W\d_][\w. ]{1,30}){0,2}?"
    r"(?:, (?P<day>[^\W\d_]{3,9}\.? \d{1,2}(?:, \d{4})?))?"
    r"[ \t]{0,2}(?:--|–|—|\.-|-(?=\s))[ \t]{0,3}"
)
_AGENCIES_TEXT = """
reuters ap afp ansa efe dpa tass interfax xinhua ria upi kyodo yonhap pti ani ians apa belga
agi adnkronos unioneonline lusa europa cna bloomberg cnn bbc rt sputnik afp/reuters telesur
anadolu aa irna mehr fars tasnim ukrinform unian bernama antara notimex prensa bna ntb tt ritzau
anp ats keystone-ats mti pap ctk hina tanjug
"""
_AGENCIES = frozenset(_AGENCIES_TEXT.split())
_RIGHTS = re.compile(r"^(?:copyright|©|\(c\)|℗|\s|by\b|[-–,|.]|\d{4})+", re.IGNORECASE)
_RIGHTS_REST = re.compile(
    r"[.,|–—-]?\s*(?:all rights reserved|some rights reserved|tous droits|alle rechte|todos los"
    r"|todos os|riproduzione|reproducción|tutti i diritti|reserved|this material|is licensed"
    r"|may not).*|\.\s.*|\s*\|.*",
    re.IGNORECASE | re.DOTALL,
)
_PUBLISHED = re.compile(
    r"(?:first |originally |last )?(?:published|posted|publication date|date|dateline"
    r"|date published|released|issued|publicado|publié|pubblicato|veröffentlicht)\b", re.IGNORECASE
)  # fmt: skip
_SEPARATOR = re.compile(r"\s*[|•·–—/]\s*|\s-\s|\t")
_DATE_WORDS = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|published|posted"
    r"|on|at|by|by admin|a\.?m\.?|p\.?m\.?|[ecmp][ds]?t|gmt|utc|bst|cet|cest|ist|time|date"
    r"|\d{1,2}[:.h]\d{2}(?::\d{2})?|\d{1,2}|z|t)\b|[\W_]",
    re.IGNORECASE,
)


class Source(NamedTuple):
    """An outlet's name and where it stands, if it does."""

    name: str
    span: Span | None


def dateline(text: str) -> tuple[int, Source | None, date | None] | None:
    """A dateline at the beginning of a paragraph, as in ``PARIS, Nov 3 (Reuters) - …``.

    Returns:
        Its length, the agency (span relative to `text`) and the day if the year is written; None
        where there is no dateline.
    """
    head = text[:140]
    match = _DATELINE.match(head)
    if match is not None and (match["agency"] or match["slashed"]):
        group = "agency" if match["agency"] else "slashed"
        name, place = match[group], match["place"] or ""
        ends = head[match.end(group) + 1 : match.end()].strip()
        if _is_agency(name, place, ends):
            found = find_date(place)
            return (
                match.end(),
                Source(clean(name), Span(*match.span(group))),
                found.day if found else None,
            )
    plain = _PLAIN_DATELINE.match(head)
    if plain is not None:
        found = find_date(plain["day"] or "")
        return plain.end(), None, found.day if found else None
    return None


def _is_agency(name: str, place: str, dash: str) -> bool:
    known = name.split("/")[0].lower() in _AGENCIES or name.lower() in _AGENCIES
    if not place:
        return known or dash in ("-", "--", "–", "—")
    city = place.split(",")[0].strip(" .")
    shouted = city.isupper() and len(city) > 2
    return (known and (shouted or bool(dash)) and len(city.split()) <= 4) or (
        shouted and dash != "" and len(name.split()) <= 3
    )


def agency(lines: list[Line], whole: Sequence[bool]) -> Source | None:
    """The outlet of a line that is nothing but an agency in parentheses."""
    for n in range(len(lines) - 1, -1, -1):
        if whole[n]:
            continue
        span = agency_line(lines, n)
        if span is not None:
            start = lines[n].start
            return Source(clean(lines[n].text[span.start - start : span.end - start]), span)
        if n < len(lines) - 6:
            break
    if lines and not whole[0]:
        span = agency_line(lines, 0)
        if span is not None:
            return Source(lines[0].text[1 : 1 + span.end - span.start], span)
    return None


def rights_holder(lines: list[Line]) -> Source | None:
    """The name in a last line such as ``© 2024 Outlet. All rights reserved.``"""
    for line in reversed(lines[-8:]):
        text = line.text
        if len(text) > 200 or text[0] not in "©(cC℗":
            continue
        lead = _RIGHTS.match(text)
        if lead is None or not any(mark in lead[0].lower() for mark in ("©", "(c)", "copyright")):
            continue
        name = _RIGHTS_REST.sub("", text[lead.end() :], count=1).rstrip(" .,;|-–—©0123456789")
        if 2 <= len(name) <= 60 and name[0].isupper() and len(name.split()) <= 7:
            return Source(
                clean(name), Span(line.start + lead.end(), line.start + lead.end() + len(name))
            )
    return None


def field_source(value: str, span: Span) -> Source | None:
    """The outlet of a labelled field; of an address, the host."""
    text = value.strip()
    if "://" in text[:12] or text.startswith("www."):
        try:
            host = urlsplit(text if "://" in text else "//" + text).hostname or ""
        except ValueError:
            host = ""
        name = clean(host.removeprefix("www."))
        at = value.lower().find(name) if name else -1
        return Source(name, Span(span.start + at, span.start + at + len(name))) if at >= 0 else None
    name = clean(text, 120)
    return Source(name, span) if name and any(c.isalnum() for c in name) else None


def head_date(lines: Sequence[Line]) -> date | None:
    """The day on a short line above the body: ``November 3, 2025`` or ``By X | Nov. 3, 2025``."""
    for line in lines:
        if len(line.text) > 120:
            continue
        for piece in _SEPARATOR.split(line.text):
            found = find_date(piece)
            if found is None:
                continue
            rest = piece[: found.start] + " " + piece[found.end :]
            if _PUBLISHED.match(line.text) or not _DATE_WORDS.sub("", rest):
                return found.day
    return None


def published_date(lines: Sequence[Line]) -> date | None:
    """The day on a last line that says when the article was published."""
    for line in lines:
        if len(line.text) <= 120 and _PUBLISHED.match(line.text):
            found = find_date(line.text)
            if found is not None:
                return found.day
    return None


_CREDIT_INSIDE = re.compile(r"\b(?:Credit|Source|Photo|Image|Photograph)s?(?:/\w+)?: ?[A-ZÀ-Þ]")
_CREDIT = re.compile(
    r"(?:by|source|credit|photo|photos|image|images|photograph|picture|reporting|writing|editing"
    r"|additional reporting|written|edited|compiled|with reporting|foto|fuente|crédit|fonte|por|par"
    r"|von|di)\b",
    re.IGNORECASE,
)


def is_credit(line: str) -> bool:
    """Whether a line names who wrote, photographed or edited; the names in it are the report's."""
    return _CREDIT.match(line) is not None or _CREDIT_INSIDE.search(line) is not None
