"""The verbs over the sample articles: shapes, exit statuses, and what is said of a mistake."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import SEEDS
from tui.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXTS = {path.name: path.read_bytes().decode("utf-8") for path in SEEDS.iterdir()}


class Answer:
    """What a command printed, and its status."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def rows(self) -> list[list[str]]:
        return [line.split("\t") for line in self.out.splitlines()]


@pytest.fixture
def clew(seeds_index: Path, run: Callable[..., tuple[int, str, str]]) -> Callable[..., Answer]:
    """Runs a command with the index of the samples ready."""
    return lambda *words: Answer(*run("--index-dir", str(seeds_index), *words))


SEEDS_PATH = str(SEEDS)


def test_index(clew: Callable[..., Answer], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Angela Merkel met Emmanuel Macron in Paris.")
    (tmp_path / "b.txt").write_text("")
    (tmp_path / "c.txt").write_bytes(b"\x00\x01\x02\x03" * 200)
    answer = clew("index", str(tmp_path), "--json")
    assert list(answer.json) == ["articles", "added", "changed", "removed", "failed"]
    assert answer.json["added"] == answer.json["articles"] >= 1
    failed = answer.json["failed"]
    assert "c.txt" in {failure["path"] for failure in failed}
    assert all(set(failure) == {"path", "error"} and failure["error"] for failure in failed)
    assert answer.status == 0
    again = clew("index", str(tmp_path))
    assert ["added", "0"] in again.rows
    assert ["failed", "c.txt", failed[-1]["error"]] in again.rows


def test_index_of_nothing(clew: Callable[..., Answer], tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    answer = clew("index", str(empty), "--json")
    assert answer.json["articles"] == 0
    assert answer.status == 1


def test_search(clew: Callable[..., Answer]) -> None:
    answer = clew("search", "radar", SEEDS_PATH, "--json")
    assert list(answer.json) == ["query", "parsed", "total", "hits"]
    hits = answer.json["hits"]
    assert {hit["path"] for hit in hits} == {n for n, t in TEXTS.items() if "radar" in t.lower()}
    assert answer.json["total"] == len(hits)
    for hit in hits:
        assert list(hit) == ["path", "title", "source", "date", "score", "snippets", "line"]
        line = TEXTS[hit["path"]].splitlines()[hit["line"] - 1]
        assert set(line.split()) & set(hit["snippets"][0].split())
        assert any("radar" in snippet.lower() for snippet in hit["snippets"])
        assert hit["date"] is None or re.fullmatch(r"\d{4}-\d\d-\d\d", hit["date"])
    assert [hit["score"] for hit in hits] == sorted((h["score"] for h in hits), reverse=True)
    plain = clew("search", "radar", SEEDS_PATH)
    assert [row[0] for row in plain.rows] == [hit["path"] for hit in hits]
    assert all(len(row) == 6 for row in plain.rows)


def test_search_excludes(clew: Callable[..., Answer]) -> None:
    answer = clew("search", "maduro -rubio", SEEDS_PATH, "--paths")
    having = {n for n, t in TEXTS.items() if "Maduro" in t and not re.search(r"\bRubio\b", t)}
    assert set(answer.out.split()) == having
    zero = clew("search", "maduro -rubio", SEEDS_PATH, "--print0")
    assert set(zero.out.split("\0")) == having | {""}
    both = clew("search", "maduro -rubio", SEEDS_PATH, "--paths", "--json").json
    assert (set(both.pop("paths")), both["total"]) == (having, len(having))
    assert set(both) == {"query", "parsed", "total"}


def test_search_limit_and_order(clew: Callable[..., Answer]) -> None:
    answer = clew("search", "maduro", SEEDS_PATH, "--json", "--limit", "2", "--sort", "title")
    assert (answer.json["total"], len(answer.json["hits"])) == (5, 2)
    titles = [hit["title"].casefold() for hit in answer.json["hits"]]
    assert titles == sorted(titles)


def test_search_without_hits(clew: Callable[..., Answer]) -> None:
    answer = clew("search", "xylophone", SEEDS_PATH, "--json")
    assert answer.status == 1
    assert (answer.json["total"], answer.json["hits"]) == (0, [])


def test_a_query_that_cannot_be_understood(clew: Callable[..., Answer]) -> None:
    answer = clew("search", '"maduro', SEEDS_PATH, "--json")
    assert answer.status == 2
    assert answer.out == ""
    assert answer.err.startswith("clew: ") and answer.err.count("\n") == 1


def test_entities(clew: Callable[..., Answer]) -> None:
    answer = clew("entities", SEEDS_PATH, "--json")
    assert list(answer.json) == ["entities"]
    entities = answer.json["entities"]
    for entity in entities:
        assert list(entity) == ["name", "type", "mentions", "articles", "aliases"]
        assert entity["type"] in ("PERSON", "ORG", "PLACE", "MISC")
        assert sum(entity["aliases"].values()) == entity["mentions"]
    names = [entity["name"] for entity in entities]
    assert len(names) == len(set(names))
    states = [e for e in entities if set(e["aliases"]) & {"US", "U.S.", "United States"}]
    assert len(states) == 1
    assert set(states[0]["aliases"]) >= {"US", "U.S.", "United States"}
    plain = clew("entities", SEEDS_PATH)
    assert [row[0] for row in plain.rows] == names


def test_entities_of_a_type_and_of_an_article(clew: Callable[..., Answer]) -> None:
    answer = clew("entities", SEEDS_PATH, "--json", "--type", "person")
    assert {entity["type"] for entity in answer.json["entities"]} == {"PERSON"}
    some = clew("entities", SEEDS_PATH, "--article", "000_", "--limit", "3")
    assert len(some.rows) == 3


def test_suggestions(clew: Callable[..., Answer]) -> None:
    answer = clew("entities", "--suggest", SEEDS_PATH, "--json")
    assert list(answer.json) == ["suggestions"]
    for pair in answer.json["suggestions"]:
        assert list(pair) == ["first", "second", "score", "evidence", "articles"]
    assert answer.status == (0 if answer.json["suggestions"] else 1)


def test_mentions(clew: Callable[..., Answer]) -> None:
    answer = clew("mentions", "maduro", SEEDS_PATH, "--json")
    mentions = answer.json["mentions"]
    assert answer.json["entity"] == "Nicolás Maduro"
    assert {mention["path"] for mention in mentions} == set(TEXTS)
    assert {m["text"] for m in mentions} >= {"Nicolás Maduro", "Nicolas Maduro", "Maduro"}
    for mention in mentions:
        text = TEXTS[mention["path"]]
        assert text[mention["start"] : mention["end"]] == mention["text"]
        assert " ".join(text.split()).find(mention["left"].strip()) >= 0
    places = [(mention["path"], mention["start"]) for mention in mentions]
    assert places == sorted(places)
    for alias in ("NICOLAS MADURO", "nicolás maduro"):
        assert clew("mentions", alias, SEEDS_PATH, "--json").json == answer.json
    plain = clew("mentions", "maduro", SEEDS_PATH)
    assert [(row[0], int(row[1])) for row in plain.rows] == places


def test_all_mentions(clew: Callable[..., Answer]) -> None:
    answer = clew("mentions", "--all", SEEDS_PATH, "--json")
    keys = ["path", "start", "end", "text", "type", "entity", "left", "right", "line"]
    counts: dict[str, int] = {}
    for mention in answer.json["mentions"]:
        assert [key for key in mention if key != "demonym"] == keys
        assert mention.get("demonym", True) is True
        assert TEXTS[mention["path"]][mention["start"] : mention["end"]] == mention["text"]
        assert mention["line"] == TEXTS[mention["path"]].count("\n", 0, mention["start"]) + 1
        counts[mention["entity"]] = counts.get(mention["entity"], 0) + 1
    entities = clew("entities", SEEDS_PATH, "--json").json["entities"]
    assert counts == {entity["name"]: entity["mentions"] for entity in entities}


def test_demonyms_can_be_left_out(clew: Callable[..., Answer]) -> None:
    every = clew("mentions", "Venezuela", SEEDS_PATH, "--json").json["mentions"]
    proper = clew("mentions", "Venezuela", SEEDS_PATH, "--json", "--no-demonyms").json["mentions"]
    assert [mention for mention in every if not mention.get("demonym")] == proper
    assert len(proper) < len(every)


def test_a_name_that_nobody_has(clew: Callable[..., Answer]) -> None:
    answer = clew("mentions", "Xanthippe", SEEDS_PATH, "--json")
    assert answer.status == 1
    assert answer.json == {"entity": None, "mentions": []}
    assert answer.err.count("\n") == 1


def test_show(clew: Callable[..., Answer]) -> None:
    name = min(TEXTS)
    for article in (name, name[:6]):
        answer = clew("show", article, SEEDS_PATH)
        assert answer.out.rstrip("\n") == TEXTS[name].replace("\r\n", "\n").rstrip("\n")
    whole = clew("show", name, SEEDS_PATH, "--json").json
    assert whole["text"] == TEXTS[name]
    assert whole["mentions"]
    for mention in whole["mentions"]:
        assert whole["text"][mention["start"] : mention["end"]] == mention["text"]
    assert "Maduro|PERSON]" in clew("show", name, SEEDS_PATH, "--marks").out


def test_show_what_is_not_there(clew: Callable[..., Answer]) -> None:
    answer = clew("show", "nothing-of-the-kind", SEEDS_PATH)
    assert (answer.status, answer.out, answer.err.count("\n")) == (1, "", 1)


def test_control_characters_of_an_article_stay_out(
    clew: Callable[..., Answer], tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(
        "Evil [bold]title[/]\x1b[31m\n\nAngela Merkel \x1b[2J\x9b spoke.\n"
    )
    folder = str(tmp_path)
    for arguments in (
        ("show", "a.txt", folder),
        ("search", "merkel", folder),
        ("search", "merkel", folder, "--json"),
        ("mentions", "--all", folder),
        ("entities", folder),
        (folder,),
    ):
        answer = clew(*arguments)
        assert answer.status == 0
        assert not set(answer.out) & {"\x1b", "\x9b"}
    assert "[bold]title[/]" in clew("show", "a.txt", folder).out


def test_a_path_that_does_not_exist(clew: Callable[..., Answer]) -> None:
    for arguments in (("nowhere",), ("index", "nowhere"), ("entities", "no\x1bwhere")):
        answer = clew(*arguments)
        assert (answer.status, answer.out) == (2, "")
        assert answer.err.startswith("clew: no such file or folder: no")
        assert answer.err.count("\n") == 1
        assert "\x1b" not in answer.err


def test_several_words_without_quotes(clew: Callable[..., Answer]) -> None:
    assert "in quotes" in clew("search", "maduro", "rubio").err


def test_overview_without_a_terminal(clew: Callable[..., Answer]) -> None:
    answer = clew(SEEDS_PATH)
    assert answer.status == 0
    assert answer.out.startswith("5 articles")
    assert "People: Nicolás Maduro (" in answer.out


def test_without_refresh_only_what_is_indexed(clew: Callable[..., Answer], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Angela Merkel spoke.")
    assert clew("search", "merkel", str(tmp_path), "--no-refresh").status == 1
    assert clew("search", "merkel", str(tmp_path)).status == 0
    assert clew("search", "merkel", str(tmp_path), "--no-refresh").status == 0


def test_an_interrupt_is_quiet(
    clew: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("index.corpus.Corpus.refresh", interrupted)
    answer = clew("index", SEEDS_PATH)
    assert (answer.status, answer.out, answer.err) == (130, "", "")


def test_another_writer_does_not_keep_one_from_reading(
    clew: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    from index.errors import BusyError

    def busy(*_: object, **__: object) -> None:
        raise BusyError("another process is indexing this folder")

    monkeypatch.setattr("index.corpus.Corpus.refresh", busy)
    answer = clew("search", "maduro", SEEDS_PATH, "--json")
    assert (answer.status, answer.json["total"]) == (0, 5)
    assert "another process" in answer.err
    assert clew("index", SEEDS_PATH).status == 2


def test_version(clew: Callable[..., Answer]) -> None:
    assert re.fullmatch(r"clew (\d+\.\d+\.\d+|from a checkout)\n", clew("--version").out)


def test_an_extractor_that_is_not_there(clew: Callable[..., Answer], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Angela Merkel spoke.")
    answer = clew("index", str(tmp_path), "--extractor", "nonsense")
    assert (answer.status, answer.out, answer.err.count("\n")) == (2, "", 1)


def test_an_index_folder_that_cannot_be_used(capsys: pytest.CaptureFixture[str]) -> None:
    for folder in (SEEDS / "within", SEEDS / min(TEXTS)):
        assert main(["index", SEEDS_PATH, "--index-dir", str(folder)]) == 2
        out, err = capsys.readouterr()
        assert (out, err.count("\n")) == ("", 1)


def test_exact_copies(clew: Callable[..., Answer], tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Angela Merkel met Emmanuel Macron in Paris.\n")
    (hit,) = clew("search", "merkel", str(tmp_path), "--json").json["hits"]
    assert (hit["path"], hit["also"]) == ("a.txt", ["b.txt"])
    plain = clew("search", "merkel", str(tmp_path))
    (row,) = plain.rows
    assert row[0] == "a.txt"
    assert len(row) == 6
    assert "Macron" in clew("show", "b.txt", str(tmp_path)).out


def test_a_word_that_is_nearly_a_verb_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serach"]) == 2
    assert capsys.readouterr().err == (
        "clew: no such file or folder: serach (did you mean clew search?)\n"
    )
