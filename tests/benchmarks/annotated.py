"""Annotated articles for the benchmarks and the tests: text, and gold mentions by offset.

Two formats are read: JSON lines of tokens (``{"id", "sents": [{"t": [words], "y": [BIO tags]}]}``,
tags PER, ORG, LOC, MISC; the text is the words joined by spaces, a line a sentence), and JSON lines
of stand-off mentions (``{"file", "mentions": [{"start", "end", "type", …}]}``) beside or above
the folder of the texts. A folder is read as all the ``.json`` and ``.jsonl`` files in it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

TYPES = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE", "MISC": "MISC", "GPE": "PLACE"}


class Gold(NamedTuple):
    """A gold mention; entity is empty where the data names none."""

    start: int
    end: int
    type: str
    entity: str = ""
    demonym: bool = False


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with its gold mentions, in order."""

    name: str
    text: str
    gold: tuple[Gold, ...]


def from_tokens(record: dict[str, Any]) -> Annotated:
    """One document of words and BIO tags."""
    pieces: list[str] = []
    gold: list[Gold] = []
    at = 0
    for sentence in record["sents"]:
        open_: tuple[int, str] | None = None
        end = at
        for word, tag in zip(sentence["t"], sentence["y"], strict=True):
            if open_ and (tag == "O" or tag[0] == "B" or tag[2:] != open_[1]):
                gold.append(Gold(open_[0], end, TYPES.get(open_[1], open_[1])))
                open_ = None
            if tag != "O" and not open_:
                open_ = (at, tag[2:])
            end = at + len(word)
            pieces += (word, " ")
            at = end + 1
        if open_:
            gold.append(Gold(open_[0], end, TYPES.get(open_[1], open_[1])))
        if sentence["t"]:
            pieces[-1] = "\n"
    return Annotated(str(record["id"]), "".join(pieces), tuple(gold))


def _from_standoff(record: dict[str, Any], folders: list[Path]) -> Annotated:
    for folder in folders:
        path = folder / record["file"]
        if path.is_file():
            break
    else:
        raise FileNotFoundError(record["file"])
    text = path.read_bytes().decode("utf-8-sig")
    gold = [
        Gold(m["start"], m["end"], m["type"], m.get("entity", ""), bool(m.get("norp")))
        for m in record["mentions"]
    ]
    return Annotated(record["file"], text, tuple(sorted(gold)))


def read(path: Path, texts: Path | None = None) -> list[Annotated]:
    """Every annotated article of a file or a folder.

    Args:
        path: the annotations.
        texts: the folder of the texts of stand-off annotations, if it is not theirs.
    """
    files = (
        sorted(p for p in path.iterdir() if p.suffix in (".json", ".jsonl"))
        if path.is_dir()
        else [path]
    )
    folders = [p for p in (texts, path if path.is_dir() else path.parent, path.parent) if p]
    found = []
    for file in files:
        content = file.read_text(encoding="utf-8")
        records = (
            [json.loads(line) for line in content.splitlines() if line.strip()]
            if file.suffix == ".jsonl"
            else [json.loads(content)]
        )
        found.extend(
            from_tokens(record) if "sents" in record else _from_standoff(record, folders)
            for record in records
        )
    return found
