"""Texts → mentions: what is named where, from each text alone and then from the collection.

A text is made readable (`readable`), an extractor finds its mentions (`load_extractor`, or
`index.extraction.pool` for many texts on all cores), and the statistics of the whole collection
settle what one text cannot know (`settle`, `lower_words`).
"""

from __future__ import annotations

from index.extraction.consistency import settle
from index.extraction.loading import load_extractor
from index.extraction.lower import lower_words
from index.extraction.readable import readable

__all__ = ["load_extractor", "lower_words", "readable", "settle"]
