"""The verbs of the face, on the sample articles."""

from __future__ import annotations

import re
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from index import Corpus
from index.errors import NotFoundError, QueryError
from index.names.naming import Names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from index.model import LinkedMention

    Make = Callable[[dict[str, str]], Corpus]


def test_articles_in_reading_order(seeds: Corpus) -> None:
    assert [info.path[:3] for info in seeds.articles()] == ["000", "001", "002", "003", "004"]
    sources = {info.path[:3]: info.source for info in seeds.articles()}
    assert sources["000"] == "Veritas News"


def test_radar_is_found_exactly_where_it_stands(seeds: Corpus) -> None:
    expected = {
        info.path for info in seeds.articles() if "radar" in seeds.article(info.id).text.lower()
    }
    assert {hit.article.path for hit in seeds.search("radar").hits} == expected


def test_exclusion(seeds: Corpus) -> None:
    result = seeds.search("maduro -rubio")
    expected = {
        info.path
        for info in seeds.articles()
        if not re.search(r"\brubio\b", seeds.article(info.id).text.lower())
    }
    assert {hit.article.path for hit in result.hits} == expected
    assert result.parsed == "AND(maduro, NOT rubio)"


def test_mentions_slice_to_their_text(seeds: Corpus) -> None:
    texts = {info.id: seeds.article(info.id).text for info in seeds.articles()}
    mentions = list(seeds.all_mentions())
    assert len(mentions) > 200
    for mention in mentions:
        assert texts[mention.article][mention.start : mention.end] == mention.text


def test_one_maduro_under_all_spellings(seeds: Corpus) -> None:
    entity = seeds.entity("maduro")
    assert entity.articles == 5
    assert {"Nicolás Maduro", "Nicolas Maduro", "Maduro"} <= set(entity.aliases)
    mentions = seeds.mentions("Nicolas Maduro")
    assert {m.entity for m in mentions} == {entity.name}
    assert len(mentions) == entity.mentions == sum(entity.aliases.values())
    order = [(m.path, m.start) for m in mentions]
    assert order == sorted(order)


def test_one_united_states(seeds: Corpus) -> None:
    names = {seeds.entity(alias).name for alias in ("US", "U.S.", "United States")}
    assert len(names) == 1


def test_demonyms_can_be_left_out(seeds: Corpus) -> None:
    with_people = seeds.mentions("Venezuela")
    without = seeds.mentions("Venezuela", demonyms=False)
    assert any(m.text == "Venezuelan" and m.demonym for m in with_people)
    assert {m.text for m in without} == {"Venezuela"}


def test_entities_of_an_article_count_here_and_everywhere(seeds: Corpus) -> None:
    for info in seeds.articles():
        mentions = seeds.article_mentions(info.id)
        entities = seeds.entities(article=info.id)
        assert sum(e.here for e in entities) == len(mentions)
        for entity in entities:
            assert entity.here == sum(m.entity == entity.name for m in mentions)
            assert entity.mentions >= entity.here


def test_entities_narrow(seeds: Corpus) -> None:
    assert "Nicolás Maduro" in [e.name for e in seeds.entities(match="nicolas")]
    assert len(seeds.entities(limit=3)) == 3


def test_sorting_and_paging(seeds: Corpus) -> None:
    every = [hit.article.path for hit in seeds.search("maduro", sort="path").hits]
    assert every == sorted(every)
    page = seeds.search("maduro", sort="path", offset=1, limit=2)
    assert page.total == 5
    assert [hit.article.path for hit in page.hits] == every[1:3]
    with pytest.raises(QueryError):
        seeds.search("maduro", sort="colour")


