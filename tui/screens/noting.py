"""What a note is about, and how it is kept; no widget here.

In: what is selected or where one stands in the text. Out: `Subject`s, the likeliest first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index.errors import NotFoundError
from index.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index import Corpus
    from index.marks.model import Marks, Note
    from index.model import ArticleInfo
    from tui.screens.stage import Stage
    from tui.state import Page

WHOLE = Span(-1, -1)
"""Stands for the whole article where a passage is asked for."""

_QUOTED = 500
"""Characters of a passage that are quoted in a note on the article, where it has gone."""


class Subject(NamedTuple):
    """What a note is about: an article, or a passage of it; and the note, if it is there already.

    Attributes:
        article: the article's id.
        path: its path.
        span: the passage's characters in its text; `WHOLE` for the article.
        quote: the passage's words.
        note: the id of the note that is changed; empty for a new one.
        text: the words of that.
        title: the article's.
    """

    article: int
    path: str
    span: Span = WHOLE
    quote: str = ""
    note: str = ""
    text: str = ""
    title: str = ""


def subjects_of(
    stage: Stage, page: Page | None, info: ArticleInfo, marks: Marks, number: int | None = None
) -> tuple[Subject, ...]:
    """What a note may be about, the likeliest first.

    That is what is selected, or the sentence of the hit or mention one stands on; with neither, or
    from the list, the article. A note that is there already goes before a new one.

    Args:
        stage: the text pane, and where one stands.
        page: the article, if it is the one that is shown.
        info: the article.
        marks: what is put to it.
        number: of the note that is to be changed; None to find that out.
    """
    notes = [_there(info, note) for note in marks.notes]
    if number is not None and number < len(notes):
        return (notes[number],)
    whole = [one for one in notes if one.span == WHOLE] or [
        Subject(info.id, info.path, title=info.title)
    ]
    if page is None:
        return tuple(whole)
    text = page.article.text
    chosen, standing = stage.text.selected_span, False
    span = None if chosen is None else _stripped(text, chosen)
    if span is None and not stage.articles.has_focus:
        span = _stood_on(stage, page)
        standing = span is not None
    if span is None:
        here = _in_sight(notes, stage.text.visible_span())
        above = _stripped(text, _around(text, Span(stage.text.top_offset, stage.text.top_offset)))
        found = [*whole, *here, *([] if above is None else [_on(info, text, above)])]
        return tuple(dict.fromkeys(found))
    wider = [_sentence(text, span), _around(text, span)] if standing else [span]
    new = [_on(info, text, one) for one in (_stripped(text, some) for some in wider) if one]
    return tuple(dict.fromkeys([*_in_sight(notes, span), *new, *whole]))


def keep_note(corpus: Corpus, subject: Subject, text: str) -> str:
    """Keep a note, change it, or drop it where nothing is left of it; what was done, in words.

    Where the article has been changed meanwhile, the note is put to it as it is now.

    Raises:
        ClewError: that cannot be kept.
    """
    marking = corpus.marking
    try:
        if subject.note and not text.strip():
            marking.drop(subject.note)
            return "The note is dropped"
        if subject.note:
            marking.rewrite(subject.note, text)
            return "The note is changed"
    except NotFoundError:
        if not text.strip():
            raise
    number = number_now(corpus, subject.article, subject.path, subject.title)
    marking.note(number, *_moved(subject, text, corpus.article(number).text))
    return "Noted"


def number_now(corpus: Corpus, number: int, path: str, title: str) -> int:
    """The number that an article has now which was listed with these.

    Where the index has been made anew since, another article may have its number.

    Raises:
        NotFoundError: it is no longer there.
    """
    try:
        there = corpus.article(number).info
    except NotFoundError:
        there = None
    if there is not None and there.path == path:
        return number
    at_path = next((info for info in corpus.articles() if info.path == path), None)
    for info in (at_path, there):
        if info is not None and info.title == title:
            return info.id
    if at_path is None:
        raise NotFoundError("this article is no longer there")
    return at_path.id


def _moved(subject: Subject, text: str, body: str) -> tuple[str, int, int]:
    """The words of a note and its passage in another text; where it is lost, it is quoted."""
    from index.marks.passages import found

    place = found(body, max(0, subject.span.start), subject.quote) if subject.quote else WHOLE
    if place is None:
        return f"{text}\n(“{subject.quote[:_QUOTED]}”)", *WHOLE
    return text, *place


def _there(info: ArticleInfo, note: Note) -> Subject:
    span = Span(note.start, note.end)
    return Subject(info.id, info.path, span, note.quote, note.id, note.text, info.title)


def _on(info: ArticleInfo, text: str, span: Span) -> Subject:
    return Subject(info.id, info.path, span, text[span.start : span.end], title=info.title)


def _in_sight(notes: list[Subject], span: Span) -> Iterator[Subject]:
    """The notes on passages that some characters touch."""
    for one in notes:
        if one.span != WHOLE and one.span.start < span.end and one.span.end > span.start:
            yield one


def _stood_on(stage: Stage, page: Page) -> Span | None:
    """The hit or the mention one stands on, if it is in sight."""
    state, sight = stage.state, stage.text.visible_span()
    mention = state.mention
    here = mention is not None and mention.article == page.article.info.id
    found = state.hit or (Span(mention.start, mention.end) if mention and here else None)
    return found if found is not None and sight.start <= found.start < sight.end else None


def _sentence(text: str, span: Span) -> Span:
    from tui.screens.quoting import sentence

    return sentence(text, *span)


def _around(text: str, span: Span) -> Span:
    from tui.screens.quoting import passage

    return passage(text, *span)


def _stripped(text: str, span: Span) -> Span | None:
    """A span without the white space at its ends; None where nothing is left.

    Of one that is too long for a note, that is its beginning.
    """
    from index.marks.model import LONGEST_QUOTE

    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    words = words.strip()[:LONGEST_QUOTE].rstrip()
    return Span(start, start + len(words)) if words else None
