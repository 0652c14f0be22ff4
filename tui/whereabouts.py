"""Where one stands, in words for the status line.

In: what the screen knows. Out: a line. Loaded when the first one is said, after the first paint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.state import plural

if TYPE_CHECKING:
    from tui.state import State


def whereabouts(state: State, *, brief: bool = False, mentions: bool = False) -> str:
    """Where one stands, in words, for the status line.

    The current hit comes first, then the entity that is followed, then the article's place in
    the list; at the end, whether all that may be out of date.

    Args:
        state: what the screen knows.
        brief: whether to say it as ``3/12``, for a narrow screen.
        mentions: whether all mentions of the entity are listed, so that it comes first.
    """
    followed = state.thread is not None and (mentions or state.hit is None)
    words = _followed(state, brief=brief) if followed else _place(state, brief=brief)
    return " · ".join(part for part in (words, "may be out of date" if state.stale else "") if part)


def _of(at: int, total: int, *, brief: bool) -> str:
    return f"{at:,}/{total:,}" if brief else f"{at:,} of {total:,}"


def _followed(state: State, *, brief: bool) -> str:
    thread = state.thread
    if thread is None:
        return ""
    if state.at is None:
        return (
            f"{thread.entity} · {plural(len(thread), 'mention')}"
            f" in {plural(thread.articles, 'article')}"
        )
    return (
        f"{thread.entity} · {'' if brief else 'mention '}"
        f"{_of(state.at + 1, len(thread), brief=brief)}"
        f" · article {_of(thread.article_number(state.at), thread.articles, brief=brief)}"
    )


def _place(state: State, *, brief: bool) -> str:
    page = state.page
    if page is not None:
        hits = page.hits if page.query == state.marked[0] else ()
        words = plural(len(hits), "hit") if hits else ""
        if state.hit is not None and state.hit in hits:
            words = f"hit {_of(hits.index(state.hit) + 1, len(hits), brief=brief)}"
        noun = "result" if hits and not state.find else "article"
        place = _place_in_list(state, noun, brief=brief)
        version = "" if brief else page.version
        return " · ".join(part for part in (words, place, version) if part)
    return plural(len(state.shelf), "article") if len(state.shelf) else ""


def _place_in_list(state: State, noun: str, *, brief: bool) -> str:
    current = state.article_id
    place = None if current is None else state.rows.places.get(current)
    if place is not None:
        return f"{noun} {_of(place + 1, len(state.rows), brief=brief)}"
    return plural(len(state.rows), noun)
