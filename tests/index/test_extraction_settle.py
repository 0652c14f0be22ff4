"""What the collection decides about a form."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from index import Corpus
from index.extraction import settle
from index.extraction.base import FormCount, NameForm, Settled
from index.model import EntityType

PERSON, ORG, PLACE, MISC = EntityType


def form(name: str, kind: EntityType | None, *, initial: bool = False) -> NameForm:
    return NameForm(name, kind, False, initial)


def test_ordinary_word_at_the_start_of_a_sentence_is_dropped() -> None:
    forms = {
        form("Sales", ORG, initial=True): FormCount(3, 3),
        form("Oslo", PLACE, initial=True): FormCount(3, 3),
    }
    out = settle(forms, {"sales": 5})
    assert out[form("Sales", ORG, initial=True)] is None
    assert form("Oslo", PLACE, initial=True) not in out


def test_word_that_has_its_capital_inside_sentences_stays() -> None:
    forms = {
        form("Apple", ORG, initial=True): FormCount(3, 3),
        form("Apple", ORG): FormCount(20, 12),
    }
    assert form("Apple", ORG, initial=True) not in settle(forms, {"apple": 4})


def test_candidates_follow_the_collection() -> None:
    candidate = form("Zaiemski", None, initial=True)
    known = {
        candidate: FormCount(2, 2),
        form("Vladimir Zaiemski", PERSON): FormCount(1, 1),
        form("Veridia", None): FormCount(1, 1),
        form("Veridia", ORG): FormCount(4, 3),
        form("Nowhere", None): FormCount(1, 1),
    }
    out = settle(known, {})
    assert out[candidate] == Settled(PERSON)
    assert out[form("Veridia", None)] == Settled(ORG)
    assert out.get(form("Nowhere", None)) is None


def test_a_candidate_takes_the_commonest_type_though_it_be_no_majority() -> None:
    candidate = form("Quillfort", None)
    forms = {
        candidate: FormCount(3, 3),
        form("Quillfort", PERSON): FormCount(2, 2),
        form("Quillfort", ORG): FormCount(3, 3),
    }
    out = settle(forms, {})
    assert out[candidate] == Settled(ORG)
    assert form("Quillfort", PERSON) not in out
    tie = {candidate: FormCount(2, 2), form("Quillfort", MISC): FormCount(1, 1)}
    tie[form("Quillfort", PLACE)] = FormCount(1, 1)
    assert settle(tie, {})[candidate] == Settled(PLACE)


def test_majority_settles_the_type_but_leaves_towns_and_teams() -> None:
    forms = {
        form("Pirelli", PERSON): FormCount(1, 1),
        form("Pirelli", ORG): FormCount(9, 6),
        form("Karlsruhe", ORG): FormCount(1, 1),
        form("Karlsruhe", PLACE): FormCount(9, 6),
        form("Norway", ORG): FormCount(1, 1),
        form("Norway", PLACE): FormCount(9, 6),
    }
    out = settle(forms, {})
    assert out[form("Pirelli", PERSON)] == Settled(ORG)
    assert form("Karlsruhe", ORG) not in out
    assert out[form("Norway", ORG)] == Settled(PLACE)


def test_glued_words_are_cut_off() -> None:
    glued = form("Marco Rubioas", PERSON)
    forms = {
        glued: FormCount(1, 1),
        form("Marco Rubio", PERSON): FormCount(2, 2),
        form("Lucas", PERSON): FormCount(2, 2),
        form("Luc", PERSON): FormCount(9, 9),
    }
    out = settle(forms, {})
    assert out[glued] == Settled(PERSON, 2)
    assert form("Lucas", PERSON) not in out


def test_words_before_a_name_are_cut_off() -> None:
    opening = NameForm("Backbencher Ann Zole", PERSON, False, True)
    town = NameForm("Grand Zole", ORG, False, True)
    forms = {
        opening: FormCount(1, 1),
        town: FormCount(1, 1),
        form("Ann Zole", PERSON): FormCount(3, 2),
        form("Zole", PERSON): FormCount(3, 2),
    }
    out = settle(forms, {"backbencher": 6, "grand": 9})
    assert out[opening] == Settled(PERSON, -len("Backbencher "))
    assert town not in out
    assert opening not in settle(forms, {"backbencher": 2})
    inside = form("Backbencher Ann Zole", PERSON)
    assert opening not in settle(forms | {inside: FormCount(1, 1)}, {"backbencher": 6})


def test_what_is_cut_off_is_outside_of_the_mention(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(6):
        text = f"A backbencher asked Ann Zole of Norway, and Ann Zole replied in part {number}."
        (folder / f"{number}.txt").write_text(text)
    text = "It was late.\n\nBackbencher Ann  Zole left the house."
    (folder / "last.txt").write_text(text)
    corpus = Corpus.open(folder, index_dir=tmp_path / "index")
    corpus.refresh()
    found = [m for m in corpus.mentions("Ann Zole") if m.path == "last.txt"]
    assert [text[m.start : m.end] for m in found] == ["Ann  Zole"]
    assert [m.text for m in found] == ["Ann  Zole"]


def test_demonyms_are_left_alone() -> None:
    polish = NameForm("Polish", MISC, True, True)
    assert polish not in settle({polish: FormCount(1, 1)}, {"polish": 50})


def test_a_large_collection_is_settled_in_seconds() -> None:
    kinds = (PERSON, ORG, PLACE, None)
    forms = {
        form(f"Name{n // 3} Number{n % 977}as", kinds[n % 4], initial=n % 5 == 0): FormCount(2, 1)
        for n in range(300_000)
    }
    began = time.process_time()
    settle(forms, {f"word{n}": n for n in range(100_000)})
    assert time.process_time() - began < 6


def test_a_name_by_mistake_does_not_make_names_of_its_candidates() -> None:
    forms = {
        form("Treaty", PERSON): FormCount(1, 1),
        form("Treaty", None): FormCount(40, 30),
    }
    assert settle(forms, {})[form("Treaty", None)] is None


def test_surnames_that_are_words_stay_at_the_start_of_sentences() -> None:
    opening = form("Young", PERSON, initial=True)
    forms = {opening: FormCount(9, 5), form("Andrew Young", PERSON): FormCount(4, 4)}
    assert opening not in settle(forms, {"young": 500})


def test_longer_surnames_are_not_glued_ones() -> None:
    forms = {
        form("Paul Franks", PERSON): FormCount(9, 9),
        form("Steve Harris", PERSON): FormCount(9, 9),
        form("Steve Harrison", PERSON): FormCount(1, 1),
        form("Mary Thom", PERSON): FormCount(9, 9),
        form("Mary Thomas", PERSON): FormCount(1, 1),
    }
    assert settle(forms, {}) == {}


@pytest.mark.parametrize(
    "name", ["I", "É", "B", "Â", "Â.", "DVD", "MPs", "PCs", "T.", "5", "", "We've", "Don’t"]
)
def test_single_letters_debris_and_signs_name_nothing(name: str) -> None:
    known = form(name, PERSON)
    assert settle({known: FormCount(9, 5)}, {})[known] is None


@pytest.mark.parametrize(
    "name", ["U2", "G8", "UN", "U.S.", "Bo", "Âge", "習", "MI6", "Ng", "C-17", "O'Neill"]
)
def test_short_names_stay(name: str) -> None:
    known = form(name, ORG)
    assert settle({known: FormCount(9, 5)}, {}).get(known, known) is not None


def test_a_word_often_named_that_is_nobody_s_surname_is_no_person() -> None:
    forms = {
        form("Karvonia", PERSON): FormCount(9, 4),
        form("Zaiemski", PERSON): FormCount(9, 4),
        form("Maria Zaiemski", PERSON): FormCount(2, 2),
        form("Veridia", PERSON): FormCount(2, 2),
    }
    out = settle(forms, {})
    assert out[form("Karvonia", PERSON)] == Settled(ORG)
    assert form("Zaiemski", PERSON) not in out
    assert form("Veridia", PERSON) not in out