def test_the_oldest_or_the_newest_come_first_and_the_undated_last(make_corpus) -> None:
    corpus = make_corpus(
        {
            "a.md": "---\ndate: 2026-02-01\n---\n\nSecond radar.\n",
            "b.md": "Radar without a day.\n",
            "c.md": "---\ndate: 2026-03-01\n---\n\nThird radar.\n",
            "d.md": "---\ndate: 2026-01-01\n---\n\nFirst radar.\n",
        }
    )
    corpus.refresh()
    for query in ("radar", ""):
        orders = {
            order: "".join(hit.article.path[0] for hit in corpus.search(query, sort=order).hits)
            for order in ("date", "oldest")
        }
        assert orders == {"date": "cadb", "oldest": "dacb"}


def test_entity_clause_resolves_aliases(seeds: Corpus) -> None:
    found = {hit.article.path for hit in seeds.search('place:"U.S."').hits}
    assert found == {mention.path for mention in seeds.mentions("United States")}
    assert seeds.search('person:"United States"').total == 0


def test_snippets_mark_the_words(seeds: Corpus) -> None:
    for hit in seeds.search("radar").hits:
        (snippet,) = hit.snippets
        assert snippet.marks
        for start, end in snippet.marks:
            assert snippet.text[start:end].lower().startswith("radar")


def test_snippets_do_not_repeat_the_titles_above_them(seeds: Corpus) -> None:
    result = seeds.search("maduro")
    assert result.total == 5
    for hit in result.hits:
        text, (snippet,) = seeds.article(hit.article.id).text, hit.snippets
        assert snippet.marks
        assert hit.article.title not in snippet.text
        assert text[snippet.start :].startswith(snippet.text.split()[0])


def test_hits_in_an_article(seeds: Corpus) -> None:
    info = seeds.articles()[0]
    text = seeds.article(info.id).text
    spans = seeds.hits_in("attacks", info.id)
    assert spans
    assert {text[a:b].lower() for a, b in spans} <= {"attack", "attacks", "attacked", "attacking"}


def test_contexts(seeds: Corpus) -> None:
    mentions = seeds.mentions("Putin")
    for mention, (left, right) in zip(mentions, seeds.contexts(mentions, 30), strict=True):
        assert len(left) <= 30
        assert len(right) <= 30
        assert "\n" not in left + right
        assert mention.text


def test_find_article(seeds: Corpus) -> None:
    assert seeds.find_article("003").path.startswith("003")
    with pytest.raises(NotFoundError, match="can mean"):
        seeds.find_article("txt")
    with pytest.raises(NotFoundError):
        seeds.find_article("no such")


def test_unknown_entity_offers_the_nearest(seeds: Corpus) -> None:
    with pytest.raises(NotFoundError, match="Nicolás Maduro"):
        seeds.mentions("adur")


def test_verbs_from_many_threads(seeds: Corpus) -> None:
    failures: list[BaseException] = []

    def use() -> None:
        try:
            for _ in range(10):
                assert seeds.search("russia OR china").total == 5
                assert seeds.mentions("Putin")
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=use) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_two_entities_near_each_other(seeds: Corpus) -> None:
    near = seeds.search('near:"Maduro","Putin"~12')
    far = seeds.search('near:"Maduro","Putin"~4000')
    both = seeds.search("person:maduro person:putin")
    assert 0 < near.total <= far.total == both.total
    assert seeds.search('near:"Maduro","Nobody"~10').total == 0


