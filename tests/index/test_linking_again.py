"""Linking again after a change: the same as linking from scratch, for less work."""

from __future__ import annotations

import errno
import struct
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import index.refreshing.changes
import index.refreshing.uses
from index.errors import UnwritableError
from index.extraction.base import NameForm
from index.extraction.packing import Reply
from index.model import EntityType
from index.refreshing.enrichment import Enrichment
from index.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index import Corpus
    from index.linking.columns import Ints, Places

PERSON, ORG, PLACE, MISC = EntityType
NAMES = {
    PERSON: (
        "Bill Clinton|Hillary Clinton|William Clinton|W. Clinton|President Bill Clinton|Clinton|"
        "Bill|Marco Rubio|Marco Rubioas|Rubio|Maria Zakharova|Maria Zajarova|Zakharova|Xi Jinping|"
        "Xi|Washington|George Washington|Jiang Zemin|Lehman|Henry Lehman|Washington Lehman"
    ),
    ORG: (
        "Lehman Brothers|Lehman|Lehman Bros Inc|Central Bank of Chile|Central Bank|CBC|Barclays|"
        "Barclays Bank|Barclays PLC|Wall Street Journal|The Journal|Journal|NATO|Washington|"
        "North Atlantic Treaty Organization|United Nations|UN|Cartel de los Soles|Soles|Rubio Group"
    ),
    PLACE: (
        "Washington|Lake Washington|US|U.S.|United States|Georgia|Yet Georgia|Black Sea|Black|"
        "Venezuela"
    ),
    MISC: "Il-76|Il-76s|Venezuelan|American|Peronism|Peronist|Rubio",
}
CHOICES = [(name, kind) for kind, names in NAMES.items() for name in names.split("|")]
WORDS = ["rubio", "black", "journal", "soles", "rubioas", "central", "washington"]


class Said(NamedTuple):
    """An article as a test makes it: its mentions in order, and its words in lower case."""

    mentions: tuple[NameForm, ...]
    words: frozenset[str]


@st.composite
def forms(draw: st.DrawFn) -> NameForm:
    name, kind = draw(st.sampled_from(CHOICES))
    said = draw(st.sampled_from([kind] * 6 + [None, *EntityType]))
    demonym = name in ("Venezuelan", "American") and said is not None
    return NameForm(name, said, demonym, draw(st.booleans()))


ARTICLES = st.builds(
    Said,
    st.lists(forms(), max_size=9).map(tuple),
    st.frozensets(st.sampled_from(WORDS), max_size=2),
)
STEPS = st.lists(
    st.tuples(st.integers(0, 30), st.one_of(st.none(), ARTICLES)), min_size=1, max_size=8
)


