"""Names that everybody knows in several forms: countries with their people, world organisations.

In comes a name (and its key), out goes the known thing's name, if it is one. The tables are data
files beside this module: ``countries.tsv`` (made by `index.linking.build_countries`) and
``known.txt`` (written by hand). A country is not its capital, its government or its sports team.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

from index.linking.normalise import FUNCTION_WORDS, key


class Known(NamedTuple):
    """What a key stands for.

    Attributes:
        name: the name of the country, organisation or place.
        country: whether it is a country, a region of the world or their people.
        place: whether it is another place.
        demonym: whether the key names the people.
        upper: whether the key counts only when it is written in capitals or, with `accents`, with
            the accents that it has lost.
        accents: see there.
    """

    name: str
    country: bool
    place: bool
    demonym: bool
    upper: bool
    accents: bool = False


_FEW = 2
"""Blanks in the name of an organisation that is not known by its other words."""

_SOMEBODY = ("Mr ", "Mr. ", "Mrs ", "Mrs. ", "Ms ", "Ms. ", "Miss ", "Dr ", "Dr. ", "Sir ")


@cache
def table() -> dict[str, Known]:
    """Every known key; read once."""
    room = files("index.linking")
    out: dict[str, Known] = {}
    for line in room.joinpath("countries.tsv").read_text(encoding="utf-8").splitlines():
        form, name, kind, *marks = line.split("\t")
        out[form] = Known(name, True, False, kind == "d", bool(marks), "a" in marks)
    place = False
    for line in room.joinpath("known.txt").read_text(encoding="utf-8").splitlines():
        place = place or line.startswith("# Places")
        name, colon, forms = line.partition(":")
        if line.startswith("#") or not colon:
            continue
        out.setdefault(key(name), Known(name, False, place, False, False))
        for form in forms.split(", "):
            short = form.strip()
            dots = "." in short
            loud = short.replace(".", "").isupper() or dots
            old = out.get(key(short))
            if old is None or (old.name == name and old.upper and not loud):
                out[key(short)] = Known(name, False, place, False, loud)
    return out


@cache
def _contents() -> dict[str, Known]:
    """Organisations of three words and more by their words without "of", "the" and the like."""
    found = ((_content(words), thing) for words, thing in table().items())
    return {words: thing for words, thing in found if words.count(" ") > 1 and not thing.country}


def _content(words: str) -> str:
    return " ".join(word for word in words.split(" ") if word not in FUNCTION_WORDS)


def is_somebody(name: str) -> bool:
    """Whether a name is somebody's for what stands before it: "Mr Irish" is no country."""
    return name.startswith(_SOMEBODY)


def known(name: str, its_key: str) -> Known | None:
    """The known thing that the name stands for.

    Args:
        name: the name as written; its capitals decide about forms such as ``US``, its accents
            about ``Irã``; with "Mr" before it, it is somebody's.
        its_key: the name's key.
    """
    found = table().get(its_key)
    if found is None and its_key.count(" ") > _FEW:
        found = _contents().get(_content(its_key))
    if found is None or is_somebody(name):
        return None
    if found.accents:
        return None if name.isascii() else found
    if not found.upper:
        return found
    letters = name.replace(".", "")
    if letters.isupper() or ("." in name and name[:1].isupper()):
        return found
    return None
