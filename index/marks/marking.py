"""The marks, tags and notes of one opened folder: made, undone, and found at their articles.

In: articles' numbers and a person's words. Out: what holds of each article as it is now. What was
said is computed once for each state of the log and of the catalogue, when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.errors import MarksError, NotFoundError
from index.marks.journal import Journal
from index.marks.model import (
    BESIDE,
    LONGEST_QUOTE,
    NONE,
    Act,
    Kind,
    Marks,
    Note,
    Reference,
    as_tag,
    as_text,
    digest,
    key_of,
    made,
)
from index.marks.present import Gone, Present
from index.store.health import reading

if TYPE_CHECKING:
    from pathlib import Path

    from index.answering.listing import Listing
    from index.store import Store


class Marking:
    """What a person says of the articles of one corpus; may be used from any thread.

    Each verb that says something has it on the disk before it returns, whatever becomes of the
    index. Several processes may do so at once.
    """

    def __init__(self, store: Store, listing: Listing, root: Path) -> None:
        self._store = store
        self.journal = Journal(root)
        self._present = Present(store, listing, self.journal)

    @property
    def index_folder(self) -> Path:
        """The index's folder, where damage is noted."""
        return self._store.folder

    # What holds

    @reading
    def of(self, article_id: int) -> Marks:
        """What holds of an article; nothing where there is no such article.

        Raises:
            KeptError: what was said cannot be read.
        """
        return self._present.state().by_article.get(article_id, NONE)

    @reading
    def every(self) -> dict[int, Marks]:
        """What holds of each article of which anything does; not to be changed.

        Raises:
            KeptError: what was said cannot be read.
        """
        return self._present.state().by_article

    @reading
    def gone(self) -> list[Gone]:
        """What holds of articles that are not there (any more), by the order in which it was said.

        Raises:
            KeptError: what was said cannot be read.
        """
        return self._present.state().gone

    @reading
    def tags(self) -> dict[str, int]:
        """The tags that articles have, with their numbers of articles, the commonest first.

        Raises:
            KeptError: what was said cannot be read.
        """
        counts: dict[str, int] = {}
        for one in self._present.state().by_article.values():
            for tag in one.tags:
                counts[tag] = counts.get(tag, 0) + 1
        return dict(sorted(counts.items(), key=lambda pair: (-pair[1], key_of(pair[0]))))

    def damaged(self) -> int:
        """How many entries of the log cannot be understood; they are kept as they are.

        Raises:
            KeptError: what was said cannot be read.
        """
        return self._present.said().damaged

    # Saying something

    @reading
    def mark(self, article_id: int, on: bool = True) -> bool:
        """Mark an article, or take the mark away; whether that changes anything.

        Raises:
            NotFoundError: there is no such article (any more).
            KeptError: it cannot be kept.
        """
        if self.of(article_id).marked == on:
            self._reference(article_id)
            return False
        self._say(Kind.MARK if on else Kind.UNMARK, article_id)
        return True

    @reading
    def tag(self, article_id: int, tag: str) -> bool:
        """Give an article a tag; whether it did not have it.

        Raises:
            MarksError: it is no tag.
            NotFoundError: there is no such article (any more).
            KeptError: it cannot be kept.
        """
        return self._tag(Kind.TAG, article_id, as_tag(tag))

    @reading
    def untag(self, article_id: int, tag: str) -> bool:
        """Take a tag from an article; whether it had it.

        Raises:
            MarksError: it is no tag.
            NotFoundError: there is no such article (any more).
            KeptError: it cannot be kept.
        """
        return self._tag(Kind.UNTAG, article_id, as_tag(tag))

    def _tag(self, kind: Kind, article_id: int, tag: str) -> bool:
        has = key_of(tag) in map(key_of, self.of(article_id).tags)
        if has == (kind is Kind.TAG):
            self._reference(article_id)
            return False
        self._say(kind, article_id, tag)
        return True

    @reading
    def note(self, article_id: int, text: str, start: int = -1, end: int = -1) -> Note:
        """Note something on an article, or on a passage of it.

        Args:
            article_id: the article.
            text: what is noted.
            start: the passage's first character in the article's text; -1 for the whole article.
            end: one past its last character; -1 for the whole article.

        Raises:
            MarksError: the text is none, or there is no such passage.
            NotFoundError: there is no such article (any more).
            KeptError: it cannot be kept.
        """
        kept = as_text(text)
        if (start, end) == (-1, -1):
            act = self._say(Kind.NOTE, article_id, kept)
            return Note(act.id, act.time, kept)
        body = self._store.articles.text(article_id)
        if not 0 <= start < end <= len(body) or not body[start:end].strip():
            raise MarksError(f"there is no passage {start}:{end} in this article")
        if end - start > LONGEST_QUOTE:
            raise MarksError(f"a note is on at most {LONGEST_QUOTE:,} characters")
        act = self._act(Kind.NOTE, article_id, kept)._replace(
            start=start,
            quote=body[start:end],
            before=body[max(0, start - BESIDE) : start],
            after=body[end : end + BESIDE],
        )
        self.journal.add([act])
        return Note(act.id, act.time, kept, start, end, act.quote)

    @reading
    def rewrite(self, note_id: str, text: str) -> bool:
        """Write a note anew; whether its text is another one.

        Raises:
            NotFoundError: there is no such note (any more).
            MarksError: the text is none.
            KeptError: it cannot be kept.
        """
        kept = as_text(text)
        if self._note(note_id).words == kept:
            return False
        self.journal.add([made(Kind.REWRITE, about=note_id, words=kept)])
        return True

    @reading
    def drop(self, note_id: str) -> None:
        """Drop a note; it stays in the log, and `undo` brings it back.

        Raises:
            NotFoundError: there is no such note (any more).
            KeptError: that cannot be kept.
        """
        self._note(note_id)
        self.journal.add([made(Kind.DROP, about=note_id)])

    @reading
    def undo(self) -> str | None:
        """Take back what was said last and still holds; what that was, or None for nothing.

        Raises:
            KeptError: that cannot be kept.
        """
        act = self.journal.undo()
        return None if act is None else self._told(act)

    def _say(self, kind: Kind, article_id: int, words: str = "") -> Act:
        act = self._act(kind, article_id, words)
        self.journal.add([act])
        return act

    def _act(self, kind: Kind, article_id: int, words: str) -> Act:
        same = self._present.state().same.get(article_id, ())
        return made(kind, self._reference(article_id), words)._replace(same=same)

    def _reference(self, article_id: int) -> Reference:
        """How an article is known from now on.

        Raises:
            NotFoundError: there is no such article (any more).
        """
        article = self._store.articles.article(article_id)
        info = article.info
        return Reference(info.path, info.title, info.length, digest(article.text))

    def _note(self, note_id: str) -> Act:
        """The act of a note that holds.

        Raises:
            NotFoundError: there is none.
        """
        for subject in self._present.said().subjects:
            for _, act in subject.said:
                if act.kind is Kind.NOTE and act.id == note_id:
                    return act
        raise NotFoundError("that note is no longer there")

    def _told(self, act: Act) -> str:
        """What an act said, on one line."""
        about = act.article
        if about is None:
            acts = self.journal.read().said
            about = next((one.article for one in acts if one.id == act.about), None)
        of = "" if about is None else about.title
        return {
            Kind.MARK: f"the mark on {of}",
            Kind.UNMARK: f"taking the mark from {of}",
            Kind.TAG: f"the tag {act.words} on {of}",
            Kind.UNTAG: f"taking the tag {act.words} from {of}",
            Kind.NOTE: f"the note on {of}",
            Kind.REWRITE: f"the new words of a note on {of}",
            Kind.DROP: f"the dropping of a note on {of}",
        }[act.kind]
