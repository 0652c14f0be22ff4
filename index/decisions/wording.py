"""How names are written, and whether two are the same words: which entity a decision speaks of."""

from __future__ import annotations

import re
from unicodedata import normalize

from index.decisions.model import Form
from index.linking.normalise import key
from index.model import EntityType

NEARLY_ALL = 0.9
"""An entity that is not called so is still meant by a name if it has this share of its uses."""

APOSTROPHES = "'’‘ʼʻ´′"
"""What stands for an apostrophe; `index.linking.normalise.fold` counts them as one."""

_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")

_TOLD_APART = re.compile(r" \((?:person|organisation|place|other|[0-9]+)\)$")
"""What the linker adds to the second of two entities of one name."""


def bare(name: str) -> str:
    """An entity's name without what tells it from another of that name."""
    return _TOLD_APART.sub("", name)


def is_person(form: Form) -> bool:
    """Whether a name is read as a person's, before whose name titles say nothing."""
    return form.type is EntityType.PERSON


def key_of(form: Form) -> str:
    """A name's words without case, accents, titles and possessives."""
    return key(form.text, is_person(form))


def spelled(text: str) -> tuple[str, ...]:
    """A name as it may be written in a text: as it is, or in Unicode's normal forms C and D."""
    if text.isascii():
        return (text,)
    return tuple(dict.fromkeys((text, normalize("NFC", text), normalize("NFD", text))))


def respelled(text: str) -> tuple[str, ...]:
    """A name as it may be written with other apostrophes: ``O’Brien`` for ``O'Brien``."""
    if not _APOSTROPHE.search(text):
        return ()
    found = (t for mark in APOSTROPHES for t in spelled(_APOSTROPHE.sub(mark, text)))
    return tuple(t for t in dict.fromkeys(found) if t not in spelled(text))


def one_form(first: Form, second: Form) -> bool:
    """Whether two names are one, however their apostrophes and accents are encoded."""
    text = second.text
    return first.type is second.type and text in (*spelled(first.text), *respelled(first.text))


def same_words(first: Form, second: Form) -> bool:
    """Whether two names have one key."""
    return key_of(first) == key_of(second)


def says_title(form: Form, title: str) -> bool:
    """Whether a name is what an entity is called."""
    return same_words(form, Form(bare(title), form.type))


def as_name(text: str) -> str:
    """What a person gives as a name, as a catalogue and a line of the screen take it.

    Whatever cannot be printed, lone surrogates too, is as a space; it is empty if nothing is left.
    """
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
