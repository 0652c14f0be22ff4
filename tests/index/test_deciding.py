"""Deciding over a corpus: it shows at once, stays through everything, and can be undone."""

from __future__ import annotations

import re
import shutil
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

import pytest

import index.names.deciding
from index import Corpus
from index.decisions import Form, Kind
from index.decisions.journal import Journal
from index.decisions.model import LONGEST, made
from index.errors import BusyError, DecisionsError, KeptError, NotFoundError
from index.kept.log import FORMAT, kept_path
from index.linking.base import Suggestion
from index.model import EntityType
from tests.texts import MEETINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    Make = Callable[[dict[str, str]], Corpus]

TEXTS = {
    **MEETINGS,
    "d.txt": "On Monday Merkel was not there. Barack Obama was in Berlin.\n",
}


@pytest.fixture
def corpus(make_corpus: Make) -> Corpus:
    made = make_corpus(TEXTS)
    made.refresh()
    return made


def told(corpus: Corpus) -> object:
    """All that a reader sees of names, but for the numbers of articles."""
    entities = [(e, sorted(e.aliases.items())) for e in corpus.entities()]
    bare = [(e.name, e.type, e.mentions, e.articles, aliases) for e, aliases in entities]
    return sorted(bare), [mention._replace(article=0) for mention in corpus.all_mentions()]


def test_what_is_decided_shows_at_once_and_as_a_fresh_index_has_it(
    corpus: Corpus, tmp_path: Path
) -> None:
    deciding = corpus.deciding
    before = told(corpus)
    steps = [
        lambda: deciding.same("Rodrigo Rato", "Rodrigo de Rato"),
        lambda: deciding.apart("Merkel", "Angela Merkel"),
        lambda: deciding.call("Obama", "The 44th"),
        lambda: deciding.reject("Paris"),
    ]
    seen = [before]
    for number, decide in enumerate(steps):
        generation = corpus.generation
        decision = decide()
        assert deciding.standing()[-1] == decision
        assert deciding.apply()
        assert corpus.generation > generation
        seen.append(told(corpus))
        fresh = Corpus.open(corpus.root, index_dir=tmp_path / f"fresh{number}")
        fresh.refresh()
        assert told(fresh) == seen[-1]
        fresh.close()
    assert len({repr(one) for one in seen}) == 5
    assert corpus.entity("Rodrigo Rato").articles == 2
    assert corpus.entity("Merkel").name == "Merkel"
    assert corpus.entity("Barack Obama").name == "The 44th"
    with pytest.raises(NotFoundError):
        corpus.entity("Paris")
    for expected in reversed(seen[:-1]):
        assert deciding.undo() is not None
        deciding.apply()
        assert told(corpus) == expected
    assert deciding.undo() is None


def test_nothing_is_written_where_nothing_is_new(corpus: Corpus) -> None:
    generation = corpus.generation
    assert corpus.deciding.apply()
    assert corpus.generation == generation


def test_a_refresh_makes_it_hold_too_for_all_that_have_the_folder_open(
    corpus: Corpus, tmp_path: Path
) -> None:
    other = Corpus.open(corpus.root, index_dir=tmp_path / "other")
    other.refresh()
    corpus.deciding.same("Angela Merkel", "Rodrigo Rato")
    other.refresh()
    assert other.entity("Rodrigo Rato").name == other.entity("Angela Merkel").name
    corpus.refresh()
    assert told(corpus) == told(other)
    other.close()


def test_decisions_outlive_the_index_and_changed_files(corpus: Corpus) -> None:
    corpus.deciding.call("Angela Merkel", "The chancellor")
    shutil.rmtree(corpus.index_folder)
    corpus.refresh()
    before = corpus.entity("Angela Merkel")
    assert before.name == "The chancellor"
    held = {name: (corpus.root / name).read_text() for name in TEXTS}
    for name in TEXTS:
        (corpus.root / name).write_text("Nothing of anybody.\n")
    corpus.refresh()
    assert corpus.entities(match="chancellor") == []
    assert len(corpus.deciding.standing()) == 1
    for name, text in held.items():
        (corpus.root / name).write_text(text)
    corpus.refresh()
    assert corpus.entity("The chancellor") == before


def test_a_new_article_joins_what_was_decided(corpus: Corpus) -> None:
    corpus.deciding.same("Rodrigo Rato", "Rodrigo de Rato")
    corpus.deciding.apply()
    (corpus.root / "e.txt").write_text("On Monday Rodrigo Rato met Angela Merkel.\n")
    corpus.refresh()
    assert corpus.entity("Rodrigo de Rato").articles == 3


def test_a_suggestion_is_left_out_once_it_is_decided(corpus: Corpus) -> None:
    def pairs() -> list[set[str]]:
        return [set(pair[:2]) for pair in corpus.suggestions()]

    pair = {"Rodrigo Rato", "Rodrigo de Rato"}
    assert pair in pairs()
    decision = corpus.deciding.two(*sorted(pair))
    assert decision.kind is Kind.TWO
    assert pair not in pairs()
    corpus.deciding.undo()
    assert pair in pairs()
    corpus.deciding.same(*sorted(pair))
    corpus.deciding.apply()
    assert all(not pair & other for other in pairs())


