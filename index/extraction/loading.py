"""An extractor's name → the extractor; nothing is loaded before it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.errors import NotFoundError

if TYPE_CHECKING:
    from index.extraction.base import Extractor

GROUP = "clew.extractors"
"""Entry points of this group are callables: the part of the name after a colon → an extractor."""

_loaded: dict[str, Extractor] = {}


def load_extractor(name: str = "") -> Extractor:
    """The extractor of that name, loaded once a process.

    Args:
        name: empty or ``"crf"`` for the one that ships trained; ``"rules"`` for the rules alone;
            ``"spacy:NAME"`` for an installed spaCy pipeline; else ``"POINT"`` or ``"POINT:REST"``,
            where POINT is an entry point of the group ``clew.extractors``, called with REST.

    Raises:
        NotFoundError: there is no such extractor, or what it needs is not installed.
    """
    extractor = _loaded.get(name)
    if extractor is None:
        extractor = _loaded[name] = _load(name)
    return extractor


def _load(name: str) -> Extractor:
    if name == "rules":
        from index.extraction.rules import RuleExtractor

        return RuleExtractor()
    if name in ("", "crf"):
        from index.extraction.crf import CrfExtractor

        return CrfExtractor()
    point, _, rest = name.partition(":")
    if point == "spacy" and rest:
        from index.extraction.spacy_adapter import SpacyExtractor

        return SpacyExtractor(rest)
    from importlib.metadata import entry_points

    for entry in entry_points(group=GROUP, name=point):
        made: Extractor = entry.load()(rest)
        return made
    raise NotFoundError(f"there is no extractor {name!r}")
