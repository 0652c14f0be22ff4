"""Settling what has changed: the same as settling everything, for as much work as has changed."""

from __future__ import annotations

from array import array
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

import index.refreshing.settling
from index.extraction.base import NameForm, Settled
from index.extraction.packing import Reply
from index.model import EntityType
from index.refreshing.settling import settle_names
from index.store import Store
from index.store.settled import NameCounts, checksum, filed_under

if TYPE_CHECKING:
    import pytest

PERSON, ORG, PLACE, MISC = EntityType
TEXTS = [
    *("Rubio", "RUBIO", "Rubioas", "Marco Rubio", "Marco Rubioas", "Rubio Marco", "Marco"),
    *("Black", "Black Rubio", "Black Sea", "Black Georgia", "Georgia", "Sea", "BLACK Georgia"),
    *("Yet Georgia", "Yet Marco Rubio", "YET Georgia", "Yet", "Georgiaand", "Henry Georgia"),
    *("Veridia", "Veridian", "Kommersant", "Henry Kommersant", "Kommersant Group", "New Veridia"),
]
FORMS = [
    NameForm(text, kind, kind is MISC and text == "Veridian", initial)
    for text in TEXTS
    for kind in (None, *EntityType)
    for initial in (False, True)
]
WORDS = ["rubio", "black", "yet", "marco", "georgia", "sea", "veridia", "kommersant", "new", "will"]
COUNTS = st.one_of(st.just((0, 0)), st.integers(1, 12).map(lambda n: (n + n // 3, n)))
STEP = st.tuples(
    st.dictionaries(st.integers(0, len(FORMS) - 1), COUNTS, max_size=6),
    st.dictionaries(st.sampled_from(WORDS), st.integers(0, 40), max_size=3),
    st.integers(0, 8),
)


class Names:
    """A catalogue of nothing but names, with any counts."""

    def __init__(self, folder: Path, forms: list[NameForm]) -> None:
        self.store = Store(folder)
        self.table = self.store.mentions.verdicts
        self.counts: dict[NameForm, tuple[int, int]] = {}
        self.words: dict[str, int] = {}
        with self.store.database.transaction():
            self.store.mentions.put([1], Reply(forms, [b""], {}, {}))

    def settle(self) -> tuple[int, dict[NameForm, Settled | None]]:
        """Settle; how many names were looked at, and what becomes of those that there are."""
        with self.store.database.transaction() as sql:
            known = self.table.lower()
            self.store.mentions.count_lower(
                {word: self.words.get(word, 0) - known.get(word, 0) for word in self.words | known}
            )
            numbers = {form: number for number, form in self.table.forms()}
            (size,) = sql.execute("SELECT max(id) + 1 FROM names").fetchone()
            counts = NameCounts(array("i", bytes(4 * size)), array("i", bytes(4 * size)))
            for form, number in numbers.items():
                counts.mentions[number], counts.articles[number] = self.counts.get(form, (0, 0))
            looked_at = settle_names(self.table, counts)
            found = {form: self.table.verdict(n) for form, n in numbers.items()}
        return looked_at, {form: found[form] for form, (n, _) in self.counts.items() if n}


@settings(max_examples=60)
@given(st.lists(STEP, min_size=2, max_size=8))
def test_settling_what_has_changed_is_settling_everything(
    steps: list[tuple[dict[int, tuple[int, int]], dict[str, int], int]],
) -> None:
    with TemporaryDirectory() as folder:
        kept = Names(Path(folder, "kept"), FORMS)
        for step, (names, words, few) in enumerate(steps):
            kept.counts |= {FORMS[at]: count for at, count in names.items()}
            kept.words |= words
            fresh = Names(Path(folder, f"fresh{step}"), FORMS[::-1])
            fresh.counts, fresh.words = kept.counts, kept.words
            with (
                patch.object(index.refreshing.settling, "_FEW", few),
                patch.object(index.refreshing.settling, "_SHARE", 99),
            ):
                assert kept.settle()[1] == fresh.settle()[1]
            fresh.store.close()
        kept.store.close()


def test_little_is_looked_at_where_little_has_changed(tmp_path: Path) -> None:
    forms = [NameForm(f"Given{n} Sur{n}", PERSON, False, False) for n in range(2000)]
    candidate = NameForm("Sur7", None, False, False)
    names = Names(tmp_path, [*forms, candidate])
    names.counts = dict.fromkeys(forms, (3, 3)) | {candidate: (1, 1)}
    looked_at, found = names.settle()
    assert looked_at == 2001
    assert found[candidate] == Settled(PERSON)
    assert names.settle() == (0, found)
    names.counts[forms[7]] = (0, 0)
    looked_at, found = names.settle()
    assert found[candidate] is None
    assert looked_at < 5
    names.store.close()


def test_names_are_filed_under_their_words() -> None:
    assert filed_under("Rubio") == (checksum("rubio"), None, None)
    assert filed_under("Marco A. Rubio") == (
        checksum("marco"),
        checksum("Rubio"),
        checksum("A. Rubio"),
    )
    assert filed_under("\udcff ") == (checksum("\udcff"), checksum(""), checksum(""))


def test_another_extractors_names_are_settled_anew(tmp_path: Path) -> None:
    rubio = NameForm("Rubio", None, False, False)
    person = NameForm("Marco Rubio", PERSON, False, False)
    names = Names(tmp_path, [rubio, person])
    names.counts = {rubio: (1, 1), person: (1, 1)}
    assert names.settle()[1] == {rubio: Settled(PERSON), person: Settled(PERSON)}
    with names.store.database.transaction():
        names.store.mentions.clear()
        names.store.mentions.put([1], Reply([person, rubio], [b""], {}, {}))
    assert names.settle()[1] == {rubio: Settled(PERSON), person: Settled(PERSON)}
    names.store.close()


def test_other_rules_settle_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    rubio = NameForm("Rubio", PLACE, False, False)
    names = Names(tmp_path, [rubio])
    names.counts = {rubio: (1, 1)}
    assert [names.settle()[0] for _ in range(2)] == [1, 0]
    monkeypatch.setattr(index.refreshing.settling, "RULES", index.refreshing.settling.RULES + 1)
    assert [names.settle()[0] for _ in range(2)] == [1, 0]
    names.store.close()
