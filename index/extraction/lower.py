"""Words in lower case, by which the collection tells ordinary words from names.

In: a text, or the words of many texts by their numbers. Out: the words of letters alone, two or
more of them, that stand in lower case somewhere in a text; of many texts, in how many each does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.extraction.tokens import Row
    from index.extraction.vocabulary import Vocabulary

_WORD = re.compile(r"[^\W\d_]+")

WHOLE, PARTS = 1, 2
"""A word of a vocabulary is such a word itself, or has some in it, as "well-known" has."""


def lower_words(text: str) -> set[str]:
    """The words of a text that stand in lower case somewhere in it, of two letters or more."""
    return {word for word in set(_WORD.findall(text)) if len(word) > 1 and word.islower()}


def lowness(word: str) -> int:
    """Whether a word of a vocabulary is in lower case: `WHOLE`, `PARTS` or 0."""
    if word.isalpha():
        return WHOLE if len(word) > 1 and word.islower() else 0
    return PARTS if lower_words(word) else 0


def count_lower(row: Row, vocabulary: Vocabulary, wanted: Sequence[bool]) -> dict[str, int]:
    """In how many texts each word stands in lower case, as `lower_words` has it.

    Args:
        row: the words of the texts, which never end between two letters of one word.
        vocabulary: what numbers them; parts of them are added.
        wanted: for each text, whether it counts.
    """
    import numpy as np  # whoever only reads the index imports this module and needs none

    lowness = vocabulary.lowness[row.numbers]
    lowness[np.repeat(np.logical_not(wanted), np.diff(row.texts))] = 0
    at = np.flatnonzero(lowness)
    numbers, texts = row.numbers[at], np.searchsorted(row.texts, at, "right") - 1
    parted = lowness[at] == PARTS
    parts: list[str] = []
    texts_of_parts: list[int] = []
    for text, number in set(zip(texts[parted].tolist(), numbers[parted].tolist(), strict=True)):
        found = lower_words(vocabulary.words[number])
        parts += found
        texts_of_parts += [text] * len(found)
    numbers_of_parts = vocabulary.numbers(parts)
    span = len(vocabulary.words)
    pairs = np.append(
        texts[~parted] * span + numbers[~parted],
        np.array(texts_of_parts, np.int64) * span + np.array(numbers_of_parts, np.int64),
    )
    pairs.sort()
    # Sorting is eight times as fast as np.unique, which looks numbers up by hash.
    counts = np.bincount(pairs[np.diff(pairs, prepend=-1) != 0] % span)
    lower = np.flatnonzero(counts)
    words = map(vocabulary.words.__getitem__, lower.tolist())
    return dict(zip(words, counts[lower].tolist(), strict=True))
