"""Words for the clipboard: what is selected, a passage with its source, a citation.

In: what is selected or where one reads. Out: words as one puts them into a text of one's own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.citing import citations
from index.model import Span
from tui.state import plural

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.model import Article
    from tui.screens.stage import Stage
    from tui.state import Page

LONG = 600
"""Characters up to which a paragraph is quoted whole; of a longer one the sentence is."""

_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_SENTENCE = re.compile(
    # Not behind an initial or a title ("Mr.", "Gen."), which are short and begin with a capital.
    r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?…]+[\"”’»)\]]*(?=\s+[\"“‘«(\[]?[^\Wa-z_])"
    r"|[。！？]+[”’」』]*"
)


def place_of(stage: Stage, page: Page) -> int:
    """The character that one reads: the current mention or hit if it is in sight, else the top."""
    span = stage.text.visible_span()
    mention, hit = stage.state.mention, stage.state.hit
    if hit is not None and span.start <= hit.start < span.end:
        return hit.start
    here = mention is not None and mention.article == page.article.info.id
    if mention is not None and here and span.start <= mention.start < span.end:
        return mention.start
    return stage.text.top_offset


def citation(article: Article, offset: int) -> str:
    """An article and a place in it (a character of its text), as one cites them."""
    info = article.info
    (place,) = citations(article, (offset,))
    day = info.date.isoformat() if info.date else ""
    words = (f"“{info.title}”", info.source, day, info.path, place.label)
    return ", ".join(" ".join(word.split()) for word in words if word.strip())


def passage(text: str, start: int, end: int) -> Span:
    """The paragraph around some characters of a text; where it is `LONG`, their sentences."""
    begin, stop = _between(_BLANK, text, 0, len(text), start, end)
    if stop - begin > LONG:
        begin, stop = _between(_SENTENCE, text, begin, stop, start, end)
    return Span(begin, stop)


def sentence(text: str, start: int, end: int) -> Span:
    """The sentence around some characters of a text, or those that they are in."""
    begin, stop = _between(_BLANK, text, 0, len(text), start, end)
    return Span(*_between(_SENTENCE, text, begin, stop, start, end))


def _between(
    gaps: re.Pattern[str], text: str, low: int, high: int, start: int, end: int
) -> tuple[int, int]:
    """What stands between the gaps before and behind some characters, in ``text[low:high]``."""
    for gap in gaps.finditer(text, low, high):
        if gap.end() <= start:
            low = gap.end()
        elif gap.end() > end:
            return low, gap.end()
    return low, high


def quoted(article: Article, words: str, offset: int) -> str:
    """Some words of an article in quotation marks, with where they stand."""
    inner = " ".join(words.split()).strip("“”")
    return f"“{inner}”\n({citation(article, offset)})"


def copy_quotation(stage: Stage, selected: str, to_clipboard: Callable[[str], None]) -> None:
    """Copy what is selected, else the passage that one reads, with its source.

    Where all mentions of a name are listed, that is the passage of the one under the cursor.
    """

    def quote(article: Article, start: int, end: int) -> None:
        span = passage(article.text, start, end)
        words = article.text[span.start : span.end]
        if words.strip() == article.info.title and span.end < len(article.text):
            span = passage(article.text, span.end, span.end)
            words = article.text[span.start : span.end]
        send(article, words, start)

    def send(article: Article, words: str, start: int) -> None:
        to_clipboard(quoted(article, words, start))
        count = len(" ".join(words.split()))
        size = plural(count, "character")
        stage.tell(f"Sent a quotation of {size}, with its source, to the clipboard")

    page, row = stage.state.page, stage.mentions.cursor_row
    if stage.mentions.display and row is not None and row.mention is not None:
        mention = row.mention
        stage.reader.ask(
            "quotation",
            lambda corpus: corpus.article(mention.article),
            lambda article: quote(article, mention.start, mention.end),
        )
        return
    if page is None:
        stage.tell("There is no article to quote")
        return
    if selected.strip():
        send(page.article, selected, stage.text.selection_start)
        return
    place = place_of(stage, page)
    quote(page.article, place, place)


def copy(stage: Stage, selected: str, to_clipboard: Callable[[str], None]) -> None:
    """Copy what is selected, else the current hit or mention, else the citation of the place."""
    page = stage.state.page
    words = selected or ("" if page is None else _current(stage, page))
    if words:
        to_clipboard(words)
        stage.tell(f"Sent {plural(len(words), 'character')} to the clipboard")
    elif page is not None:
        to_clipboard(citation(page.article, place_of(stage, page)))
        stage.tell("Sent where this stands to the clipboard (Ctrl+Q quits)")
    else:
        stage.tell("Nothing is selected to copy; Ctrl+Q quits")


def _current(stage: Stage, page: Page) -> str:
    """The words of the place that is marked as the current one, or nothing."""
    hit, mention = stage.state.hit, stage.state.mention
    if hit is not None:
        return page.article.text[hit.start : hit.end]
    if mention is not None and mention.article == page.article.info.id:
        return mention.text
    return ""
