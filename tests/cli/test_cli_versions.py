"""``clew versions``, and what ``clew search`` says of an article's versions."""

from __future__ import annotations

import io
import json
import random
from typing import TYPE_CHECKING, Any

import pytest

from tui.cli import main, versions

if TYPE_CHECKING:
    from pathlib import Path


def _story(seed: int) -> str:
    chance = random.Random(seed)
    return " ".join(f"word{chance.randrange(4000)}" for _ in range(120))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "folder"
    made.mkdir()
    story = f"The harbour strike\n\nDockers went on strike. {_story(1)}"
    (made / "agency.txt").write_text(story)
    (made / "evening.txt").write_text(story.replace("Dockers", "Harbour workers"))
    (made / "morning.txt").write_text(story.replace("strike", "stoppage"))
    (made / "other.txt").write_text(f"A quiet day\n\nNobody went on strike. {_story(2)}")
    return made


@pytest.fixture
def index_dir(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    index = tmp_path / "index"
    assert main(["--index-dir", str(index), "index", str(folder)]) == 0
    capsys.readouterr()
    return index


@pytest.fixture
def clew(folder: Path, index_dir: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def run(verb: str, *words: str) -> tuple[int, str, str]:
        status = main(["--index-dir", str(index_dir), verb, *words, str(folder)])
        return status, *capsys.readouterr()

    return run


def test_the_versions_of_a_text_as_json(clew: Any) -> None:
    status, out, _ = clew("versions", "--json")
    (group,) = json.loads(out)["groups"]
    paths = [article["path"] for article in group["articles"]]
    assert status == 0
    assert paths == ["agency.txt", "evening.txt", "morning.txt"]
    assert set(group["articles"][0]) == {"path", "title", "source", "date", "resemblance"}
    shares = [article["resemblance"] for article in group["articles"]]
    assert sorted(shares)[-1] == 1.0
    assert 0.6 < min(shares) < 1.0


def test_the_versions_of_one_article_are_compared_with_it(clew: Any) -> None:
    status, out, _ = clew("versions", "--json", "--article", "morning.txt")
    (group,) = json.loads(out)["groups"]
    shares = {article["path"]: article["resemblance"] for article in group["articles"]}
    assert status == 0
    assert shares["morning.txt"] == 1.0
    assert shares["agency.txt"] < 1.0


def test_an_article_without_versions_has_none(clew: Any) -> None:
    status, out, _ = clew("versions", "--json", "--article", "other.txt")
    assert (status, json.loads(out)) == (1, {"groups": []})
    status, _, said = clew("versions", "--article", "nowhere")
    assert status == 1
    assert "nowhere" in said


def test_in_a_pipe_a_line_is_an_article_with_the_number_of_its_text(clew: Any) -> None:
    status, out, _ = clew("versions")
    rows = [line.split("\t") for line in out.splitlines()]
    assert status == 0
    assert [(row[0], row[2]) for row in rows] == [
        ("1", "agency.txt"),
        ("1", "evening.txt"),
        ("1", "morning.txt"),
    ]
    assert all(len(row) == 6 and 0 < float(row[1]) <= 1 for row in rows)


def test_on_a_terminal_the_texts_stand_in_blocks(
    clew: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions, "on_terminal", lambda stream: True)
    _, out, _ = clew("versions", "--limit", "0")
    lines = [line.rstrip() for line in out.splitlines()]
    assert lines[0] == "The harbour strike"
    assert "100%" in out
    assert any(line.endswith("evening.txt") for line in lines)


def test_a_limit_is_on_texts_and_what_is_left_out_is_told(
    clew: Any, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "quiet.txt").write_text((folder / "other.txt").read_text() + " So it was.")
    _, out, _ = clew("versions", "--limit", "1", "--json")
    assert len(json.loads(out)["groups"]) == 1
    monkeypatch.setattr(versions, "on_terminal", lambda stream: True)
    _, out, said = clew("versions", "--limit", "1")
    assert "quiet.txt" not in out
    assert "1 more" in said


def test_a_hit_names_its_versions(clew: Any) -> None:
    _, out, _ = clew("search", "strike", "--json")
    answer = json.loads(out)
    found = {hit["path"]: hit.get("versions") for hit in answer["hits"]}
    assert answer["total"] == 3
    assert found == {
        "agency.txt": ["evening.txt", "morning.txt"],
        "evening.txt": ["agency.txt", "morning.txt"],
        "other.txt": None,
    }


def test_standard_input_may_be_the_article(
    clew: Any, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (folder / "agency.txt").read_text().replace("Dockers", "Seamen")
    for words in (("versions", "--article", "-", "--json"), ("versions", "--json", "--article=-")):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        status, out, _ = clew(*words)
        (group,) = json.loads(out)["groups"]
        assert status == 0
        assert {a["path"] for a in group["articles"]} == {
            "agency.txt", "evening.txt", "morning.txt", "stdin"
        }  # fmt: skip


def test_without_a_path_standard_input_is_held_against_the_folder_one_is_in(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    text = (folder / "agency.txt").read_text()
    for words in (("versions", "--article", "-"), ("compare", "-", "evening")):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        assert main(words) == 0
        assert capsys.readouterr().out


def test_that_there_is_none_is_told(clew: Any, tmp_path: Path) -> None:
    assert clew("versions", "--article", "other") == (
        1, "", "clew: there is no other version of 'other'\n"
    )  # fmt: skip
    (tmp_path / "folder" / "agency.txt").unlink()
    (tmp_path / "folder" / "evening.txt").unlink()
    assert clew("versions") == (1, "", "clew: no two articles have much the same text\n")
