"""Saved searches: kept for good, counted by the ordinary search, told where they are damaged."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Corpus
from index.errors import KeptError, NotFoundError, QueryError, SavedError
from index.kept.log import kept_path
from index.saved.carrying import carried, take_in
from index.saved.model import UNKNOWN, Kind, change_of, entry_of, made, standing
from index.saved.saving import Saving
from tests.texts import written

if TYPE_CHECKING:
    from collections.abc import Callable

TEXTS = {
    "a.txt": "Radar\n\nA radar was sent to the coast.",
    "b.txt": "Missiles\n\nMissiles and a radar.",
    "c.txt": "Bread\n\nThe price of bread rose.",
}
FOLDER = Path("/news")


def nothing(*_: object, **__: object) -> Any:
    raise AssertionError("nothing is searched")


@pytest.fixture
def saving() -> Saving:
    return Saving(FOLDER, nothing)


@pytest.fixture
def corpus(make_corpus: Callable[..., Corpus]) -> Corpus:
    corpus = make_corpus(TEXTS)
    corpus.refresh()
    return corpus


def kept() -> int:
    """How many entries the file has."""
    connection = sqlite3.connect(kept_path())
    (count,) = connection.execute("SELECT count(*) FROM entries").fetchone()
    connection.close()
    return int(count)


def spoil(kind: str, what: str, ident: str = "x", time: str = "2026-11-01T08:00:00") -> None:
    """Add an entry that no verb would make."""
    connection = sqlite3.connect(kept_path())
    connection.execute(
        "INSERT INTO entries (folder, matter, id, time, kind, what) VALUES (?,?,?,?,?,?)",
        (os.fsencode(FOLDER), "searches", ident, time, kind, what),
    )
    connection.commit()
    connection.close()


def names(saving: Saving) -> list[str]:
    return [one.name for one in saving.searches()]


# Which there are


def test_a_search_is_kept_with_its_query_as_typed_its_name_and_its_order(saving: Saving) -> None:
    assert saving.searches() == []
    assert not kept_path().exists()
    plain = saving.save('  radar  -"spare parts" ')
    assert plain.query == plain.name == 'radar  -"spare parts"'
    assert (plain.order, plain.total, plain.looked, plain.error) == ("relevance", UNKNOWN, "", "")
    named = saving.save("maduro", " The\npresident ", order="date", total=7)
    assert (named.name, named.order, named.total) == ("The president", "date", 7)
    assert named.looked == named.time
    again = Saving(FOLDER, nothing).searches()
    assert again == [plain, named]


def test_renaming_and_removing_add_to_the_file(saving: Saving) -> None:
    one, other = saving.save("radar"), saving.save("bread")
    assert saving.rename(one.id, "Radars").name == "Radars"
    assert saving.rename(one.id, "Radars").name == "Radars"
    assert kept() == 3
    assert saving.rename(one.id, "").name == "radar"
    assert saving.remove(other.id) == other
    assert names(saving) == ["radar"]
    assert kept() == 5
    for verb in (lambda: saving.remove(other.id), lambda: saving.rename(other.id, "x")):
        with pytest.raises(NotFoundError, match="no such search"):
            verb()
    assert kept() == 5


def test_two_searches_are_not_called_so(saving: Saving) -> None:
    one = saving.save("radar", "Weapons")
    other = saving.save("bread")
    for verb in (
        lambda: saving.save("missiles", "weapons"),
        lambda: saving.save("bread"),
        lambda: saving.save("weapons"),
        lambda: saving.rename(other.id, "WEAPONS"),
    ):
        with pytest.raises(SavedError, match="called so already"):
            verb()
    assert kept() == 2
    assert saving.rename(one.id, "weapons").name == "weapons"  # its own, written otherwise
    saving.remove(one.id)
    assert saving.save("weapons").name == "weapons"


@pytest.mark.parametrize(
    ("query", "position"), [("radar AND", 6), ("size:7", 0), ('"radar', 0), ("a) b", 1)]
)
def test_what_cannot_be_understood_is_not_saved(saving: Saving, query: str, position: int) -> None:
    with pytest.raises(QueryError) as caught:
        saving.save(query)
    assert caught.value.position == position
    assert not kept_path().exists()


def test_nothing_and_too_much_are_not_saved(saving: Saving) -> None:
    for query in ("", "  \n "):
        with pytest.raises(SavedError, match="every article"):
            saving.save(query)
    with pytest.raises(SavedError, match="at most"):
        saving.save("a" * 20_000)
    with pytest.raises(QueryError, match="no such order"):
        saving.save("radar", order="size")
    assert not kept_path().exists()


def test_a_search_that_is_not_understood_any_more_is_listed_with_its_error(saving: Saving) -> None:
    good = saving.save("radar")
    change = made(Kind.SAVE, query="mood:grim radar", name="Grim", order="by mood", total=3)
    saving.journal.log.add([entry_of(change)])
    first, second = saving.searches()
    assert first == good
    assert (second.name, second.query, second.order) == ("Grim", "mood:grim radar", "relevance")
    assert "at character 1" in second.error
    assert saving.like("radar") == good
    saving.rename(second.id, "Dark")
    assert saving.remove(second.id).name == "Dark"
    assert saving.searches() == [good]


def test_one_is_found_by_its_name_whatever_its_case_or_by_its_id(saving: Saving) -> None:
    one, other = saving.save("radar", "Été 1"), saving.save("bread  -butter")
    assert saving.find("été 1") == saving.find("Été  1") == saving.find(one.id) == one
    assert saving.find("Bread -butter") == other
    with pytest.raises(NotFoundError, match="no saved search is called 'radar'"):
        saving.find("radar")
    twin = made(Kind.SAVE, query="spade", name="ÉTÉ 1", order="date")
    saving.journal.log.add([entry_of(twin)])
    assert saving.find("Été 1") == one  # just so
    with pytest.raises(NotFoundError, match=f"2 saved searches.*{twin.id}"):
        saving.find("éTé 1")
    assert saving.find(twin.id).query == "spade"


def test_one_that_asks_the_same_is_found_however_it_is_written(saving: Saving) -> None:
    one = saving.save("radar  missiles", "Weapons")
    assert saving.like("radar AND missiles") == one
    assert saving.like("missiles radar") is None
    with pytest.raises(QueryError):
        saving.like("radar AND")


def test_folders_have_searches_of_their_own(tmp_path: Path) -> None:
    corpora = [
        Corpus.open(written(tmp_path / name, TEXTS), index_dir=tmp_path / "index")
        for name in ("one", "two")
    ]
    first, second = corpora
    saved = first.saved.save("radar")
    assert first.saved is first.saved
    assert second.saved.searches() == []
    second.saved.save("radar", "the same name elsewhere")
    assert first.saved.searches() == [saved]
    again = Corpus.open(tmp_path / "one", index_dir=tmp_path / "another index")
    assert again.saved.searches() == [saved]
    for corpus in (*corpora, again):
        corpus.close()


def test_hostile_names_and_queries_are_kept_and_come_back(saving: Saving) -> None:
    name = "a\x1b[31m\u202e\udcff\0b\t☃" + "c" * 5000
    one = saving.save('"\x1b[31m radar" x\udcff', name)
    assert one.name.isprintable()
    assert len(one.name) <= 300
    assert saving.searches() == [one]
    assert saving.rename(one.id, "\x1b").name == one.query  # nothing is left of that name
    assert saving.searches()[0].query == '"\x1b[31m radar" x\udcff'


# Taking back


def test_what_was_said_last_is_taken_back_one_by_one(saving: Saving) -> None:
    assert saving.undo() is None
    one, other = saving.save("radar"), saving.save("bread")
    saving.rename(one.id, "Radars")
    saving.remove(other.id)
    saving.looked(one.id, 5)
    undone = saving.undo()
    assert undone is not None
    assert (undone.change.kind, undone.saved.name) == (Kind.REMOVE, "bread")
    assert names(saving) == ["Radars", "bread"]
    undone = saving.undo()
    assert undone is not None
    assert (undone.change.kind, undone.change.name) == (Kind.RENAME, "Radars")
    assert undone.saved.name == "radar"
    undone = saving.undo()
    assert undone is not None
    assert (undone.change.kind, undone.saved) == (Kind.SAVE, other)
    assert [s.total for s in saving.searches()] == [5]  # the look is nothing to take back
    assert saving.undo() is not None
    assert saving.undo() is None
    assert saving.searches() == []


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(("save", "rename", "remove", "look")),
            st.integers(0, 3),
            st.sampled_from(("radar", "bread", "a b", "A  B", "")),
        ),
        max_size=9,
    )
)
def test_taking_back_goes_through_every_state_before(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, str]]
) -> None:
    path = tmp_path_factory.mktemp("kept") / "kept.sqlite"
    saving = Saving(FOLDER, nothing, path)

    def state() -> list[tuple[str, str, str]]:
        return [(one.id, one.name, one.query) for one in saving.searches()]

    states = [state()]
    for verb, number, name in steps:
        there = saving.searches()
        chosen = there[number].id if number < len(there) else "nowhere"
        with contextlib.suppress(NotFoundError, SavedError):
            if verb == "save":
                saving.save(name or "radar -bread", name)
            elif verb == "look":
                saving.looked(chosen, number)
            else:
                saving.rename(chosen, name) if verb == "rename" else saving.remove(chosen)
        if state() != states[-1]:
            states.append(state())
    other = Saving(FOLDER, nothing, path.with_name("other.sqlite"))
    other.journal.log.add(saving.journal.log.entries())
    assert other.searches() == Saving(FOLDER, nothing, path).searches()
    while len(states) > 1:
        assert state() == states.pop()
        assert saving.undo() is not None
    assert state() == []
    assert saving.undo() is None


def test_two_that_are_open_at_once_see_what_the_other_says(saving: Saving) -> None:
    other = Saving(FOLDER, nothing)
    one = saving.save("radar")
    other.rename(one.id, "Radars")
    assert names(saving) == ["Radars"]
    with pytest.raises(SavedError, match="called so already"):
        other.save("bread", "radars")
    saving.remove(one.id)
    with pytest.raises(NotFoundError):
        other.rename(one.id, "x")
    assert other.undo() is not None
    assert names(saving) == ["Radars"]


# Looking


def test_a_look_is_kept_when_the_count_has_changed(saving: Saving) -> None:
    one = saving.save("radar", total=4)
    for _ in range(3):
        saving.looked(one.id, 4)
    assert kept() == 1
    saving.looked(one.id, 6)
    assert kept() == 2
    (seen,) = Saving(FOLDER, nothing).searches()
    assert (seen.total, seen.looked > one.looked) == (6, True)


def test_many_looks_in_a_session_add_two_entries(saving: Saving) -> None:
    one = saving.save("radar", total=0)
    for total in range(1, 200):
        saving.looked(one.id, total)
        assert saving.searches()[0].total == total
    assert kept() == 2
    saving.settle()
    saving.settle()
    assert kept() == 3
    assert [s.total for s in Saving(FOLDER, nothing).searches()] == [199]


def test_a_look_at_what_is_gone_is_passed_over(saving: Saving) -> None:
    saving.looked("nowhere", 3)
    saving.settle()
    assert not kept_path().exists()
    one = saving.save("radar")
    saving.remove(one.id)
    saving.looked(one.id, 3)
    assert kept() == 2


# Counting


def test_counts_follow_the_articles(corpus: Corpus, tmp_path: Path) -> None:
    saved = corpus.saved
    saved.save("radar", total=2)
    saved.save("radar -missiles")
    saved.save('entity:"Nobody At All"')

    def counts() -> list[int | None]:
        return [saved.count(one.query) for one in saved.searches()]

    assert counts() == [2, 1, 0]
    (tmp_path / "articles" / "d.txt").write_text("More\n\nOne more radar.")
    corpus.refresh()
    assert counts() == [3, 2, 0]
    (tmp_path / "articles" / "a.txt").unlink()
    (tmp_path / "articles" / "d.txt").unlink()
    corpus.refresh()
    assert counts() == [1, 0, 0]
    for one in saved.searches():
        assert saved.count(one.query) == corpus.search(one.query).total
    with pytest.raises(QueryError):
        saved.count("radar AND")


def test_they_outlive_the_index(corpus: Corpus, tmp_path: Path) -> None:
    one = corpus.saved.save("radar", "Radars", total=1)
    corpus.close()
    shutil.rmtree(tmp_path / "index")
    again = Corpus.open(tmp_path / "articles", index_dir=tmp_path / "index")
    assert again.saved.searches() == [one]
    assert again.saved.count("radar") is None  # nobody knows yet
    again.refresh()
    assert again.saved.count("radar") == 2
    again.close()


def test_a_count_stops_when_nobody_wants_it(corpus: Corpus) -> None:
    with pytest.raises(Exception, match="cancelled"):
        corpus.saved.count("radar OR bread", cancelled=lambda: True)


# Damage


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("save", "{}"),
        ("save", "[]"),
        ("save", "words"),
        ("save", "[" * 100_000),
        ("save", '{"query": "", "name": "", "order": "date", "total": 1}'),
        ("save", '{"query": "a", "name": "", "order": "date", "total": true}'),
        ("save", '{"query": "a", "name": "", "order": "date", "total": -2}'),
        ("save", '{"query": "a", "name": "", "order": "date", "total": %s}' % ("9" * 30)),
        ("save", '{"query": ["a"], "name": "", "order": "date", "total": 1}'),
        ("save", '{"query": "a", "name": "%s", "order": "date", "total": 1}' % ("n" * 301)),
        ("rename", '{"search": 7, "name": "x"}'),
        ("look", '{"search": "x", "total": "7"}'),
        ("undo", '{"undoes": ""}'),
        ("praise", '{"search": "x"}'),
    ],
)
def test_a_damaged_entry_is_told_and_stops_nothing(saving: Saving, kind: str, what: str) -> None:
    good = saving.save("radar")
    spoil(kind, what)
    lost, other = saving.searches()
    assert other == good
    assert lost.name == "(entry of 2026-11-01)"
    assert "damaged" in lost.error
    assert saving.like("radar") == good
    assert saving.save("bread").name == "bread"
    entries, count = carried(saving.journal)
    assert (len(entries), count) == (2, 1)
    assert saving.remove(lost.id) == lost
    assert names(saving) == ["radar", "bread"]
    undone = saving.undo()
    assert undone is not None
    assert undone.change.search == lost.id
    assert len(names(saving)) == 3


def test_a_file_that_cannot_be_read_is_told_and_left_alone(saving: Saving) -> None:
    one = saving.save("radar")
    kept_path().write_bytes(b"something else" * 100)
    for verb in (
        saving.searches,
        saving.undo,
        lambda: saving.save("bread"),
        lambda: saving.rename(one.id, "x"),
        lambda: saving.remove(one.id),
        lambda: saving.looked(one.id, 2),
        lambda: saving.find("radar"),
    ):
        with pytest.raises(KeptError, match="damaged"):
            verb()
    assert kept_path().read_bytes() == b"something else" * 100


# Being carried


def test_lines_say_all_and_come_in_as_they_went_out(saving: Saving) -> None:
    one = saving.save("radar -x\udcff", "R\x1b☃", total=3)
    saving.looked(one.id, 5)
    saving.rename(one.id, "Other")
    saving.remove(saving.save("bread").id)
    saving.undo()
    from index.kept.lines import written as as_lines

    lines = list(as_lines(carried(saving.journal).entries))
    assert len(lines) == 6
    assert all(line.isascii() and line.endswith("\n") and line.count("\n") == 1 for line in lines)
    assert json.loads(lines[0])["query"] == "radar -x\udcff"
    other = Saving(Path("/elsewhere"), nothing)
    taken = take_in(other, ["\ufeff" + lines[0], "\n", *lines[1:]])
    assert taken == (saving.searches(), 0)
    assert saving.searches() == other.searches()
    assert other.journal.log.entries() == saving.journal.log.entries()
    assert take_in(other, lines) == ([], 0)
    assert list(as_lines(carried(other.journal).entries)) == lines


def test_what_was_removed_is_saved_again_from_a_file_that_holds_it(saving: Saving) -> None:
    from index.kept.lines import written as as_lines

    one = saving.save("radar", "Radars", "date", total=3)
    saving.rename(saving.save("bread").id, "Food")
    lines = list(as_lines(carried(saving.journal).entries))
    saving.remove(one.id)
    saving.undo()
    saving.undo()  # the renaming
    saving.undo()  # the saving of bread
    assert names(saving) == ["Radars"]
    saving.remove(one.id)
    before = saving.journal.log.entries()
    searches, again = take_in(saving, lines)
    assert [(s.name, s.query, s.order, s.total) for s in searches] == [
        ("Radars", "radar", "date", 3), ("Food", "bread", "relevance", UNKNOWN)
    ]  # fmt: skip
    assert again == 2
    assert saving.journal.log.entries()[: len(before)] == before
    assert take_in(saving, lines) == ([], 0)


@pytest.mark.parametrize(
    "line",
    [
        "[]",
        "{}",
        "7",
        "words",
        "[" * 100_000,
        '{"id": "1", "time": "", "kind": "save", "query": "a"}',
        '{"id": "", "time": "", "kind": "remove", "search": "a"}',
        '{"id": "1", "time": 7, "kind": "remove", "search": "a"}',
        '{"id": "\\ud800", "time": "", "kind": "remove", "search": "a"}',
        '{"id": "1", "time": "", "kind": "same", "names": []}',
    ],
)
def test_a_line_that_is_none_is_told_and_nothing_is_taken(saving: Saving, line: str) -> None:
    good = '{"id": "0", "time": "", "kind": "remove", "search": "a"}\n'
    with pytest.raises(KeptError, match="line 2 is no entry about a saved search"):
        take_in(saving, [good, line])
    assert not kept_path().exists()


def test_entries_about_what_is_not_there_say_nothing() -> None:
    changes = [
        made(Kind.RENAME, search="x", name="n"),
        made(Kind.LOOK, search="x", total=1),
        made(Kind.REMOVE, search="x"),
        made(Kind.UNDO, undoes="y"),
    ]
    assert standing(changes) == {}
    assert [change_of(entry_of(change)) for change in changes] == changes


def test_opening_a_folder_reads_and_imports_none_of_it(tmp_path: Path) -> None:
    import subprocess
    import sys

    script = (
        "import sys; from index import Corpus; c = Corpus.open('seeds', index_dir=__import__"
        "('pathlib').Path(sys.argv[1])); print(any('index.saved' in m for m in sys.modules))"
    )
    root = Path(__file__).parent.parent.parent
    words = [sys.executable, "-c", script, str(tmp_path)]
    done = subprocess.run(words, cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
