"""What is marked, tagged and noted, as a person and as a program read it.

In: rows, an article each. Out: JSON, tab-separated lines, Rich on a terminal, or Markdown for the
one who writes a story from it. The words of an article are never markup in any of these.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from tui.cli import shapes
from tui.output import console, on_terminal, one_line, safe, write_json, write_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from index.citing import Citation
    from index.marks.model import Marks, Note
    from tui.cli.arguments import Request

STAR = "★"
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!$&])|^([ \t]*)([-+=]|\d+(?=[.)]))", re.MULTILINE)


class Row(NamedTuple):
    """An article with what holds of it.

    Attributes:
        path: as in `index.model.ArticleInfo`; so are title, source and date.
        marks: what holds.
        where: the places in the original of its passages, by their first characters.
        gone: it is not in the folder any more.
    """

    path: str
    title: str
    source: str
    date: date | None
    marks: Marks
    where: Mapping[int, Citation]
    gone: bool = False


def write(rows: Sequence[Row], request: Request) -> None:
    """Write rows as they are asked for."""
    if request.markdown:
        sys.stdout.writelines(f"{line}\n" for line in markdown(rows))
    elif request.json:
        write_json({}, "articles", map(shape, rows))
    elif on_terminal(sys.stdout):
        _print(rows)
    else:
        for row in rows:
            for what, text, found in _said(row):
                cells = ("", "", "", "", "") if found is None else _of_note(found)
                write_row(row.path, row.title, what, text, *cells, "gone" if row.gone else "")


def write_tags(tags: Mapping[str, int], request: Request) -> None:
    """Write tags with their numbers of articles."""
    if request.json:
        write_json({}, "tags", ({"tag": tag, "articles": count} for tag, count in tags.items()))
        return
    for tag, count in tags.items():
        write_row(tag, count)


def _said(row: Row) -> Iterator[tuple[str, str, Note | None]]:
    if row.marks.marked:
        yield "mark", "", None
    for tag in row.marks.tags:
        yield "tag", tag, None
    for one in row.marks.notes:
        yield "note", one.text, one


def _of_note(one: Note) -> tuple[object, ...]:
    span = ("", "") if one.start < 0 else (one.start, one.end)
    return one.id, one.time, *span, one.quote


def shape(row: Row) -> dict[str, Any]:
    """An article as a plain dict.

    ``{"path", "title", "source", "date", "marked", "tags": [..], "notes": [{"id", "time", "text",
    "start", "end", "quote"}]}``; a note's passage has its place in the original as well, and is
    null where it is about the whole article. One that is not in the text any more has ``"lost"``,
    an article that is not in the folder ``"gone"``.
    """
    marked, tags, notes = row.marks
    return {
        "path": row.path,
        "title": row.title,
        "source": row.source,
        "date": row.date.isoformat() if row.date else None,
        "marked": marked,
        "tags": list(tags),
        "notes": [_note_shape(one, row) for one in notes],
    } | ({"gone": True} if row.gone else {})


def _note_shape(one: Note, row: Row) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": one.id,
        "time": one.time,
        "text": one.text,
        "start": None if one.start < 0 else one.start,
        "end": None if one.end < 0 else one.end,
        "quote": one.quote or None,
    }
    if one.start in row.where:
        found |= shapes.cited(row.where[one.start])
    return found | ({"lost": True} if one.lost else {})


def markdown(rows: Sequence[Row]) -> Iterator[str]:
    """Lines of Markdown: each article with its particulars, then its notes with their passages."""
    for number, row in enumerate(rows):
        if number:
            yield ""
        yield f"## {_literal(one_line(row.title))}"
        yield ""
        day = row.date.isoformat() if row.date else ""
        facts = [_literal(one_line(row.source)), day, _code(one_line(row.path))]
        facts += ["marked"] * row.marks.marked + [f"\\#{_literal(tag)}" for tag in row.marks.tags]
        facts += ["no longer in the folder"] * row.gone
        yield " · ".join(fact for fact in facts if fact)
        for one in row.marks.notes:
            yield ""
            if one.quote:
                for line in _literal(safe(one.quote)).split("\n"):
                    yield f"> {line}".rstrip()
                yield ">"
                yield f"> ({_place(one, row)})"
                yield ""
            yield from (line.rstrip() for line in safe(one.text).split("\n"))


def _place(one: Note, row: Row) -> str:
    """Where a passage stands, in words."""
    if row.gone:
        return "from an article that is no longer in the folder"
    if one.lost:
        return "not in the text any more"
    label = row.where[one.start].label if one.start in row.where else ""
    return ", ".join(filter(None, (_literal(one_line(label)), f"characters {one.start}–{one.end}")))


def _literal(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _MARKUP.sub(
        lambda found: f"\\{found[1]}" if found[1] else _at_beginning(found[2], found[3]), text
    )


def _at_beginning(space: str, sign: str) -> str:
    return f"{space}{sign}\\" if sign.isdigit() else f"{space}\\{sign}"


def _code(text: str) -> str:
    """A path as Markdown's code, whatever signs are in it."""
    ticks = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    space = " " if "`" in text else ""
    return f"{ticks}{space}{text}{space}{ticks}"


def _print(rows: Sequence[Row]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    out = console()
    for number, row in enumerate(rows):
        if number:
            out.print()
        head = Text(f"{STAR} " if row.marks.marked else "", style="yellow")
        head.append(one_line(row.title), style="bold not yellow")
        for tag in row.marks.tags:
            head.append(f"  #{one_line(tag)}", style="cyan")
        out.print(head)
        day = row.date.isoformat() if row.date else ""
        facts = (row.path, row.source, day, "no longer in the folder" if row.gone else "")
        out.print(Text(" · ".join(one_line(fact) for fact in facts if fact), style="dim"))
        for one in row.marks.notes:
            if one.quote:
                quote = Text(f"“{one_line(one.quote)}”", style="italic")
                quote.append(f"  {one_line(_place(one, row))}", style="dim not italic")
                out.print(Padding(quote, (0, 0, 0, 2)))
            text = Text(safe(one.text))
            text.append(f"  {one_line(one.id[:8])}", style="dim")
            out.print(Padding(text, (0, 0, 0, 4 if one.quote else 2)))
