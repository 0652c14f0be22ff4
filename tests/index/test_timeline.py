"""The timeline of a folder: what its articles tell of which day."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Corpus
from index.answering.telling import NEWS, telling
from index.answering.timeline import AT_ONCE
from index.errors import NotFoundError, QueryError
from index.model import Span
from tests.texts import sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from index.answering.timeline import Timeline


class GivenUpError(Exception):
    """Nobody waits any more."""


WEDNESDAY = date(2025, 8, 13)

PAGE = "<html><head><title>{}</title>{}</head><body><article><p>{}</p></article></body></html>"
TEXTS = {
    "bogota": (
        "Talks in Bogotá",
        "2025-08-13",
        "Allies of Juan Guaidó met ministers in Bogotá on Tuesday. The talks, which began on 4 May "
        "2024, had stalled. Anders Hollund will visit Caracas on Friday.",
    ),
    "ferry": (
        "Ferry aground",
        "2025-08-14",
        "The ferry ran aground on Tuesday near Skerray Point with ninety passengers aboard. Petra "
        "Lindqvist called the journey on 4 May 2024 a warning.",
    ),
    "undated": (
        "A festival of films",
        "",
        "The festival opened on Monday with nine comedies from Iceland. It was founded on 12 June "
        "1961 by the painter Petra Lindqvist.",
    ),
}


@pytest.fixture
def page(tmp_path: Path) -> Callable[[str, str, str, str], None]:
    """Writes an article of the folder."""
    (tmp_path / "folder").mkdir()

    def write(name: str, title: str, day: str, text: str) -> None:
        meta = f"<meta name='date' content='{day}'>" if day else ""
        (tmp_path / "folder" / f"{name}.html").write_text(PAGE.format(title, meta, text))

    return write


@pytest.fixture
def corpus(page: Callable[[str, str, str, str], None], tmp_path: Path) -> Iterator[Corpus]:
    for name, (title, day, text) in TEXTS.items():
        page(name, title, day, text)
    opened = Corpus.open(tmp_path / "folder", index_dir=tmp_path / "index")
    opened.refresh()
    yield opened
    opened.close()


def lines(timeline: Timeline) -> list[tuple[str, int, list[str]]]:
    return [
        (day.day, day.articles, [entry.article.path.partition(".")[0] for entry in day.entries])
        for day in timeline.days
    ]


def test_days_in_order_with_the_articles_that_tell_of_them(corpus: Corpus) -> None:
    assert lines(corpus.timeline.of()) == [
        ("1961-06-12", 1, ["undated"]),
        ("2024-05-04", 2, ["bogota", "ferry"]),
        ("2025-08-12", 2, ["bogota", "ferry"]),
        ("2025-08-15", 1, ["bogota"]),
        ("-W-1", 1, ["undated"]),
    ]


def test_an_entry_is_a_sentence_at_its_place(corpus: Corpus) -> None:
    day = next(day for day in corpus.timeline.of().days if day.day == "2025-08-12")
    entry = day.entries[0]
    text = corpus.article(entry.article.id).text
    assert text[entry.start : entry.end] == entry.text == "Tuesday"
    assert entry.left == "Allies of Juan Guaidó met ministers in Bogotá on "
    assert entry.right == "."
    assert entry.certainty == "resolved"


def test_a_query_and_a_name_choose_the_sentences(corpus: Corpus) -> None:
    assert lines(corpus.timeline.of("ferry")) == [
        ("2024-05-04", 1, ["ferry"]),
        ("2025-08-12", 1, ["ferry"]),
    ]
    found = corpus.timeline.of(name="Petra Lindqvist")
    assert lines(found) == [("1961-06-12", 1, ["undated"]), ("2024-05-04", 1, ["ferry"])]
    assert found.sources.total == 2
    assert lines(corpus.timeline.of("festival", name="Iceland")) == [("-W-1", 1, ["undated"])]
    with pytest.raises(NotFoundError):
        corpus.timeline.of(name="Nobody At All")
    with pytest.raises(QueryError):
        corpus.timeline.of('"unclosed')


def test_days_of_articles_without_a_date_are_behind_the_others_and_not_guessed(
    corpus: Corpus, page: Callable[[str, str, str, str], None]
) -> None:
    page(
        "pier",
        "A pier",
        "",
        "The pier burned on 31 October, when many slept. It was shut again in March.",
    )
    page(
        "hall",
        "A hall",
        "",
        "The hall burned on October 31 with it. The mayor came by train yesterday.",
    )
    page(
        "rain",
        "Some rain",
        "",
        "On 2 March it rained on the burned pier. It had dried by Sunday, they say.",
    )
    corpus.refresh()
    found = corpus.timeline.of("burned OR festival")
    assert lines(found) == [
        ("1961-06-12", 1, ["undated"]),
        ("--03", 1, ["pier"]),
        ("--03-02", 1, ["rain"]),
        ("--10-31", 2, ["hall", "pier"]),
        ("-W-1", 1, ["undated"]),
        ("-W-7", 1, ["rain"]),
    ]
    assert [day.rank for day in found.days] == [0, 1, 1, 1, 2, 2]
    certainties = [{str(entry.certainty) for entry in day.entries} for day in found.days]
    assert certainties == [{"written"}, *[{"unanchored"}] * 5]
    assert found.unknown == 1
    assert corpus.timeline.of("ferry").unknown == 0


def test_versions_of_a_text_count_once_by_the_earliest(
    corpus: Corpus, page: Callable[[str, str, str, str], None]
) -> None:
    title, _, text = TEXTS["ferry"]
    more = " ".join(sentences(1, 6))
    page("ferry", title, "2025-08-14", f"{text} {more}")
    page("again", "A ferry, again", "2025-08-22", f"{text} {more}")
    corpus.refresh()
    found = corpus.timeline.of("ferry")
    assert lines(found) == [("2024-05-04", 1, ["ferry"]), ("2025-08-12", 1, ["ferry"])]
    (article,) = found.sources.articles
    assert found.sources.versions[article.id] == 1
    assert found.sources.total == 2


def test_only_the_newest_are_read_and_the_rest_is_told(corpus: Corpus) -> None:
    found = corpus.timeline.of(most=1)
    assert [info.path for info in found.sources.articles] == ["ferry.html"]
    assert found.sources.left == 2
    assert {entry.article.path for day in found.days for entry in day.entries} == {"ferry.html"}


def test_it_can_be_given_up(corpus: Corpus, page: Callable[[str, str, str, str], None]) -> None:
    for number in range(AT_ONCE):
        page(f"more-{number}", f"More {number}", "2025-08-14", f"Report {number} of 3 May 2024.")
    corpus.refresh()
    asked = []

    def check() -> None:
        asked.append(1)
        if len(asked) == 2:
            raise GivenUpError

    with pytest.raises(GivenUpError):
        corpus.timeline.of(check=check)
    assert len(asked) == 2


def test_an_article_that_has_gone_tells_nothing(corpus: Corpus, tmp_path: Path) -> None:
    sources = corpus.timeline.sources()
    (tmp_path / "folder" / "ferry.html").unlink()
    corpus.refresh()
    entries = corpus.timeline.entries(sources, 0, 10).entries
    assert {entry.article.path for entry in entries} == {"bogota.html", "undated.html"}


def told(text: str, published: date | None = WEDNESDAY) -> list[tuple[str, str]]:
    found = telling(text, (), (), published).told
    return [(one.day, text[one.first : one.last]) for one in found]


def test_sentences_are_cut_as_comparing_cuts_them() -> None:
    text = "Mr. Smith left on Monday. He had come on 2 May 2024 by train, they say.\n\nA new line."
    assert told(text) == [
        ("2025-08-11", "Mr. Smith left on Monday."),
        ("2024-05-02", "He had come on 2 May 2024 by train, they say."),
    ]


def test_a_weekday_with_its_day_is_one_day() -> None:
    text = "The dam broke on Saturday, 2 August, after a week of rain. It was mended on Sunday."
    (one, _) = telling(text, (), (), WEDNESDAY).told
    assert text[one.start : one.end] == "Saturday, 2 August"
    assert (one.day, one.certainty) == ("2025-08-02", "resolved")


@pytest.mark.parametrize(
    "text",
    [
        "Published 13 August 2025",
        "By Anders Hollund, Correspondent in Skerray, 13 August 2025",
        "The Sunday Times reported nothing new about this.",
        "Sheffield Wednesday have never won the cup here.",
        "He told the Mail on Sunday what he had seen.",
        "Monday Tuesday Wednesday Thursday Friday",
        "In 1998 he fled the country, and on 3 May he married her.",
        "The war began on 1 September 1939. On Friday the guns fell silent there.",
        "CARACAS, Aug 12 (Reuters) - Ministers have met the allies of Juan Guaidó.",
    ],
)
def test_what_tells_of_no_day(text: str) -> None:
    assert [day for day, _ in told(text) if day != "1939-09-01"] == []


def test_boilerplate_tells_nothing_and_joins_part_no_day() -> None:
    text = "The pier was closed on 3\nMay 2024 for repairs.\nOur offer of 4 May 2024 ends soon now."
    at = text.index("Our")
    found = telling(text, [Span(at, len(text))], [Span(24, 25)], None).told
    assert [(one.day, text[one.start : one.end]) for one in found] == [
        ("2024-05-03", "3\nMay 2024")
    ]
    assert telling(text, [Span(at, len(text))], [], None).told == ()


def test_a_book_is_not_read_as_news() -> None:
    text = "They met on Monday in the hall. " + "The rain fell on. " * (NEWS // 18 + 1)
    assert told(text) == []
    assert told(f"{text}It ended on 3 May 2024 at noon.")[0][0] == "2024-05-03"
    days = telling(f"{text}It ended on 3 May in the hall.", (), (), None)
    assert ([one.day for one in days.told], days.unknown) == (["--05-03"], 1)


def test_quoted_words_count_less() -> None:
    (one,) = telling('"We lost the bridge yesterday," the mayor said.', (), (), WEDNESDAY).told
    assert (one.day, one.certainty) == ("2025-08-12", "likely")
    (one,) = telling("The bridge was lost yesterday, the mayor said.", (), (), WEDNESDAY).told
    assert (one.day, one.certainty) == ("2025-08-12", "resolved")


def test_a_long_text_costs_in_proportion() -> None:
    sentence = "The council met on 3 May 2024 and again on 5 June 2024 in the hall. "
    assert len(telling(sentence * 4000, (), (), WEDNESDAY).told) == 8000


_PIECES = (
    "on Monday", "3 May", "2024", "May 3, 2024", "yesterday", "last Friday", "in March", "the",
    "12 days ago", "said", "will", "met", "ministers", "Anders Hollund", ".", ",", "(", "\n",
    "\r\n", "“", '"', "CARACAS, Aug 12 (Reuters) -", "Sunday Times", "mid-July", "31/02/2024",
    "İstanbul", "Auguſt 4", "el lunes", "gestern", "aujourd’hui", "last month", "\u2028", "中文",
    "\x1b[31m", " ",
)  # fmt: skip


@given(
    st.lists(st.sampled_from(_PIECES), max_size=40).map(" ".join),
    st.sampled_from([None, WEDNESDAY, date.min, date.max]),
    st.integers(0, 60),
)
def test_whatever_is_written_is_told_within_its_sentence(
    text: str, published: date | None, cut: int
) -> None:
    aside = [Span(cut, cut + 9)] if cut + 9 < len(text) else []
    found = telling(text, aside, [], published)
    for one in found.told:
        assert 0 <= one.first <= one.start < one.end <= one.last <= len(text)
        assert "\n" not in text[one.start : one.end]
        if one.certainty == "unanchored":
            assert published is None
            assert re.fullmatch(r"--\d\d(-\d\d)?|-W-[1-7]", one.day)
        else:
            assert date.fromisoformat(one.day if len(one.day) == 10 else f"{one.day}-01")
        assert not any(one.start < end and start < one.end for start, end in aside)
    assert [one.start for one in found.told] == sorted(one.start for one in found.told)
    assert published is None or not found.unknown