def test_as_many_are_suggested_whatever_is_decided(corpus: Corpus) -> None:
    names = [entity.name for entity in corpus.entities()]
    pairs = [
        Suggestion(one, other, 0.9, (), 0)
        for at, one in enumerate(names)
        for other in names[at + 1 :]
    ]
    asked: list[int] = []

    def suggest(limit: int) -> list[Suggestion]:
        asked.append(limit)
        return pairs[:limit]

    assert corpus.deciding.undecided(suggest, 2) == pairs[:2]
    corpus.deciding.two(*pairs[0][:2])
    corpus.deciding.two(*pairs[1][:2])
    assert corpus.deciding.undecided(suggest, 2) == pairs[2:4]
    assert asked == [2, 4]


def test_a_name_of_another_entity_is_parted_from_it_as_a_pair(corpus: Corpus) -> None:
    before = told(corpus)
    decision = corpus.deciding.apart("Barack Obama", "Angela Merkel")
    assert decision.kind is Kind.TWO
    corpus.deciding.apply()
    assert told(corpus) == before


def test_any_spelling_will_do_and_the_names_as_written_are_kept(corpus: Corpus) -> None:
    decision = corpus.deciding.apart("MERKEL", "angela merkel")
    assert [form.text for form in decision.forms] == ["Merkel", "Angela Merkel"]


def test_what_cannot_be_decided_is_told_and_not_kept(corpus: Corpus) -> None:
    deciding = corpus.deciding
    for call in (
        lambda: deciding.same("Merkel", "Angela Merkel"),
        lambda: deciding.two("Merkel", "Angela Merkel"),
        lambda: deciding.apart("Angela Merkel", "Angela Merkel"),
        lambda: deciding.call("Merkel", " . "),
        lambda: deciding.call("Merkel", "barack obama"),
    ):
        with pytest.raises(DecisionsError):
            call()
    with pytest.raises(NotFoundError):
        deciding.same("Nobody", "Angela Merkel")
    assert deciding.standing() == []
    assert not kept_path().exists()


def test_a_name_of_several_speaks_for_none_of_them(make_corpus: Make) -> None:
    corpus = make_corpus(
        {
            f"{first}.txt": f"On Monday {first} Clinton spoke. Clinton left. {first} came back.\n"
            for first in ("Bill", "Hillary")
        }
    )
    corpus.refresh()
    form = Form("Clinton", EntityType.PERSON)
    assert all(form.text in corpus.entity(f"{n} Clinton").aliases for n in ("Bill", "Hillary"))
    assert corpus.deciding.meant(form) == ""
    assert corpus.deciding.meant(form._replace(text="Bill Clinton")) == "Bill Clinton"
    pair = Suggestion("Bill Clinton", "Hillary Clinton", 0.5, (), 0)
    for kind in (Kind.TWO, Kind.APART):
        corpus.deciding.journal.add([made(kind, [form, form._replace(text="Hillary Clinton")])])
    assert corpus.deciding.undecided(lambda limit: [pair][:limit]) == [pair]


def test_a_file_that_is_written_anew_with_decomposed_letters_changes_no_decision(
    make_corpus: Make,
) -> None:
    text = (
        "On Monday José Muñoz met Zoë Ångström in Berlin. José Muñoz left, Zoë Ångström stayed.\n"
    )
    corpus = make_corpus(
        {"a.txt": text, "b.txt": "On Friday Ana Pérez saw Berlin. Ana Pérez left.\n"}
    )
    corpus.refresh()
    decisions = [
        corpus.deciding.call("José Muñoz", "The First"),
        corpus.deciding.reject("Ana Pérez"),
    ]
    for form in ("NFD", "NFC"):
        for path in corpus.root.glob("*.txt"):
            plain = path.read_text(encoding="utf-8")
            path.write_text(normalize("NFD" if form == "NFD" else "NFC", plain), encoding="utf-8")
        corpus.refresh()
        names = {entity.name for entity in corpus.entities()}
        assert "The First" in names
        assert not any("rez" in name for name in names)
        assert corpus.deciding.meant(decisions[0].forms[0]) == "The First"


