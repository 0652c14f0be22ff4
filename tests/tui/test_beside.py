"""What the explorer makes of a comparison: marks, stops, words, the way over."""

from __future__ import annotations

from index.alignment import Side, align
from index.alignments import Comparison
from index.model import Article, ArticleInfo, Span
from tui.beside import Beside, beside

HERE = (
    "Dockers went on strike on Monday. Officials say that about 500 tons of grain are waiting in "
    "the northern sheds. The mayor called it a bad day. Nobody was hurt. A film festival opened. "
    "The council meets again next week to talk about the dues of the harbour."
)
THERE = (
    "A union is to meet. Dockers went on strike on Monday. Officials say that about 300 tons of "
    "grain are waiting in the northern sheds. The mayor called it a day. The council meets again "
    "next week to talk about the dues of the harbour."
)


def _article(number: int, path: str, source: str, text: str) -> Article:
    return Article(ArticleInfo(number, path, path, source, None, len(text)), text, (), ())


def _made(here: str = HERE, there: str = THERE, source: str = "Herald") -> Beside:
    left = _article(1, "a.txt", "Tide", here)
    right = _article(2, "folder/b.txt", source, there)
    return beside(Comparison(left, right, align(Side(here), Side(there))))


def _words(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


def test_marks_and_stops() -> None:
    made = _made()
    only = ["Nobody was hurt.", "A film festival opened."]
    assert _words(HERE, tuple(made.marks.only)) == only
    assert _words(HERE, tuple(made.marks.differs)) == ["500", "bad"]
    assert _words(HERE, tuple(made.marks.contradicted)) == ["500"]
    # What only one has is one stop as far as it goes on.
    assert _words(HERE, made.stops) == ["500", "bad", " ".join(only)]


def test_what_is_missing_is_marked_where_it_is_missing() -> None:
    made = _made(THERE, HERE)
    (gap,) = made.marks.missing
    assert THERE[gap.start - 1 : gap.end + 3] == "a day"
    assert _words(THERE, made.stops) == ["A union is to meet.", "300", " "]


def test_it_is_said_in_words() -> None:
    made = _made()
    assert made.told() == "85% also in Herald · 2 passages only here · 1 discrepancy"
    assert made.told(brief=True) == "85% in both · 2 only here · 1 ≠"
    on = made._replace(at=1)
    assert on.told().startswith("difference 2 of 3 · 85% also")
    assert on.told(brief=True) == "2/3 · 85% in both · 2 only here · 1 ≠"
    same = _made(HERE, HERE, "Tide")
    assert same.stops == ()
    assert same.told() == "100% also in b.txt · 0 passages only here · no discrepancies"


def test_the_way_over_is_to_the_same_passage_or_the_next_there_is() -> None:
    made = _made()
    assert THERE[made.across(HERE.index("tons")) :].startswith("Officials")
    assert THERE[made.across(HERE.index("hurt")) :].startswith("The council")
    nothing = _made(HERE, "Quite another text.")
    assert nothing.across(100) == 0
    assert nothing.comparison.alignment.shared == 0
