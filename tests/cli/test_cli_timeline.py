"""``clew timeline``: what the articles of a query tell of which day."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tui.cli import timeline
from tui.cli.arguments import parse

if TYPE_CHECKING:
    from pathlib import Path

PAGE = (
    "<html><head><title>{}</title><meta name='date' content='{}'></head>"
    "<body><article><p>{}</p></article></body></html>"
)
REPORTS = {
    "talks.html": PAGE.format(
        "Talks in Bogotá",
        "2025-08-13",
        "Allies of Juan Guaidó met ministers in Bogotá on Tuesday. Anders Hollund is in Caracas, "
        "where the first of them began on 4 May 2024.",
    ),
    "ferry.html": PAGE.format(
        "Ferry aground",
        "2025-08-14",
        "The ferry ran aground on Tuesday near Skerray Point with ninety passengers aboard. "
        "Anders Hollund plans a salvage in March.",
    ),
    "film.txt": "A festival\n\nThe festival opened on Monday with nine comedies from Iceland. "
    "It had been put off on 31 October after a fire. The first guests came yesterday.",
}
TOLD = {"path", "title", "source", "date", "start", "end", "day", "certainty", "text", "left",
        "right"}  # fmt: skip


@pytest.fixture
def clew(on_reports: Any) -> Any:
    return lambda *words: on_reports("timeline", *words)


def test_as_json(clew: Any, reports: Path) -> None:
    status, out, said = clew("--json")
    answer = json.loads(out)
    assert status == 0
    assert (answer["query"], answer["articles"], answer["read"], answer["unknown"]) == ("", 3, 3, 1)
    assert [day["day"] for day in answer["days"]] == [
        "2024-05-04",
        "2025-08-12",
        "2026-03",
        "--10-31",
        "-W-1",
    ]
    (fire,) = answer["days"][3]["told"]
    assert (fire["day"], fire["certainty"], fire["date"]) == ("--10-31", "unanchored", None)
    tuesday = answer["days"][1]
    assert tuesday["articles"] == 2
    assert [one["path"] for one in tuesday["told"]] == ["talks.html", "ferry.html"]
    assert all(set(one) >= TOLD for one in tuesday["told"])
    assert {one["certainty"] for one in tuesday["told"]} == {"resolved"}
    assert answer["days"][0]["told"][0]["certainty"] == "written"
    assert "1 day, such as “yesterday”, cannot be known" in said


def test_in_a_pipe_a_line_a_sentence(clew: Any) -> None:
    status, out, _ = clew("ferry")
    rows = [line.split("\t") for line in out.splitlines()]
    assert status == 0
    assert [row[:3] for row in rows] == [
        ["2025-08-12", "resolved", "ferry.html"],
        ["2026-03", "resolved", "ferry.html"],
    ]
    assert rows[0][5:] == [
        "The ferry ran aground on",
        "Tuesday",
        "near Skerray Point with ninety passengers aboard.",
    ]
    _, out, _ = clew("festival")
    assert [line.split("\t")[:3] for line in out.splitlines()] == [
        ["--10-31", "unanchored", "film.txt"],
        ["-W-1", "unanchored", "film.txt"],
    ]


def test_on_a_terminal_days_over_their_sentences(
    clew: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline, "on_terminal", lambda stream: True)
    status, out, _ = clew()
    assert status == 0
    lines = out.splitlines()
    assert lines[0] == "Sat 4 May 2024 · 1 article"
    assert "Tue 12 Aug 2025 · 2 articles" in lines
    assert "Mar 2026 · 1 article" in lines
    at = lines.index("31 Oct, year not known · 1 article")
    assert lines.index("Monday, week not known · 1 article") > at > lines.index("")
    assert "2025-08-13 · talks.html" in " ".join(out.split())


def test_a_name_a_limit_and_nothing(clew: Any) -> None:
    status, out, said = clew("--name", "Hollund", "--limit", "1")
    assert (status, [line.split("\t")[0] for line in out.splitlines()]) == (0, ["2026-03"])
    assert "the latest 1 of 2 days" in said
    status, out, said = clew("nobody")
    assert (status, out) == (1, "")
    assert "no day is told of" in said
    status, out, said = clew("--name", "Nobody At All", "--json")
    assert (status, json.loads(out)["days"]) == (1, [])
    assert "Nobody At All" in said
    status, out, said = clew('"unclosed')
    assert (status, out) == (2, "")


@pytest.mark.parametrize(
    ("limit", "days", "told"),
    [
        ("2", ["2025-08-12", "2026-03"], "the latest 2 of 5 days, 2 without a year"),
        ("3", ["2024-05-04", "2025-08-12", "2026-03"], "the latest 3 of 5 days, 2 without a year"),
        ("4", ["2024-05-04", "2025-08-12", "2026-03", "--10-31"], "the first 4 of 5 days"),
        ("0", ["2024-05-04", "2025-08-12", "2026-03", "--10-31", "-W-1"], ""),
    ],
)
def test_days_with_a_year_are_limited_first(
    clew: Any, limit: str, days: list[str], told: str
) -> None:
    _, out, said = clew("--limit", limit)
    assert list(dict.fromkeys(line.split("\t")[0] for line in out.splitlines())) == days
    assert told in said
    assert ("--limit 0 shows all" in said) is bool(told)


def test_only_the_newest_are_read_unless_all_are_asked_for(
    clew: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.answering.timeline.MOST", 1)
    status, out, said = clew()
    assert status == 0
    assert {line.split("\t")[2] for line in out.splitlines()} == {"ferry.html"}
    assert "only the newest 1 articles are read, 2 are not (--all reads all)" in said
    _, out, said = clew("--all")
    assert {line.split("\t")[2] for line in out.splitlines()} == set(REPORTS)
    assert "only the newest" not in said


def test_a_first_word_that_is_there_is_a_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ferry").mkdir()
    monkeypatch.chdir(tmp_path)
    for words, subject, paths in (
        (["ferry"], "", ("ferry",)),
        (["ferries", "ferry"], "ferries", ("ferry",)),
        (["-rubio"], "-rubio", ()),
        (["/il-?76/", "ferry"], "/il-?76/", ("ferry",)),
        (["./gone"], "", ("./gone",)),
        (["-"], "", ("-",)),
        (["x" * 5000], "x" * 5000, ()),
        ([], "", ()),
    ):
        request = parse(["timeline", *words])
        assert (request.subject, request.paths) == (subject, paths)


def test_control_characters_do_not_reach_the_terminal(
    clew: Any, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (reports / "odd.txt").write_text("Odd\n\nThe fer\x1b[31mry \x9b sank on 3 May 2024 in rain.")
    answers = [clew("sank")[1], clew("sank", "--json")[1]]
    monkeypatch.setattr(timeline, "on_terminal", lambda stream: True)
    for out in (*answers, clew("sank")[1]):
        assert "sank" in out
        assert not {"\x1b", "\x9b"} & set(out)
