"""Any sequence of what a person says and of what becomes of files, against a plain dictionary.

The catalogue is a pretended one, so that hundreds of sequences are tried; those with a real one are
in `test_marks`.
"""

from __future__ import annotations

from contextlib import nullcontext
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import NotFoundError
from index.marks.carrying import read, written
from index.marks.journal import Journal
from index.marks.marking import Marking
from index.marks.model import key_of
from index.marks.present import gone_with_folder
from index.model import Article, ArticleInfo

if TYPE_CHECKING:
    from collections.abc import Iterable

NUMBERS = count()
TEXTS = ("The first of them spoke.", "The other one was silent!", "A third came later, alone.")


class Folder:
    """Articles by number; a store and a listing at once, as far as marks ask for them."""

    def __init__(self) -> None:
        self.by_number: dict[int, tuple[str, str]] = {}
        self.generation = 0
        self.database = self.articles = self.files = self
        self.folder = Path("/index")

    def put(self, path: str, text: str) -> None:
        self.take(path)
        self.by_number[next(NUMBERS)] = path, text

    def take(self, path: str) -> None:
        self.generation += 1
        self.by_number = {n: one for n, one in self.by_number.items() if one[0] != path}

    def rename(self, old: str, new: str) -> None:
        self.take(new)
        self.by_number = {
            n: (new if path == old else path, text) for n, (path, text) in self.by_number.items()
        }

    def number(self, path: str) -> int | None:
        return next((n for n, one in self.by_number.items() if one[0] == path), None)

    # What marks ask for

    def snapshot(self) -> Any:
        return nullcontext()

    def version(self) -> tuple[int, int]:
        return 0, self.generation

    def meta_text(self, _: str) -> str:
        return "one"

    def current(self) -> Any:
        class Listed(NamedTuple):
            articles: list[ArticleInfo]

        return Listed([self.article(number).info for number in self.by_number])

    def article(self, number: int) -> Article:
        if number not in self.by_number:
            raise NotFoundError("gone")
        path, text = self.by_number[number]
        return Article(ArticleInfo(number, path, text[:9], "", None, len(text)), text, (), ())

    def text(self, number: int) -> str:
        return self.article(number).text

    def texts_and_spans(self, numbers: Iterable[int]) -> dict[int, tuple[str, None]]:
        return {n: (self.by_number[n][1], None) for n in numbers if n in self.by_number}

    def file(self, path: str) -> bool:
        return True


class Plain:
    """What holds, as a dictionary by path, for files that are never changed and moved at once."""

    def __init__(self) -> None:
        self.held: dict[str, dict[str, Any]] = {}
        self.before: list[dict[str, dict[str, Any]]] = []

    def copy(self) -> dict[str, dict[str, Any]]:
        return {
            path: {"marked": one["marked"], "tags": dict(one["tags"]), "notes": dict(one["notes"])}
            for path, one in self.held.items()
        }

    def of(self, path: str) -> dict[str, Any]:
        return self.held.setdefault(path, {"marked": False, "tags": {}, "notes": {}})

    def shown(self) -> dict[str, tuple[bool, tuple[str, ...], tuple[str, ...]]]:
        found = {
            path: (one["marked"], tuple(one["tags"]), tuple(one["notes"].values()))
            for path, one in self.held.items()
        }
        return {path: one for path, one in found.items() if any(one)}


def shown(
    folder: Folder, marking: Marking
) -> dict[str, tuple[bool, tuple[str, ...], tuple[str, ...]]]:
    return {
        folder.by_number[number][0]: (
            marks.marked,
            tuple(map(key_of, marks.tags)),
            tuple(note.text for note in marks.notes),
        )
        for number, marks in marking.every().items()
    }


paths = st.sampled_from(("a", "b", "c"))
tags = st.sampled_from(("Court", "court", "COURT", "Élysée", "elysee", "x/1"))
words = st.text(min_size=1).filter(lambda text: any(map(str.isalnum, text)) and text.isprintable())
steps = st.lists(
    st.one_of(
        st.tuples(st.just("mark"), paths, st.booleans()),
        st.tuples(st.just("tag"), paths, tags),
        st.tuples(st.just("untag"), paths, tags),
        st.tuples(st.just("note"), paths, words),
        st.tuples(st.just("passage"), paths, words),
        st.tuples(st.just("rewrite"), paths, words),
        st.tuples(st.just("drop"), paths, st.just("")),
        st.tuples(st.just("undo"), paths, st.just("")),
        st.tuples(st.just("rename"), paths, st.just("")),
        st.tuples(st.just("other"), paths, st.just("")),
    ),
    max_size=25,
)


