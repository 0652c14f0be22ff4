"""Annotated articles for the build commands.

In: a folder of ``.jsonl`` files, a JSON object an article, ``{"id", "sents": [{"t": [words], "y":
[BIO tags]}]}`` with the tags PER, ORG, LOC and MISC. Out: the same articles as sentences.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Sentence(NamedTuple):
    """Words with their BIO tags."""

    words: list[str]
    tags: list[str]


class Annotated(NamedTuple):
    """An article: the file it comes from, and its sentences."""

    source: str
    sentences: list[Sentence]


def read(folder: Path, without: frozenset[str] = frozenset()) -> Iterator[Annotated]:
    """The articles of a folder, file by file in the order of their names.

    Args:
        folder: where the ``.jsonl`` files are.
        without: names of files, without their ending, to leave out.
    """
    for path in sorted(folder.glob("*.jsonl")):
        if path.stem in without:
            continue
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                sentences = [Sentence(s["t"], s["y"]) for s in json.loads(line)["sents"] if s["t"]]
                yield Annotated(path.stem, sentences)
