"""The linking benchmark: its scores, and what it reads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from index.model import EntityType
from tests.benchmarks.linking import b_cubed, detokenised, link, named, pairwise, read

if TYPE_CHECKING:
    from pathlib import Path

ECB = """<?xml version="1.0" encoding="UTF-8"?>
<Document doc_name="{name}.xml" doc_id="DOC1">
<token t_id="1" sentence="0" number="0">Lindsay</token>
<token t_id="2" sentence="0" number="1">Lohan</token>
<token t_id="3" sentence="0" number="2">left</token>
<token t_id="4" sentence="0" number="3">the</token>
<token t_id="5" sentence="0" number="4">clinic</token>
<token t_id="6" sentence="0" number="5">Lohan</token>
<Markables>
<HUM_PART_PER m_id="1"><token_anchor t_id="1"/><token_anchor t_id="2"/></HUM_PART_PER>
<HUM_PART_PER m_id="2"><token_anchor t_id="6"/></HUM_PART_PER>
<LOC_FAC m_id="3"><token_anchor t_id="4"/><token_anchor t_id="5"/></LOC_FAC>
<ACTION_OCCURRENCE m_id="4"><token_anchor t_id="3"/></ACTION_OCCURRENCE>
<HUM_PART_PER m_id="5" RELATED_TO="" TAG_DESCRIPTOR="LL" instance_id="HUM1"/>
</Markables>
<Relations>
<CROSS_DOC_COREF r_id="1" note="HUM1"><source m_id="1"/><source m_id="2"/><target m_id="5"/>
</CROSS_DOC_COREF>
</Relations>
</Document>
"""


def test_scores_of_a_right_and_a_wrong_grouping() -> None:
    gold = ["a", "a", "a", "b"]
    assert pairwise(gold, [1, 1, 1, 2]) == (1.0, 1.0, 1.0)
    assert b_cubed(gold, [1, 1, 1, 2]) == (1.0, 1.0, 1.0)
    pairs = pairwise(gold, [1, 1, 2, 2])
    assert pairs.precision == pytest.approx(0.5)
    assert pairs.recall == pytest.approx(1 / 3)
    found = b_cubed(gold, [1, 1, 2, 2])
    assert found.precision == pytest.approx((1 + 1 + 0.5 + 0.5) / 4)
    assert found.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)


def test_ecb_is_read_for_the_topics_named_only(tmp_path: Path) -> None:
    for name in ("1_1ecb", "36_1ecb"):
        folder = tmp_path / name.split("_")[0]
        folder.mkdir()
        (folder / f"{name}.xml").write_text(ECB.format(name=name), encoding="utf-8")
    found = read(tmp_path)
    assert [(m.article, m.text, m.type, m.entity) for m in found] == [
        ("1_1ecb", "Lindsay Lohan", EntityType.PERSON, "HUM1"),
        ("1_1ecb", "Lohan", EntityType.PERSON, "HUM1"),
    ]
    assert len(read(tmp_path, range(36, 46))) == 2


@pytest.mark.parametrize("lines", [True, False])
def test_stand_off_annotation_as_lines_or_as_one_object(tmp_path: Path, lines: bool) -> None:
    mention = {"start": 3, "end": 9, "text": "Maduro", "type": "PERSON", "entity": "m"}
    people = {"start": 12, "end": 22, "text": "Venezuelan", "entity": "v", "norp": True}
    record = {"file": "a.txt", "mentions": [mention, people, {**mention, "entity": ""}]}
    text = json.dumps(record) + "\n" + json.dumps({**record, "file": "b.txt"}) + "\n"
    (tmp_path / "gold.jsonl").write_text(text if lines else json.dumps(record), encoding="utf-8")
    found = read(tmp_path)
    assert len(found) == (4 if lines else 2)
    assert found[1].demonym
    said, names = link(found)
    assert [names[s] for s in said[:2]] == ["Maduro", "Venezuela"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Bank of England", True),
        ("76ers", True),
        ("the suspect", False),
        ("at Preston Crown Court", False),
        ("He", False),
        ("US", True),
    ],
)
def test_which_mentions_are_names(words: str, expected: bool) -> None:
    assert named(words.split()) is expected


def test_tokens_are_joined_as_one_would_write_them() -> None:
    assert detokenised(["U", ".", "S", ".", "Surgeon", "General"]) == "U.S. Surgeon General"
    assert detokenised(["Lohan", "'s"]) == "Lohan's"
