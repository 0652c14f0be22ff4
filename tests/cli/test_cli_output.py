"""What reaches a terminal, a pipe and a program."""

from __future__ import annotations

import io
import json
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model import Article, ArticleInfo, EntityType, LinkedMention, Span
from tui.cli.tables import article_text
from tui.cli.verbs import marked
from tui.output import one_line, safe, to_json, write_json, write_row

HOSTILE = "a\x1b[31mred\x1b]0;title\x07\x9b2J\x7f\u202e[bold]x[/] \u2028é"


def _controls(text: str) -> set[str]:
    return {char for char in text if unicodedata.category(char) in ("Cc", "Cs")} - {"\n", "\t"}


@given(st.text(alphabet=st.characters(categories=None)))
def test_no_control_character_is_left(text: str) -> None:
    assert not _controls(safe(text))
    assert not _controls(one_line(text)) and "\n" not in one_line(text)


@given(st.text(alphabet=st.characters(categories=None)))
def test_json_is_valid_and_says_the_same(text: str) -> None:
    written = to_json({"text": text})
    assert json.loads(written) == {"text": text}
    assert not _controls(written)


def test_hostile_text_is_shown_verbatim_but_harmless() -> None:
    shown = safe(HOSTILE)
    assert "␛[31mred␛]0;title␇" in shown
    assert "[bold]x[/]" in shown
    assert "\u202e" not in shown


def test_line_breaks_of_every_system_are_kept() -> None:
    assert safe("a\r\nb\rc\nd\te") == "a\nb\nc\nd\te"


def test_a_row_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    write_row("a\tb\nc", 3, "\x1b[0m")
    assert capsys.readouterr().out == "a b c\t3\t␛[0m\n"


@pytest.mark.parametrize("items", [[], [{"a": "é"}], [{"a": 1}, {"a": 2}]])
def test_json_lists_are_written_item_by_item(
    items: list[object], capsys: pytest.CaptureFixture[str]
) -> None:
    write_json({"query": 'say "x"', "total": 2}, "hits", iter(items))
    out = capsys.readouterr().out
    assert json.loads(out) == {"query": 'say "x"', "total": 2, "hits": items}
    assert out.endswith("}\n")


def test_json_is_ascii_where_the_stream_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
    assert to_json("é") == '"\\u00e9"'


TEXT = "[ad_1] Nicolás\r\nMaduro \x1b[2J met [b]Putin[/b]. Copyright"


def _mention(words: str, kind: EntityType) -> LinkedMention:
    start = TEXT.index(words)
    return LinkedMention(1, "a.txt", start, start + len(words), words, kind, words)


MENTIONS = [
    _mention("Nicolás\r\nMaduro", EntityType.PERSON),
    _mention("Putin", EntityType.PERSON),
]


def test_marks_in_plain_text() -> None:
    assert marked(TEXT, MENTIONS) == (
        "[ad_1] [Nicolás\nMaduro|PERSON] ␛[2J met [b][Putin|PERSON][/b]. Copyright"
    )


def test_an_article_on_a_terminal_is_verbatim_and_styled() -> None:
    info = ArticleInfo(1, "a.txt", "T", "", None, len(TEXT))
    article = Article(info, TEXT, (Span(TEXT.index("Copyright"), len(TEXT)),), ())
    text = article_text(article, MENTIONS, marks=False)
    assert text.plain == safe(TEXT)
    styled = {text.plain[span.start : span.end]: str(span.style) for span in text.spans}
    assert styled["Putin"] == "underline cyan"
    assert styled["Copyright"] == "dim"
    assert article_text(article, MENTIONS, marks=True).plain == marked(TEXT, MENTIONS)
