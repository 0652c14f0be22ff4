"""More like this, over the text index alone: what counts, in every commit and segment."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from index.store.text import Entry, TextIndex
from index.store.text.more_like import FEWEST, Known, Name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from index.store.text.more_like import MoreLike

TEXTS = {
    1: "the lighthouse keeper counted cormorants on the jetty",
    2: "cormorants nest by the jetty, a keeper says",
    3: "a keeper of goal was hurt",
    4: "the orchestra plays brahms",
}


def _index(folder: Path, texts: dict[int, str], days: dict[int, int] | None = None) -> TextIndex:
    """An index with a segment for each text."""
    index = TextIndex.open(folder, create=True)
    for number, text in texts.items():
        with index.writer() as writer:
            day = (days or {}).get(number)
            writer.add(Entry(number, f"Title {number}", text, "", f"{number}.txt", day))
    return index


def _known(
    words: str, names: Sequence[tuple[Sequence[int], int]] = (), day: int | None = None
) -> Known:
    counts = {word: words.split().count(word) for word in words.split()}
    named = [Name(len(having), times, partial(tuple, having)) for having, times in names]
    return Known(counts, "en", named, len(words.split()), day)


def _ids(like: MoreLike, count: int = 9, without: Sequence[int] = (1,)) -> list[int]:
    return [number for number, _ in like.best(count, 0.001, without)]


def test_who_shares_more_rare_words_comes_first(tmp_path: Path) -> None:
    reader = _index(tmp_path / "text", TEXTS).reader()
    like = reader.more_like(_known("lighthouse keeper counted cormorants jetty"))
    assert _ids(like) == [2, 3]
    assert _ids(like, 1) == [2]
    assert like.shared([2, 3, 4, 99]) == {
        2: ["jetty", "cormorants", "keeper"],
        3: ["keeper"],
        4: [],
    }


def test_words_count_by_their_stems(tmp_path: Path) -> None:
    reader = _index(tmp_path / "text", TEXTS).reader()
    assert _ids(reader.more_like(_known("nesting cormorant"))) == [2]


def test_a_score_is_a_share_of_what_the_article_would_score_itself(tmp_path: Path) -> None:
    words = [f"rare{number}" for number in range(60)]
    texts = {5: " ".join(words), 6: " ".join(words[:9] * 6), 7: " ".join(words[9:])}
    reader = _index(tmp_path / "text", texts).reader()
    scores = dict(reader.more_like(_known(texts[5])).best(9, 0.001, ()))
    assert 0.8 < scores[5] <= 1
    assert 0.6 < scores[7] < scores[5]
    assert scores[6] < 0.4


def test_words_that_no_other_article_has_count_and_crowd_nothing_out(tmp_path: Path) -> None:
    shared = " ".join(f"shared{number}" for number in range(20))
    alone = " ".join(f"alone{number}" for number in range(300))
    reader = _index(tmp_path / "text", {1: f"{shared} {alone}", 2: shared}).reader()
    (short,) = reader.more_like(_known(shared)).best(9, 0.001, (1,))
    (long,) = reader.more_like(_known(f"{shared} {alone}")).best(9, 0.001, (1,))
    assert long[0] == short[0] == 2
    assert 0.1 < long[1] < short[1]


def test_a_name_relates_articles_that_share_no_word(tmp_path: Path) -> None:
    reader = _index(tmp_path / "text", TEXTS).reader()
    like = reader.more_like(_known("keeper", [((1, 4), 2), ((1,), 1)]))
    assert set(_ids(like)) == {2, 3, 4}
    assert like.shared([4]) == {4: [0]}


def test_a_name_that_stands_everywhere_tells_nothing(tmp_path: Path) -> None:
    reader = _index(tmp_path / "text", TEXTS).reader()
    everywhere = tuple(range(1, FEWEST + 2))
    like = reader.more_like(_known("lighthouse", [(everywhere, 3)]))
    assert _ids(like) == []


def test_deleted_articles_are_not_found(tmp_path: Path) -> None:
    texts = {number: f"{TEXTS[2]} {number}" for number in (1, 2, 3)}
    index = TextIndex.open(tmp_path / "text", create=True)
    with index.writer() as writer:
        for number, text in texts.items():
            writer.add(Entry(number, "", text, "", f"{number}.txt", None))
    with index.writer() as writer:
        writer.delete([2])
    like = index.reader().more_like(_known("cormorants jetty", [((1, 2, 3), 1)]))
    assert _ids(like) == [3]


def test_days_decide_between_equals(tmp_path: Path) -> None:
    texts = dict.fromkeys(range(1, 5), TEXTS[1])
    index = _index(tmp_path / "text", texts, {2: 700_000, 3: 700_200, 4: 700_330})
    like = index.reader().more_like(_known("cormorants jetty", day=700_250))
    assert _ids(like, without=()) == [3, 4, 2, 1]
    undated = index.reader().more_like(_known("cormorants jetty"))
    assert _ids(undated, without=()) == [1, 2, 3, 4]


@pytest.mark.parametrize("words", ["", "zebra"])
def test_nothing_is_like_what_stands_nowhere(tmp_path: Path, words: str) -> None:
    assert _ids(_index(tmp_path / "text", TEXTS).reader().more_like(_known(words))) == []
    empty = TextIndex.open(tmp_path / "empty", create=True)
    assert _ids(empty.reader().more_like(_known(words))) == []


def test_what_is_asked_once_is_not_remembered(tmp_path: Path) -> None:
    reader = _index(tmp_path / "text", TEXTS).reader()
    reader.more_like(_known("cormorants jetty keeper"))
    assert not reader._snapshot._memory