def test_names_near_each_other_are_looked_for_in_one_commit(
    make_corpus: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    met = "On {} Angela Merkel met Barack Obama in Berlin.\n"
    corpus = make_corpus({"a.txt": met.format("Monday"), "b.txt": met.format("Friday")})
    corpus.refresh()
    linked = Names.linked
    gone = corpus.root / "b.txt"

    def meanwhile(*asked: Any) -> Iterator[LinkedMention]:
        found = list(linked(*asked))
        if gone.exists():
            gone.unlink()
            writer = threading.Thread(target=corpus.refresh)
            writer.start()
            writer.join()
        return iter(found)

    monkeypatch.setattr(Names, "linked", meanwhile)
    assert corpus.search('near:"Angela Merkel","Barack Obama"~12', snippets=0).total == 2
    assert not gone.exists()
    assert corpus.search('near:"Angela Merkel","Barack Obama"~12', snippets=0).total == 1


def test_a_search_that_finds_nothing_says_why(seeds: Corpus) -> None:
    assert seeds.search("maduro").notes == ()
    notes = " / ".join(seeds.search("maduro radarr").notes)
    assert "radarr" in notes
    assert "radar" in notes.replace("radarr", "")
    notes = " / ".join(seeds.search("flightradar24 pompeo").notes)
    assert "2 articles" in notes


def test_counts_by_outlet_and_month(seeds: Corpus) -> None:
    facets = seeds.facets("maduro")
    assert sum(facets.sources.values()) == 5
    assert facets.sources["Veritas News"] == 1


def test_words_that_begin_so(seeds: Corpus) -> None:
    assert "radar" in seeds.words("rad")
    assert "radars" in seeds.words("rad")


@pytest.mark.parametrize(
    ("query", "offers"),
    [
        ("maduro radarr", ("maduro radar", "maduro OR radarr", "maduro")),
        ("radarr", ("radar",)),
        ("flightradar24 pompeo", ("flightradar24 OR pompeo", "pompeo")),
        ("maduro -venezuela", ("maduro",)),
        ("person:nico", ('person:"Nicolás Maduro"',)),
        ("person:adur", ('person:"Nicolás Maduro"',)),
        ("person:madurro", ('person:"Nicolás Maduro"',)),
        ("person:qqqqqq", ()),
        ("qqqqqqqq", ()),
        ("maduro", ()),
    ],
)
def test_a_search_that_finds_nothing_offers_others_that_do(
    seeds: Corpus, query: str, offers: tuple[str, ...]
) -> None:
    assert seeds.search(query).offers == offers
    assert all(seeds.search(offer).total for offer in offers)


@pytest.mark.parametrize("few", [2000, 0])
@pytest.mark.parametrize("query", ["", "radar", "flightradar24 OR pompeo", "qqqq"])
def test_entities_of_a_result_are_counted_by_article(
    seeds: Corpus, monkeypatch: pytest.MonkeyPatch, query: str, few: int
) -> None:
    monkeypatch.setattr("index.names.naming._FEW", few)
    found = {hit.article.id for hit in seeds.search(query).hits}
    counts = seeds.entity_counts(query, limit=20)
    assert bool(counts) == bool(found)
    assert [count for _, count in counts] == sorted((c for _, c in counts), reverse=True)
    for entity, count in counts:
        assert count == len(found & {mention.article for mention in seeds.mentions(entity.name)})
    best = max((c for _, c in seeds.entity_counts(query, limit=1)), default=0)
    assert best == max((c for _, c in counts), default=0)


def test_what_was_read_as_memory_is_given_back(
    make_corpus: Callable[[dict[str, str | bytes]], Corpus],
) -> None:
    made = make_corpus({f"{number}.txt": f"word {'x' * 5000} {number}" for number in range(300)})
    made.refresh()
    made.close()  # what was written comes from the log into the file
    corpus = Corpus.open(made.root, index_dir=made.index_folder.parent)
    name = f"{corpus.index_folder / 'catalogue.sqlite'}\n"

    def mapped() -> int:
        """Kilobytes of the catalogue in this process's memory, as Linux counts them."""
        told = Path("/proc/self/smaps").read_text(encoding="utf-8")
        return sum(int(part.partition("Rss:")[2].split()[0]) for part in told.split(name)[1:])

    assert corpus.search("word").total == 300
    before = corpus.search("word", limit=200).hits
    if Path("/proc/self/smaps").exists():
        assert mapped() > 0
    corpus.give_back()
    if Path("/proc/self/smaps").exists():
        assert mapped() == 0
    assert corpus.search("word", limit=200).hits == before
    corpus.close()
