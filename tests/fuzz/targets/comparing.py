"""Two texts side by side, the one a damaged copy of the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.alignment import Kind, Side, align
from index.reading.plain import make_document
from tests.fuzz import seeds
from tests.fuzz.mutating import Case, mutated
from tests.fuzz.targets.base import Target, plainly

if TYPE_CHECKING:
    import random

_WORDS = (*seeds.WORDS, "1,000", "twelve", "3 March", "$5 bn", "2.30pm", "50%", "。", "\n\n")


def copies(chance: random.Random) -> Case:
    """A damaged article, and a copy of it that is damaged once more."""
    text = mutated(chance.choice(seeds.NEWS), chance, seeds.NEWS, _WORDS)[:6000]
    return Case(mutated(text, chance, seeds.NEWS, _WORDS)[:6000], text)


def compared(case: Case) -> None:
    """Every character is in one passage, whichever comes first; a text is the same as itself."""
    assert isinstance(case.body, str)
    sides = []
    for text in (case.body, case.kind):
        document = make_document(text, "a.txt")
        sides.append(Side(document.text, document.boilerplate, document.joins))
    left, right = sides
    found = align(left, right)
    assert found.turned == align(right, left)
    for side, passages in ((left, found.left), (right, found.right)):
        assert "".join(side.text[p.start : p.end] for p in passages) == side.text
        for passage in passages:
            for span in (*passage.differs, *passage.missing):
                assert passage.start <= span.start < span.end <= passage.end, passage
    own = align(left, left)
    assert {passage.kind for passage in own.left} <= {Kind.SAME}
    assert not own.discrepancies


TARGETS = (Target("comparing", 50, copies, plainly(compared)),)