@settings(max_examples=150)
@given(steps)
def test_any_sequence_holds_as_a_dictionary_does(said: list[tuple[str, str, Any]]) -> None:
    root = Path(f"/folder{next(NUMBERS)}")
    folder, plain, kept = Folder(), Plain(), 0
    called = {path: path for path in ("a", "b", "c")}  # articles, by what they are called now
    for path, text in zip(called, TEXTS, strict=True):
        folder.put(path, text)
    marking = other = Marking(folder, folder, root)  # type: ignore[arg-type]
    for verb, who, what in said:
        path = called[who]
        number = folder.number(path)
        assert number is not None
        notes = marking.of(number).notes
        before = plain.copy()
        one = plain.of(path)
        if verb == "mark":
            changed = marking.mark(number, what)
            assert changed == (one["marked"] != what)
            one["marked"] = what
        elif verb in ("tag", "untag"):
            has = key_of(what) in one["tags"]
            changed = (marking.tag if verb == "tag" else marking.untag)(number, what)
            assert changed == (has != (verb == "tag"))
            if verb == "tag":
                one["tags"].setdefault(key_of(what))
            else:
                one["tags"].pop(key_of(what), None)
        elif verb in ("note", "passage"):
            place = (4, 9) if verb == "passage" else (-1, -1)
            note = marking.note(number, what, *place)
            one["notes"][note.id] = note.text
            changed = True
        elif verb in ("rewrite", "drop") and notes:
            if verb == "drop":
                marking.drop(notes[0].id)
                del one["notes"][notes[0].id]
                changed = True
            else:
                changed = marking.rewrite(notes[0].id, what)
                one["notes"][notes[0].id] = what.strip()
        elif verb == "undo":
            changed = False
            assert (marking.undo() is None) == (not plain.before)
            if plain.before:
                plain.held = plain.before.pop()
        elif verb == "rename":
            new = f"{who}{next(NUMBERS)}"
            folder.rename(path, new)
            called[who] = new
            for held in (plain.held, *plain.before):
                if path in held:
                    held[new] = held.pop(path)
            changed = False
        else:
            marking, other = other, marking
            if marking is other:
                marking = Marking(folder, folder, root)  # type: ignore[arg-type]
            changed = False
        if changed:
            plain.before.append(before)
        kept = max(kept, len(marking.journal.read().said))
        assert len(marking.journal.read().said) == kept  # never fewer
        assert shown(folder, marking) == plain.shown()
        for marks in marking.every().values():
            for note in marks.notes:
                assert not note.lost
                assert note.quote == "" or (note.start, note.end) == (4, 9)
    acts = marking.journal.read().said
    elsewhere = Journal(Path(f"{root}-elsewhere"))
    assert elsewhere.take_in(read(list(written(acts)))) == acts
    assert elsewhere.take_in(acts) == []
    assert gone_with_folder(elsewhere) == gone_with_folder(marking.journal)


changes = st.lists(
    st.tuples(
        st.sampled_from(("put", "take", "rename", "mark", "tag")),
        st.sampled_from(("a", "b", "c", "d#1", "d#2")),
        st.sampled_from(("a", "b", "c", "d#1", "d#2")),
        st.sampled_from((*TEXTS, "The first of them wrote.", "The other")),
    ),
    max_size=25,
)


@settings(max_examples=200)
@given(changes, st.booleans())
def test_nothing_is_ever_lost(done: list[tuple[str, str, str, str]], files: bool) -> None:
    """Whatever becomes of files: what was said holds of an article, or is listed as gone."""
    root = Path(f"/folder{next(NUMBERS)}")
    folder = Folder()
    folder.file = lambda _: files  # type: ignore[method-assign,assignment]
    marking = Marking(folder, folder, root)  # type: ignore[arg-type]
    said: set[str] = set()
    for step, (verb, path, new, text) in enumerate(done):
        number = folder.number(path)
        if verb == "put":
            folder.put(path, text)
        elif verb == "take":
            folder.take(path)
        elif verb == "rename" and path != new and number is not None:
            folder.rename(path, new)
        elif number is not None:
            marking.tag(number, f"t{step}")
            assert f"t{step}" in marking.of(number).tags
            said.add(f"t{step}")
        every, gone = marking.every(), [one.marks for one in marking.gone()]
        tags = [tag for marks in (*every.values(), *gone) for tag in marks.tags]
        assert sorted(tags) == sorted(said)
        assert set(every) <= set(folder.by_number)
        fresh = Marking(folder, folder, root)  # type: ignore[arg-type]
        assert fresh.every() == every
