"""What was said of an article, as an entry of the log and back.

An entry's ``what`` is an object. Of an article it has ``"article": {"path", "title", "length",
"digest"}``; further ``"tag"``, ``"text"``, ``"start"``, ``"quote"``, ``"before"``, ``"after"``,
``"note"``, ``"undoes"`` and ``"same"``, as its kind has them.
"""

from __future__ import annotations

import json
from typing import Any

from index.kept.entry import Entry
from index.marks.model import Act, Kind, Reference, sound

_WORDS = {Kind.TAG: "tag", Kind.UNTAG: "tag", Kind.NOTE: "text", Kind.REWRITE: "text"}
_ABOUT = {Kind.REWRITE: "note", Kind.DROP: "note", Kind.UNDO: "undoes"}


def entry_of(act: Act) -> Entry:
    """An act as it is kept."""
    what: dict[str, Any] = {}
    if act.article is not None:
        what["article"] = act.article._asdict()
    if act.kind in _WORDS:
        what[_WORDS[act.kind]] = act.words
    if act.quote:
        what |= {"start": act.start, "quote": act.quote}
        what |= {"before": act.before, "after": act.after}
    if act.kind in _ABOUT:
        what[_ABOUT[act.kind]] = act.about
    if act.same:
        what["same"] = list(act.same)
    return Entry(act.id, act.time, act.kind.value, json.dumps(what))


def act_of(entry: Entry) -> Act:
    """An act that was kept so; what an entry says beside is passed over.

    Raises:
        ValueError, KeyError, TypeError, AttributeError, RecursionError: it is none.
    """
    what: dict[str, Any] = json.loads(entry.what)
    kind = Kind(entry.kind)
    article = None
    if "article" in what:
        article = Reference(*(what["article"][key] for key in Reference._fields))
    act = Act(
        entry.id,
        entry.time,
        kind,
        article,
        tuple(what.get("same", ())),
        what[_WORDS[kind]] if kind in _WORDS else "",
        what.get("start", -1),
        what.get("quote", ""),
        what.get("before", ""),
        what.get("after", ""),
        what[_ABOUT[kind]] if kind in _ABOUT else "",
    )
    texts = [act.words, act.quote, act.before, act.after, act.about, *act.same]
    numbers = [act.start]
    if article is not None:
        texts += [article.path, article.title, article.digest]
        numbers.append(article.length)
    if not all(type(one) is str for one in texts) or not all(type(one) is int for one in numbers):
        raise TypeError(entry.what)
    if not sound(act):
        raise ValueError(entry.what)
    return act
