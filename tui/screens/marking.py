"""Marks, tags and notes in the explorer: what a person says of an article, asked for and told.

In: keys. Out: what is said, to be shown and kept by `Marked`. The words of a note that could not
be kept stay to be kept again, as do those that were being typed when clew was killed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index.model import Span
from tui import logs
from tui.drafts import Draft, Drafts
from tui.widgets.cells import fit, one_line

if TYPE_CHECKING:
    from textual.app import App

    from index import Corpus
    from index.model import ArticleInfo
    from tui.screens.marked import Marked
    from tui.screens.noting import Subject
    from tui.screens.pages import Pages
    from tui.screens.remarks import MarksScreen
    from tui.screens.resuming import Resuming
    from tui.screens.stage import Stage

_TITLE = 40
"""Cells of an article's title where something is told of it."""


class Unkept(NamedTuple):
    """Words of a note that are not kept, what they are about, and whether they are being kept."""

    subject: Subject
    text: str
    keeping: bool = True


class Marker:
    """Puts marks, tags and notes to articles for the explorer.

    Args:
        stage: the panes and services.
        pages: opens articles.
        marked: shows it, and has it kept.
        resuming: knows what is opened, if anything is kept of it.
        app: shows what asks for more.
    """

    def __init__(
        self, stage: Stage, pages: Pages, marked: Marked, resuming: Resuming, app: App[None]
    ) -> None:
        self._stage = stage
        self._pages = pages
        self._marked = marked
        self._app = app
        self._unkept: dict[str, Unkept] = {}
        self._drafts = Drafts(lambda: resuming.paths)
        self._listed: MarksScreen | None = None

    def star(self) -> None:
        """Mark the article that is meant, or take the mark away."""
        info = self._meant()
        if info is None:
            return
        marks = self._marked.of(info.id)
        on, title = not marks.marked, _title(info)
        self._marked.put(info.id, marks._replace(marked=on))
        key = self._stage.label("marks.list")

        def kept(_: bool) -> None:
            told = f"Marked: {title} · {key} lists all" if on else f"No longer marked: {title}"
            self._stage.tell(told)

        def say(corpus: Corpus) -> bool:
            return corpus.marking.mark(_number_now(corpus, info), on)

        self._marked.keep(say, kept, self._say)

    def tag(self) -> None:
        """Ask for a tag for the article that is meant; one that it has is taken off."""
        from tui.screens.tagging import TagScreen

        info = self._meant()
        if info is None:
            return

        def chosen(tag: str | None) -> None:
            if tag:
                self._tag(info, tag)

        tags = self._marked.of(info.id).tags
        self._app.push_screen(TagScreen(self._stage.reader, _title(info), tags), chosen)

    def _tag(self, info: ArticleInfo, tag: str) -> None:
        from index.marks.model import key_of

        marks = self._marked.of(info.id)
        others = tuple(one for one in marks.tags if key_of(one) != key_of(tag))
        off = len(others) < len(marks.tags)
        self._marked.put(info.id, marks._replace(tags=others if off else (*others, tag)))

        def kept(_: bool) -> None:
            self._stage.tell(f"{'Taken off' if off else 'Tagged'}: #{tag}, {_title(info)}")

        def say(corpus: Corpus) -> bool:
            marking = corpus.marking
            return (marking.untag if off else marking.tag)(_number_now(corpus, info), tag)

        self._marked.keep(say, kept, self._say)

    def note(self, number: int | None = None) -> None:
        """Write a note, or change the one that is there.

        Args:
            number: of the note, among those of the article that is shown; None for what is
                selected, or where one stands.
        """
        from tui.screens.noting import subjects_of

        info = self._meant()
        if info is None:
            return
        page = self._stage.state.page
        page = page if page is not None and page.article.info.id == info.id else None
        subjects = subjects_of(self._stage, page, info, self._marked.of(info.id), number)
        found = self._unkept.get(info.path) or self._left(info)
        if found is not None and found.keeping:
            self._stage.tell("The note on this article is still being kept")
            return
        if found is not None:
            subjects = tuple(dict.fromkeys([found.subject, *subjects]))
        self._write(subjects, found.text if found is not None else None)

    def _left(self, info: ArticleInfo) -> Unkept | None:
        """What was being written on an article when clew ended, if that is no note of it."""
        from tui.screens.noting import Subject

        draft = self._drafts.recall(info.path)
        if draft is None:
            return None
        there = (note.text.strip() for note in self._marked.of(info.id).notes)
        if draft.text.strip() in there:
            self._drafts.put(info.path, None)
            return None
        self._stage.tell("You were writing this when clew ended")
        about = Span(draft.start, draft.end), draft.quote, draft.note, draft.before, info.title
        return Unkept(Subject(info.id, info.path, *about), draft.text, keeping=False)

    def _draft(self, subject: Subject, text: str) -> None:
        """Have words of a note be there should clew be killed; without words, nothing."""
        about = *subject.span, subject.quote, subject.note, subject.text
        self._drafts.put(subject.path, Draft(text, *about) if text.strip() else None)

    def rest(self) -> None:
        """Wait a little for what is to be there the next time."""
        self._drafts.rest()

    def _write(self, subjects: tuple[Subject, ...], text: str | None) -> None:
        from tui.screens.writing import NoteScreen

        def written(said: tuple[Subject, str] | None) -> None:
            if said is not None:
                self._keep_note(*said)
            else:
                self._unkept.pop(subjects[0].path, None)
                self._drafts.put(subjects[0].path, None)

        self._app.push_screen(NoteScreen(subjects, text, self._keep_note, self._draft), written)

    def _keep_note(self, subject: Subject, text: str) -> None:
        """Keep what was written, and have it in reach until it is kept."""
        from tui.screens.noting import keep_note

        unkept = self._unkept[subject.path] = Unkept(subject, text)
        self._draft(subject, text)

        def say(corpus: Corpus) -> str:
            told = keep_note(corpus, subject, text)
            if self._unkept.get(subject.path) is unkept:  # here, as clew may end before it tells
                del self._unkept[subject.path]
                self._drafts.put(subject.path, None)
                self._drafts.rest()
            return told

        def failed(error: Exception) -> None:
            if self._unkept.get(subject.path) is unkept:
                self._unkept[subject.path] = unkept._replace(keeping=False)
            key = self._stage.label("marks.note")
            self._stage.tell(f"Not kept ({key} has it): {logs.told(error)}")

        self._marked.keep(say, self._stage.tell, failed)

    def unkept(self) -> list[tuple[str, str]]:
        """The notes that are not on the disk: the path of the article, and what was written."""
        return [(path, unkept.text) for path, unkept in list(self._unkept.items())]

    def list(self) -> None:
        """List all that has been put to articles."""
        from tui.screens.remarks import Going, MarksScreen

        def ended(going: Going | None) -> None:
            self._listed = None
            self._marked.look()  # the list may have had more of another clew
            if going is not None:
                self._go(*going)

        self._listed = MarksScreen(self._stage.reader, self._undo)
        self._app.push_screen(self._listed, ended)

    def _undo(self) -> None:
        """Take back what was said last."""

        def undone(what: str | None) -> None:
            told = f"Taken back: {what}" if what else "Nothing was said that could be taken back"
            self._tell(told)

        self._marked.keep(lambda corpus: corpus.marking.undo(), undone, self._say)

    def _tell(self, words: str) -> None:
        """Say something where it is seen."""
        if self._listed is not None and self._listed.is_attached:
            self._listed.renew(words)
        else:
            self._stage.tell(words)

    def _say(self, error: Exception) -> None:
        self._tell(logs.sentence(error))

    def _go(self, info: ArticleInfo, passage: Span | None) -> None:
        """Open an article, with a passage of it in sight and selected."""
        from tui.screens.passages import open_passage

        open_passage(self._stage, self._pages, lambda corpus: _number_now(corpus, info), passage)

    def _meant(self) -> ArticleInfo | None:
        """The article under the list's cursor if one is in the list, else the one in the pane."""
        stage, state = self._stage, self._stage.state
        number = state.article_id
        if stage.articles.has_focus:
            number = stage.articles.cursor_id
        elif stage.mentions.display and stage.mentions.cursor_row is not None:
            mention = stage.mentions.cursor_row.mention
            number = number if mention is None else mention.article
        info = None if number is None else state.shelf.get(number)
        if info is None:
            row = stage.articles.cursor_row
            failure = row is not None and row.failure is not None
            stage.tell("This file could not be read" if failure else "No article is open")
        return info


def _number_now(corpus: Corpus, info: ArticleInfo) -> int:
    from tui.screens.noting import number_now

    return number_now(corpus, info.id, info.path, info.title)


def _title(info: ArticleInfo) -> str:
    return fit(one_line(info.title[: 4 * _TITLE]), _TITLE)
