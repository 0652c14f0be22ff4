"""The tokeniser and the stemmer."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.analysis import Token, fold, needle, stem, terms, tokens
from index.analysis.words import located


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("U.S. and US and U.S", ["us", "and", "us", "and", "us"]),
        ("the U.S.-backed plan", ["the", "us", "backed", "plan"]),
        ("Maduro’s and Maduro's", ["maduro", "and", "maduro"]),
        ("Il-76 anti-aircraft", ["il", "76", "anti", "aircraft"]),
        ("Rodríguez, Rodri\u0301guez", ["rodriguez", "rodriguez"]),
        ("Straße Łódź Ørsted", ["strasse", "lodz", "orsted"]),
        ("O'Neill don’t", ["o", "neill", "don", "t"]),
        ("北京市 2019年", ["北京", "京市", "2019", "年"]),
        ("co\u00adoperate", ["cooperate"]),
        ("[ad_1] 3.5%", ["ad", "1", "3", "5"]),
        ("x" * 100, ["x" * 63]),
        ("— … !", []),
        ("ประเทศไทย", ["ปร", "ระ", "ะเ", "เท", "ทศ", "ศไ", "ไท", "ทย"]),
        ("กรุงที่", ["กรุ", "รุง", "งที่"]),
        ("القاهرة والقاهره", ["القاهره", "والقاهره"]),
        ("١٩٩٠ ۱۹۹۰", ["1990", "1990"]),
        ("Ёлка ёлка елка", ["елка", "елка", "елка"]),
        ("Nº 5, N° 5, N.º5, №5, No. 5", ["no", "5"] * 5),
        ("n°7 Nºs 20 N.", ["no", "7", "nos", "20", "n"]),
        ("25°C at 45° N", ["25", "c", "at", "45", "n"]),
        ("45½ or 45 1/2", ["45", "1", "2", "or", "45", "1", "2"]),
        ("½-inch ⅔rds", ["1", "2", "inch", "2", "3", "rds"]),
        ("10³ and 10³²", ["10", "3", "and", "10", "32"]),
        ("treaty¹ said²,³ ¹the", ["treaty", "1", "said", "2", "3", "1", "the"]),
        ("m² km³ 100m² CO₂ H₂O", ["m2", "km3", "100m2", "co2", "h2o"]),
        ("① ⑵ ⒊ ❹ word⑤ ㈠", ["1", "2", "3", "4", "word", "5", "一"]),
        ("ﬁne Ⅳ 2ª 1ˢᵗ", ["fine", "iv", "2a", "1st"]),
        ("paraŀlel paral·lel", ["paral", "lel", "paral", "lel"]),
        ("C++ and c# and A+++, C++11", ["c++", "and", "c#", "and", "a+++", "c++", "11"]),
        ("A+ B++C #tag c#x Notepad++", ["a", "b", "c", "tag", "c", "x", "notepad"]),
        (".NET F-16 AT&T R&D @name", ["net", "f", "16", "at", "t", "r", "d", "name"]),
    ],
)
def test_terms(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


def test_offsets_are_those_of_the_original_text() -> None:
    text = "“Señor İnönü’s” U.S. visit"
    words = [(token.term, text[token.start : token.end]) for token in tokens(text)]
    assert words == [
        ("senor", "Señor"),
        ("inonu", "İnönü"),
        ("us", "U.S."),
        ("visit", "visit"),
    ]


@given(st.text(max_size=80))
def test_a_text_may_be_lowered_and_split_first(text: str) -> None:
    split = [term for piece in text.lower().split() for term in terms(piece)]
    assert terms(text) == split


@given(st.text(max_size=60))
def test_tokens_are_in_order_and_slice_to_words(text: str) -> None:
    found = tokens(text)
    for token in found:
        assert 0 <= token.start < token.end <= len(text)
        assert token.term
    assert [token.start for token in found] == sorted(token.start for token in found)


@pytest.mark.parametrize(
    ("word", "stemmed"),
    [
        ("attacks", "attack"),
        ("attacking", "attack"),
        ("agreed", "agre"),
        ("ponies", "poni"),
        ("ties", "tie"),
        ("gas", "gas"),
        ("kiwis", "kiwi"),
        ("hopping", "hop"),
        ("hoping", "hope"),
        ("relational", "relat"),
        ("responsibility", "respons"),
        ("generously", "generous"),
        ("communism", "communism"),
        ("dying", "die"),
        ("news", "news"),
        ("succeeding", "succeed"),
        ("sayings", "say"),
        ("crying", "cri"),
        ("say", "say"),
        ("rodriguez", "rodriguez"),
        ("il76", "il76"),
        ("us", "us"),
    ],
)
def test_stems(word: str, stemmed: str) -> None:
    assert stem(word) == stemmed


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12))
def test_every_form_begins_with_its_needle(word: str) -> None:
    assert word.startswith(needle(stem(word)))


def test_folding() -> None:
    assert fold("RODRÍGUEZ") == "rodriguez"
    assert fold("ﬁne") == "fine"
    assert fold("Θάλασσας") == fold("ΘΆΛΑΣΣΑΣ")


@given(st.text(st.sampled_from("aB1.'’s+#-_é№²½港 \n"), max_size=16))
@example("X" * 70 + "'S a.b. U.S." + "y" * 80)
def test_located_says_what_tokens_says(text: str) -> None:
    assert [Token(*one) for one in zip(*located(text), strict=True)] == tokens(text)
