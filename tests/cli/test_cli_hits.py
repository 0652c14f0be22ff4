"""``clew search --hits``: a line for each hit."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.conftest import SEEDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def clew(
    seeds_index: Path, run: Callable[..., tuple[int, str, str]]
) -> Callable[..., tuple[int, str, str]]:
    return lambda *words: run("--index-dir", str(seeds_index), "search", *words, str(SEEDS))


def test_every_hit_is_a_line_of_where_and_what(clew: Callable[..., tuple[int, str, str]]) -> None:
    status, out, _ = clew("maduro -rubio", "--hits")
    assert status == 0
    lines = [line.split("\t") for line in out.splitlines()]
    assert lines
    for where, left, words, right in lines:
        path, start, end = re.fullmatch(r"(.+):(\d+)-(\d+)", where).groups()
        text = (SEEDS / path).read_text("utf-8")
        assert text[int(start) : int(end)] == words
        assert words.lower() == "maduro"
        assert max(len(left), len(right)) <= 60


def test_as_json_they_have_the_same_shape(clew: Callable[..., tuple[int, str, str]]) -> None:
    status, out, _ = clew('"spare parts"', "--hits", "--json", "--width", "9")
    answer = json.loads(out)
    assert status == 0
    assert list(answer) == ["query", "parsed", "total", "hits"]
    assert answer["total"] == 1
    for hit in answer["hits"]:
        assert {"path", "start", "end", "text", "left", "right"} <= set(hit)
        assert hit["text"].split() == ["spare", "parts"]
        assert hit["left"] == " radars, "
        text = (SEEDS / hit["path"]).read_text("utf-8")
        assert text[hit["start"] : hit["end"]] == hit["text"]


def test_a_limit_is_of_hits(clew: Callable[..., tuple[int, str, str]]) -> None:
    _, everything, _ = clew("maduro", "--hits")
    _, out, _ = clew("maduro", "--hits", "--limit", "7")
    assert len(everything.splitlines()) > 40
    assert out.splitlines() == everything.splitlines()[:7]


def test_nothing_found(clew: Callable[..., tuple[int, str, str]]) -> None:
    status, out, err = clew("zzzz", "--hits")
    assert (status, out) == (1, "")
    assert "nothing matches" in err


def test_on_a_terminal_they_stand_under_one_another(
    clew: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.cli.hits.on_terminal", lambda stream: True)
    status, out, err = clew("radar", "--hits", "--limit", "2")
    assert status == 0
    assert re.match(r"\d+ articles? · radar", out)
    lines = [line.lower() for line in out.splitlines()[1:] if "radar" in line.lower()]
    assert len(lines) == 2
    assert len({line.index("radar", 20) for line in lines}) == 1
    assert "--limit 0 shows all" in err
