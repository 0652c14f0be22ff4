"""``clew related``: what else tells of the same as an article."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from tui.cli import relating

if TYPE_CHECKING:
    from pathlib import Path

HERALD = (
    "Ferry aground\n\nThe ferry Isolde Marwick ran aground near Skerray Point. Coastguards took "
    "ninety passengers off in lifeboats. Captain Anders Hollund said the rudder had jammed."
)
TIDE = (
    "Saved from a ship\n\nAnders Hollund told reporters near Skerray Point that a jammed rudder "
    "was to blame. All ninety aboard the Isolde Marwick were saved by lifeboats. The company has "
    "promised an inquiry."
)
OTHER = "A festival\n\nThe theatre opened its doors to sixty directors from eleven countries."
FIELDS = {"path", "title", "source", "date", "score", "names", "words", "days"}
REPORTS = {"herald.txt": HERALD, "tide.txt": TIDE, "other.txt": OTHER}


@pytest.fixture
def clew(on_reports: Any) -> Any:
    return lambda *words: on_reports("related", *words)


def test_as_json(clew: Any, reports: Path) -> None:
    (reports / "tide-again.txt").write_text(f"{TIDE}\n")
    status, out, _ = clew("herald", "--json")
    answer = json.loads(out)
    assert status == 0
    assert answer["article"]["path"] == "herald.txt"
    (one,) = answer["related"]
    assert set(one) == {*FIELDS, "versions"}
    assert len({one["path"], *one["versions"]} & {"tide.txt", "tide-again.txt"}) == 2
    assert 0.18 <= one["score"] <= 1
    assert "Anders Hollund" in one["names"]
    assert "lifeboats" in one["words"]
    assert one["days"] is None


def test_in_a_pipe_a_line_an_article(clew: Any) -> None:
    status, out, _ = clew("tide.txt")
    (row,) = [line.split("\t") for line in out.splitlines()]
    assert status == 0
    assert row[:5] == ["herald.txt", "Ferry aground", "", "", ""]
    assert float(row[5]) >= 0.18
    assert "Anders Hollund" in row[6].split("; ")
    assert "lifeboats" in row[7].split()


def test_on_a_terminal_with_what_they_share(clew: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relating, "on_terminal", lambda stream: True)
    status, out, _ = clew("herald")
    head, origin, shared = out.splitlines()[:3]
    assert status == 0
    assert head.endswith("%  Saved from a ship")
    assert origin.strip() == "tide.txt"
    assert "Anders Hollund" in shared
    assert "lifeboats" in out


def test_nothing_related_and_articles_that_are_not_there(
    clew: Any, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    status, out, _ = clew("other", "--json")
    assert (status, json.loads(out)["related"]) == (1, [])
    status, out, said = clew("nowhere")
    assert (status, out) == (1, "")
    assert "nowhere" in said
    monkeypatch.setattr(relating, "on_terminal", lambda stream: True)
    status, out, said = clew("other")
    assert (status, out) == (1, "")
    assert "no other article" in said
    status, _, said = run("related")
    assert status == 2
    assert "ARTICLE is missing" in said


def test_a_limit(clew: Any, reports: Path) -> None:
    facts = ("Skerray Point", "Anders Hollund", "Isolde Marwick", "rudder", "lifeboats", "ninety")
    for number in range(3):
        order = facts[number:] + facts[:number]
        told = "; ".join(f"{fact} in report {number}{place}" for place, fact in enumerate(order))
        (reports / f"more-{number}.txt").write_text(f"More {number}\n\nIt is told of {told}.")
    _, out, _ = clew("herald")
    assert len(out.splitlines()) == 4
    _, few, _ = clew("herald", "--limit", "2")
    assert few.splitlines() == out.splitlines()[:2]


def test_standard_input_may_be_the_article(clew: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(HERALD.encode())))
    status, out, _ = clew("-", "--json")
    assert status == 0
    assert "tide.txt" in {one["path"] for one in json.loads(out)["related"]}


def test_control_characters_do_not_reach_the_terminal(
    clew: Any, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (reports / "tide.txt").write_text(TIDE.replace("Saved", "Sa\x1b[31mved"), encoding="utf-8")
    _, piped, _ = clew("herald")
    monkeypatch.setattr(relating, "on_terminal", lambda stream: True)
    _, shown, _ = clew("herald")
    for out in (piped, shown):
        assert "[31m" in out
        assert "\x1b" not in out
