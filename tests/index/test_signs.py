"""Numbers, signs and abbreviations as people write them: what a search for one finds and marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.answering.snippets import Highlighter
from index.query import parse, written
from index.query.nodes import Node
from index.store.text import Entry, TextIndex

if TYPE_CHECKING:
    from pathlib import Path

ARTICLES = {
    1: "Decree Nº 5 rose 45½ per cent, to 10³ people, says the treaty¹ of AT&T.",
    2: "Decree N° 5 rose 45 1/2 per cent, to 4512 people, says R&D at @nato_hq.",
    3: "Decree No. 5 of the F-16 was written in C++ and #MeToo, not in .NET.",
    4: "Decree №5 was written in C#, with vitamin C and a net of 100 m² (C++11).",
}


@pytest.mark.parametrize(
    ("query", "found", "marked"),
    [
        ('"Nº 5"', {1, 2, 3, 4}, ["Nº", "5"]),
        ('"N° 5"', {1, 2, 3, 4}, ["Nº", "5"]),
        ("№5", {1, 2, 3, 4}, ["Nº", "5"]),
        ("=No", {1, 2, 3, 4}, ["Nº"]),
        ("45½", {1, 2}, ["45", "½"]),
        ('"45 1/2"', {1, 2}, ["45", "½"]),
        ("½", {1, 2}, ["½"]),
        ("4512", {2}, ["4512"]),
        ("=treaty", {1}, ["treaty"]),
        ("10³", {1}, ["10", "³"]),
        ("103", set(), []),
        ("C++", {3, 4}, ["C++"]),
        ("=C#", {4}, ["C#"]),
        ("=C", {4}, ["C"]),
        ("c++*", {3, 4}, ["C++"]),
        ('"in C#"', {4}, ["in", "C#"]),
        ("=AT&T", {1}, ["AT", "T"]),
        ("R&D", {2}, ["R", "D"]),
        ("f-16", {3}, ["F", "16"]),
        (".NET", {3, 4}, ["NET"]),
        ("@nato_hq", {2}, ["nato", "hq"]),
        ("#metoo", {3}, ["MeToo"]),
        ("m2", {4}, ["m²"]),
        ("№*", {1, 2, 3, 4}, ["Nº"]),
    ],
)
def test_signs(query: str, found: set[int], marked: list[str], tmp_path: Path) -> None:
    index = TextIndex.open(tmp_path, create=True)
    with index.writer() as writer:
        for number, text in ARTICLES.items():
            writer.add(Entry(number, "", text, "", "a.txt", None))
    node = parse(query)
    assert set(index.reader().ids(node)) == found
    text = ARTICLES[min(found, default=1)]
    assert [text[start:end] for start, end in Highlighter(node).spans(text)] == marked


@pytest.mark.parametrize("query", ["№", "N°", "½", "45½*", "C++", "=C#", "c++*", "№~", "10³"])
@pytest.mark.parametrize("typing", [False, True])
def test_they_are_written_as_they_are_read(query: str, typing: bool) -> None:
    node: Node | None = parse(query, typing=typing)
    assert node is not None
    again = parse(written(node))
    assert written(again) == written(node) if typing else again == node
