"""Words in lower case are counted alike from texts and from what an extractor has cut them into."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.extraction import crf, load_extractor
from index.extraction.base import CountingExtractor
from index.extraction.lower import count_lower, lower_words
from index.extraction.packing import Job, answer, pack_text
from index.extraction.tokens import Reader
from index.extraction.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.model import Mention

_SOUP = (
    "the The well-known WELL-known don't Bob's a.m. U.S. x.y.zebra abc123def "
    "²nd ßa ǆ naïve e\u0301t "
    "http://some.where www.a.b @foo #bar_baz pro-Cuban A-led-B l'homme "
    "it’s -- ... \ud800 中文 \u3000"
)
TEXTS = st.lists(st.sampled_from(_SOUP.split(" ")) | st.sampled_from([" ", "\n", " "])).map("".join)


def counted(texts: list[str]) -> Counter[str]:
    words: Counter[str] = Counter()
    for text in texts:
        words.update(lower_words(text))
    return words


@given(st.lists(TEXTS | st.text(), max_size=6))
def test_numbers_count_as_texts_do(texts: list[str]) -> None:
    reader = Reader(Vocabulary())
    row = reader.read(texts)
    assert count_lower(row, reader.vocabulary, [True] * len(texts)) == counted(texts)


def test_texts_that_do_not_count() -> None:
    reader = Reader(Vocabulary())
    row = reader.read(["one two", "two three-four", "four five"])
    found = count_lower(row, reader.vocabulary, [True, False, True])
    assert found == {"one": 1, "two": 1, "four": 1, "five": 1}


def test_nothing_is_counted_in_no_words() -> None:
    reader = Reader(Vocabulary())
    assert count_lower(reader.read([]), reader.vocabulary, []) == {}
    assert count_lower(reader.read([" ", "A B"]), reader.vocabulary, [True, True]) == {}


def test_the_extractor_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crf, "_PIECE", 1_000)
    english = "The minister said that they would have been well-known in Oslo. "
    german = "Der Minister sagte, dass die Regierung nicht mehr in der Stadt ist und war. "
    texts = [english, german * 3, english * 40, "Nothing here", english * 2]
    extractor = load_extractor("crf")
    assert isinstance(extractor, CountingExtractor)
    words: Counter[str] = Counter()
    found = extractor.extract_counting(texts, words)
    assert words == counted(texts)
    assert found == extractor.extract(texts)


class _Failing:
    """Fails where a text says so, in the midst of it."""

    name = "failing"
    version = "1"

    def extract(self, texts: Sequence[str]) -> list[list[Mention]]:
        return self.extract_counting(texts, Counter())

    def extract_counting(self, texts: Sequence[str], words: Counter[str]) -> list[list[Mention]]:
        for text in texts:
            words.update(lower_words(text))
            if "fail" in text:
                raise ValueError(text)
        return [[] for _ in texts]


class _Plain(_Failing):
    """The same, and counts nothing."""

    extract_counting = None  # type: ignore[assignment]

    def extract(self, texts: Sequence[str]) -> list[list[Mention]]:
        return _Failing.extract_counting(self, texts, Counter())


@pytest.mark.parametrize("extractor", [_Failing(), _Plain()])
def test_each_text_counts_once_whatever_fails(extractor: _Failing) -> None:
    texts = ["one two", "to fail", "two three"]
    jobs = [Job(n, len(text), pack_text(text), (), ()) for n, text in enumerate(texts)]
    reply = answer(extractor, jobs)
    assert reply.words == counted(texts)
    assert list(reply.failed) == [1]