def test_a_file_that_is_written_anew_with_other_apostrophes_changes_no_decision(
    make_corpus: Make,
) -> None:
    text = "On Monday Pat O'Brien met Zoe D'Arcy in Berlin. Pat O'Brien left, Zoe D'Arcy stayed.\n"
    corpus = make_corpus(
        {"a.txt": text, "b.txt": "On Friday Ana O'Neill saw Berlin. Ana O'Neill left.\n"}
    )
    corpus.refresh()
    decisions = [
        corpus.deciding.call("Pat O’Brien", "The First"),
        corpus.deciding.reject("O'Neill"),
    ]
    assert decisions[0].forms[0].text == "Pat O'Brien"  # as it is written
    for mark in "’'":
        for path in corpus.root.glob("*.txt"):
            words = re.sub("['’]", mark, path.read_text(encoding="utf-8"))
            path.write_text(words, encoding="utf-8")
        corpus.refresh()
        names = {entity.name for entity in corpus.entities()}
        assert "The First" in names
        assert not any("Neill" in name for name in names)
        assert corpus.entity("zoe d'arcy") == corpus.entity("zoe d’arcy")
        for query in ('person:"Zoe D\'Arcy"', 'near:"Zoe D’Arcy",Berlin~20'):
            assert corpus.search(query).total == 1
        assert corpus.deciding.meant(decisions[0].forms[0]) == "The First"
        with pytest.raises(DecisionsError, match="are one name"):
            corpus.deciding.apart("Zoe D'Arcy", "Zoe D’Arcy")


def test_a_name_that_is_given_ends_with_a_letter(corpus: Corpus) -> None:
    decision = corpus.deciding.call("Merkel", f"{'x' * (LONGEST - 1)} y")
    assert decision.called == "x" * (LONGEST - 1)


def test_a_name_that_is_also_anothers_is_not_rejected_with_its_entity(make_corpus: Make) -> None:
    corpus = make_corpus(
        {
            "a.txt": "On Monday Bill Clinton spoke. Clinton left. Bill Clinton came back.\n",
            "b.txt": "On Monday Hillary Clinton spoke. Clinton left. Hillary Clinton came back.\n",
        }
    )
    corpus.refresh()
    forms = corpus.deciding.reject("Bill Clinton").forms
    assert [form.text for form in forms] == ["Bill Clinton"]
    corpus.deciding.apply()
    assert corpus.entity("Hillary Clinton").aliases["Clinton"] >= 1


def test_rejected_names_are_out_of_texts_and_lists_and_come_back(corpus: Corpus) -> None:
    before = told(corpus)
    corpus.deciding.reject("Berlin")
    corpus.deciding.apply()
    assert all(mention.text != "Berlin" for mention in corpus.all_mentions())
    assert corpus.entities(match="berlin") == []
    corpus.deciding.undo()
    corpus.deciding.apply()
    assert told(corpus) == before


def test_a_file_that_cannot_be_read_stops_nothing_but_deciding(corpus: Corpus) -> None:
    corpus.deciding.call("Angela Merkel", "The chancellor")
    corpus.deciding.apply()
    with sqlite3.connect(kept_path()) as connection:
        connection.execute("PRAGMA user_version=99")
    connection.close()
    held = kept_path().read_bytes()
    report = corpus.refresh()
    assert any("newer clew" in note for note in report.notes)
    assert corpus.entity("Merkel").name == "The chancellor"  # nothing else is to be linked
    with pytest.raises(KeptError, match="newer clew"):
        corpus.deciding.reject("Paris")
    assert {pair.first for pair in corpus.suggestions()}
    assert kept_path().read_bytes() == held
    with sqlite3.connect(kept_path()) as connection:
        connection.execute(f"PRAGMA user_version={FORMAT}")
    connection.close()
    assert not any("newer clew" in note for note in corpus.refresh().notes)
    assert corpus.entity("Merkel").name == "The chancellor"


def test_much_is_left_to_a_refresh(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index.names.deciding, "_LITTLE", 3)
    corpus.deciding.call("Angela Merkel", "The chancellor")
    assert not corpus.deciding.apply()
    assert corpus.entity("Merkel").name == "Angela Merkel"
    corpus.refresh()
    assert corpus.entity("Merkel").name == "The chancellor"


def test_what_is_decided_while_another_writes_is_kept_and_holds_later(corpus: Corpus) -> None:
    with corpus._store.writing():
        corpus.deciding.call("Angela Merkel", "The chancellor")
        with pytest.raises(BusyError):
            corpus.deciding.apply()
    corpus.refresh()
    assert corpus.entity("Merkel").name == "The chancellor"


def test_no_file_of_an_article_is_read_again(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise AssertionError

    for path in corpus.root.iterdir():
        path.unlink()
    monkeypatch.setattr("index.extraction.pool.Pool.__init__", never)
    corpus.deciding.same("Angela Merkel", "Barack Obama")
    assert corpus.deciding.apply()
    assert corpus.entity("Obama").name == corpus.entity("Merkel").name


def test_the_folder_has_its_decisions_whatever_of_it_is_opened(
    corpus: Corpus, tmp_path: Path
) -> None:
    corpus.deciding.call("Angela Merkel", "The chancellor")
    files = [corpus.root / "a.txt", corpus.root / "b.txt"]
    some = Corpus.open(files, index_dir=tmp_path / "some")
    some.refresh()
    assert some.entity("Merkel").name == "The chancellor"
    some.close()
    assert Journal(tmp_path).entries() == []
