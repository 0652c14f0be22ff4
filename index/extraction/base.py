"""The interface between texts and mentions, and the one between mentions and the collection."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Sequence

    from index.model import EntityType, Mention


class Extractor(Protocol):
    """Finds the mentions of texts, each text by itself.

    What it returns depends on the text, the name and the version alone, so that an article's
    mentions can be kept until one of the three changes.

    Attributes:
        name: short, for the index and for messages, e.g. ``"crf"``.
        version: changes whenever the same text could give other mentions.
    """

    name: str
    version: str

    def extract(self, texts: Sequence[str]) -> list[list[Mention]]:
        """The mentions of each text, sorted and disjoint, candidates among them.

        The texts are readable ones (see `index.extraction.readable`): of the article's length,
        with boilerplate and line breaks inside sentences blanked, so that offsets hold for both.
        """
        ...


@runtime_checkable
class CountingExtractor(Extractor, Protocol):
    """An extractor that comes by the words of the texts, and can count those in lower case."""

    def extract_counting(self, texts: Sequence[str], words: Counter[str]) -> list[list[Mention]]:
        """Extract, and add to `words` in how many of the texts each stands in lower case.

        The words are those of `index.extraction.lower.lower_words`.
        """
        ...


class NameForm(NamedTuple):
    """What the collection is asked about: the same words in the same circumstances."""

    name: str
    type: EntityType | None
    demonym: bool
    initial: bool


class FormCount(NamedTuple):
    """How often a form occurs, and in how many articles."""

    mentions: int
    articles: int


class Settled(NamedTuple):
    """What the collection makes of a form.

    Attributes:
        type: the type that the mention is given.
        cut: characters to take off the mention: off its end (words glued to the name) or, if
            negative, off its beginning (words that are none of it).
    """

    type: EntityType
    cut: int = 0