class Linked:
    """An index of nothing but mentions."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(folder)
        self.enrichment = Enrichment(self.store, "rules", lambda *_: None, lambda: False)
        self.articles: dict[int, Said] = {}

    def put(self, number: int, article: Said) -> None:
        names = list(dict.fromkeys(article.mentions))
        rows = [
            value
            for at, form in enumerate(article.mentions)
            for value in (40 * at, len(form.name), names.index(form))
        ]
        reply = Reply(names, [struct.pack(f"<{len(rows)}I", *rows)], {}, {})
        with self.store.database.transaction():
            self.store.mentions.put([number], reply)
            self.store.mentions.count_lower(dict.fromkeys(article.words, 1))
        self.articles[number] = article

    def drop(self, number: int) -> None:
        self.forget(number)
        with self.store.database.transaction():
            self.store.articles.remove([number])

    def forget(self, number: int) -> None:
        """Forget what was extracted, as before an article is extracted anew."""
        gone = self.articles.pop(number)
        with self.store.database.transaction():
            self.store.mentions.forget([number])
            self.store.mentions.count_lower(dict.fromkeys(gone.words, -1))

    def told(self) -> object:
        """What a reader sees: the entities, and of each article what its mentions are."""
        self.enrichment.link()
        entities = self.store.entities
        names = entities.names()
        settled = self.store.mentions.names()
        found = []
        for number in self.articles:
            links = entities.links(number)
            found.append(
                [
                    (mention.start, settled[mention.name][:3], names[links[mention.name]])
                    for mention in self.store.mentions.of_article(number)
                    if mention.name in links and settled[mention.name].type
                ]
            )
        aliases = self.store.database.connection().execute(
            "SELECT folded, name, aliases.mentions FROM aliases JOIN entities ON id=entity "
            "ORDER BY 1, 2"
        )
        return (
            [(entity, len(entities.postings(number))) for number, entity in entities.all()],
            sorted(map(repr, found)),
            list(aliases),
            len(names),
        )


@settings(max_examples=40)
@given(st.lists(ARTICLES, max_size=12), STEPS)
def test_linking_again_is_linking_from_scratch(
    first: list[Said], steps: list[tuple[int, Said | None]]
) -> None:
    with TemporaryDirectory() as folder:
        linked = Linked(Path(folder, "again"))
        for number, said in enumerate(first):
            linked.put(number, said)
        linked.told()
        following = 100
        for step, (which, article) in enumerate(steps):
            numbers = sorted(linked.articles)
            if which >= 20 and numbers and article is not None:
                changed = numbers[which % len(numbers)]
                linked.forget(changed)
                linked.put(changed, article)
                article = None
            elif which < 15 and numbers:
                linked.drop(numbers[which % len(numbers)])
            if article is not None:
                following += 1
                linked.put(following, article)
            scratch = Linked(Path(folder, f"scratch{step}"))
            for number, said in enumerate(reversed(linked.articles.values())):
                scratch.put(number, said)
            assert linked.told() == scratch.told()
            assert scratch.enrichment.worked.resolved == scratch.enrichment.worked.articles
            scratch.store.close()
        linked.store.close()


def test_a_new_article_is_all_that_is_worked_out(make_corpus: Callable[..., Corpus]) -> None:
    people = ["Angela Merkel", "Barack Obama", "Nicolas Maduro", "Emmanuel Macron"]
    texts = {
        f"{n}.txt": f"On Monday {people[n % 4]} spoke of {n}. {people[n % 4].split()[1]} left.\n"
        for n in range(40)
    }
    corpus = make_corpus(texts)
    corpus.refresh()
    before = {entity.name: entity for entity in corpus.entities()}
    (corpus.root / "new.txt").write_text("On Friday Angela Merkel met Ursula Leyen. Leyen left.\n")
    worked = refreshed(corpus)
    assert worked.articles == 41
    assert worked.resolved <= 2
    assert worked.written <= 3
    assert corpus.entity("Angela Merkel").articles == before["Angela Merkel"].articles + 1
    assert corpus.entity("Leyen").name == "Ursula Leyen"
    (corpus.root / "new.txt").unlink()
    worked = refreshed(corpus)
    assert (worked.articles, worked.resolved) == (40, 0)
    assert {entity.name: entity for entity in corpus.entities()} == before


def refreshed(corpus: Corpus) -> index.refreshing.enrichment.Worked:
    """What linking had to do at a refresh."""
    from index.refreshing.refresh import Refresh

    refresh = Refresh(corpus._store, corpus.paths, corpus.root)
    refresh.run()
    return refresh._enrichment.worked


def test_what_comes_to_many_articles_is_linked_once(
    make_corpus: Callable[[dict[str, str | bytes]], Corpus], monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = make_corpus(
        {f"{number}.txt": f"Angela Merkel met {number} men.\n" for number in range(90)}
    )
    linkings: list[int] = []
    link = index.refreshing.enrichment.Enrichment.link

    def noted(self: index.refreshing.enrichment.Enrichment) -> None:
        linkings.append(self._extracting.kept)
        link(self)

    monkeypatch.setattr(index.refreshing.enrichment.Enrichment, "link", noted)
    monkeypatch.setattr(index.refreshing.extracting, "FLUSH_SECONDS", 0)
    monkeypatch.setattr(index.refreshing.enrichment, "_FIRST_LINK", 8)
    monkeypatch.setattr(index.refreshing.extracting, "BATCH", 100)
    corpus.refresh()
    assert linkings[-1] == 90
    linkings.clear()
    for number in range(90, 180):
        (corpus.root / f"{number}.txt").write_text(f"Angela Merkel met {number} men.\n")
    corpus.refresh()
    assert linkings == [90]


def test_columns_are_the_uses(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    linked = Linked(tmp_path)
    merkel = NameForm("Angela Merkel", PERSON, False, False)
    again = merkel._replace(initial=True)
    paris = NameForm("Paris", PLACE, False, False)
    linked.put(3, Said((merkel, paris, again, merkel), frozenset()))
    linked.put(5, Said((), frozenset()))
    linked.put(9, Said((paris, merkel), frozenset()))

    def uses() -> Sequence[object]:
        linked.enrichment.link()
        table = linked.store.mentions
        counts = index.refreshing.uses.name_counts(table.each(), table.size())
        named = index.refreshing.uses.StoredNames(table.verdicts, counts)
        return index.refreshing.uses.Uses(table.each(), named)

    expected = [
        (3, "Angela Merkel", PERSON, False, 3, 0),
        (3, "Paris", PLACE, False, 1, 40),
        (9, "Paris", PLACE, False, 1, 0),
        (9, "Angela Merkel", PERSON, False, 1, 40),
    ]
    assert list(uses()) == expected
    monkeypatch.setattr(index.refreshing.uses, "_CHUNK", 1)
    found = uses()
    assert [found[n] for n in range(len(found))] == list(found) == expected
    linked.store.close()


def test_what_is_cut_off_a_name_is_cut_off_for_readers_too(tmp_path: Path) -> None:
    linked = Linked(tmp_path)
    britain = NameForm("Britain", PLACE, False, False)
    fronted = NameForm("Yet Britain", PLACE, False, True)
    glued = NameForm("Marco Rubioas", PERSON, False, False)
    rubio = NameForm("Marco Rubio", PERSON, False, False)
    for number in range(3):
        linked.put(number, Said((rubio, britain), frozenset()))
    linked.put(3, Said((fronted, glued), frozenset()))
    linked.enrichment.link()
    mentions = linked.store.mentions
    found = mentions.names({mention.name for mention in mentions.of_article(3)})
    assert {name.name for name in found.values()} == {"Britain", "Marco Rubio"}
    assert set(linked.store.entities.names().values()) == {"United Kingdom", "Marco Rubio"}
    linked.store.close()


def test_links_are_made_some_at_a_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    merkel = NameForm("Angela Merkel", PERSON, False, False)
    paris = NameForm("Paris", PLACE, False, False)
    forms = (merkel, merkel._replace(initial=True), paris, paris._replace(initial=True))
    whole, parts = Linked(tmp_path / "whole"), Linked(tmp_path / "parts")
    for linked in (whole, parts):
        for number in range(9):
            linked.put(number, Said(forms[: number % 5], frozenset()))
    made: list[int] = []
    spread = index.refreshing.uses.StoredNames.spread

    def counted(names: index.refreshing.uses.StoredNames, some: Places) -> tuple[Ints, Places]:
        sizes, stored = spread(names, some)
        made.append(len(stored))
        return sizes, stored

    monkeypatch.setattr(index.refreshing.uses.StoredNames, "spread", counted)
    expected = whole.told()
    assert made == [20]
    monkeypatch.setattr(index.refreshing.changes, "_PAIRS", 4)
    made.clear()
    assert parts.told() == expected
    assert sum(made) == 20
    assert max(made) == 4
    whole.store.close()
    parts.store.close()


def test_a_disk_that_is_full_while_names_are_linked_is_told(
    make_corpus: Callable[[dict[str, str]], Corpus], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> object:
        raise OSError(errno.ENOSPC, "no space")

    linking = index.refreshing.enrichment.Enrichment.link

    def link(self: index.refreshing.enrichment.Enrichment) -> None:
        with monkeypatch.context() as patch:
            patch.setattr("tempfile.TemporaryFile", full)
            linking(self)

    corpus = make_corpus({"a.txt": "On Monday Angela Merkel met Barack Obama in Berlin.\n"})
    monkeypatch.setattr("index.column._IN_MEMORY", 0)
    with monkeypatch.context() as patch:
        patch.setattr(index.refreshing.enrichment.Enrichment, "link", link)
        with pytest.raises(UnwritableError, match="full"):
            corpus.refresh()
    assert corpus.search("berlin").total == 1
    corpus.refresh()
    assert corpus.entity("Merkel").name == "Angela Merkel"
