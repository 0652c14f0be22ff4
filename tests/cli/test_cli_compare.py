"""``clew compare``: two articles side by side."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from tui.cli import comparing

if TYPE_CHECKING:
    from pathlib import Path

HERALD = (
    "Strike in the harbour\n\nDockers went on strike on Monday. Officials say that about 500 tons "
    "of grain are waiting in the northern sheds. The mayor called it a bad day. Nobody was hurt."
)
TIDE = (
    "Harbour at a standstill\n\nA union is to meet. Dockers went on strike on Monday. Officials "
    "say that about 300 tons of grain are waiting in the northern sheds. The mayor called it a day."
)
OTHER = "A film festival\n\nThe theatre opened its doors to sixty directors from eleven countries."
REPORTS = {"herald.txt": HERALD, "tide.txt": TIDE, "other.txt": OTHER}


@pytest.fixture
def clew(on_reports: Any) -> Any:
    return lambda *words: on_reports("compare", *words)


def test_as_json(clew: Any) -> None:
    status, out, _ = clew("herald", "tide.txt", "--json")
    answer = json.loads(out)
    assert status == 0
    assert answer["left"]["path"] == "herald.txt"
    assert answer["right"]["title"] == "Harbour at a standstill"
    assert 0 < answer["left"]["shared"] < 1
    (difference,) = answer["discrepancies"]
    assert difference["kind"] == "number"
    assert (difference["left"]["text"], difference["right"]["text"]) == ("500", "300")
    kinds = [passage["kind"] for passage in answer["passages"]]
    assert kinds == ["left", "right", "right", "same", "alike", "alike", "left"]
    for passage in answer["passages"]:
        for side, text in (("left", HERALD), ("right", TIDE)):
            place = passage[side]
            assert (place is None) == (passage["kind"] == ("right" if side == "left" else "left"))
            if place is not None:
                assert text[place["start"] : place["end"]] == place["text"]
    alike = answer["passages"][4]
    assert [HERALD[a:b] for a, b in alike["left"]["differs"]] == ["500"]


def test_in_a_pipe_discrepancies_come_first(clew: Any) -> None:
    status, out, _ = clew("herald", "tide")
    rows = [line.split("\t") for line in out.splitlines()]
    assert status == 0
    assert rows[0][0] == "number"
    assert rows[0][5:] == ["500", "300"]
    assert HERALD[int(rows[0][1]) : int(rows[0][2])] == "500"
    assert {len(row) for row in rows} == {7}
    (only,) = [row for row in rows if row[5] == "Nobody was hurt."]
    assert only[0] == "left"
    assert only[3:5] == ["", ""]


def test_on_a_terminal_every_kind_has_its_sign(clew: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "on_terminal", lambda stream: True)
    status, out, _ = clew("herald", "tide")
    lines = [line.strip() for line in out.splitlines()]
    assert status == 0
    assert "1 discrepancy" in lines
    assert any(line.startswith("≠ A number") and "500" in line for line in lines)
    assert any(line.startswith("< A Nobody") for line in lines)
    assert any(line.startswith("> B A union") for line in lines)
    assert any(line.startswith("~ A Officials") for line in lines)
    assert "B The mayor called it a […] day." in lines
    assert any(line.startswith("= 1 passage") for line in lines)
    assert "passages only here" in out


def test_nothing_in_common_and_articles_that_are_not_there(clew: Any) -> None:
    status, out, _ = clew("herald", "other", "--json")
    assert status == 1
    assert {p["kind"] for p in json.loads(out)["passages"]} == {"left", "right"}
    status, out, said = clew("herald", "nowhere")
    assert (status, out) == (1, "")
    assert "nowhere" in said


def test_a_second_article_is_asked_for(run: Any) -> None:
    status, _, said = run("compare", "herald")
    assert status == 2
    assert "second ARTICLE is missing" in said


def test_standard_input_may_be_one_of_them(clew: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(HERALD.encode())))
    status, out, _ = clew("-", "herald", "--json")
    assert status == 0
    assert {passage["kind"] for passage in json.loads(out)["passages"]} == {"same"}


def test_control_characters_do_not_reach_the_terminal(
    clew: Any, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = HERALD.replace("grain", "gr\x1b[31main").replace("500", "7\x9b00")
    (reports / "hostile.txt").write_text(hostile, encoding="utf-8")
    _, piped, _ = clew("herald", "hostile")
    monkeypatch.setattr(comparing, "on_terminal", lambda stream: True)
    _, shown, _ = clew("hostile", "herald")
    for out in (piped, shown):
        assert "[31m" in out
        assert not {"\x1b", "\x9b"} & set(out)
