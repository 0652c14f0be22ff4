"""What the words of a command mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.cli.arguments import UsageMistake, parse, parser_for
from tui.cli.words import HELP, VERBS


def test_options_may_stand_anywhere() -> None:
    wanted = parse(["search", "radar", "seeds", "--json", "--index-dir", "x"])
    assert (wanted.verb, wanted.subject, wanted.paths) == ("search", "radar", ("seeds",))
    assert (wanted.json, wanted.index_dir) == (True, Path("x"))
    assert parse(["search", "--json", "radar", "--index-dir=x", "seeds"]) == wanted
    assert parse(["--index-dir", "x", "search", "radar", "--json", "seeds"]) == wanted


def test_a_folder_called_like_a_verb() -> None:
    assert parse(["./index"]).verb is None
    assert parse(["./index"]).paths == ("./index",)
    assert parse(["--", "index"]).paths == ("index",)
    assert parse(["index", "index"]).paths == ("index",)
    assert parse(["--index-dir", "search", "seeds"]).verb is None
    assert parse(["seeds", "search"]).paths == ("seeds", "search")


@pytest.mark.parametrize("query", ["-rubio maduro", "-rubio", "-hello -list", "--", "-"])
def test_a_query_may_begin_with_a_dash(query: str) -> None:
    words = ["search", "--", query] if query == "--" else ["search", query]
    assert parse([*words, "seeds"] if query != "--" else words).subject == query


def test_all_mentions_take_no_name() -> None:
    assert parse(["mentions", "--all", "seeds"]).paths == ("seeds",)
    one = parse(["mentions", "maduro", "seeds"])
    assert (one.subject, one.paths) == ("maduro", ("seeds",))


def test_what_is_done_unless_it_is_forbidden() -> None:
    plain = parse(["seeds"])
    assert (plain.watch, plain.refresh, plain.demonyms, plain.log_text) == (True, True, True, False)
    assert not parse(["--no-watch", "seeds"]).watch
    assert parse(["--log-text", "seeds"]).log_text
    assert not parse(["search", "x", "--no-refresh"]).refresh
    assert not parse(["mentions", "x", "--no-demonyms"]).demonyms


def test_an_option_with_a_value_may_stand_before_the_verb() -> None:
    for option in ("limit", "width"):
        request = parse([f"--{option}", "5", "search", "x", "seeds"])
        assert (request.verb, request.subject, getattr(request, option)) == ("search", "x", 5)
    assert parse(["--article", "versions", "entities", "seeds"]).article == "versions"


def test_several_paths() -> None:
    assert parse(["a", "b"]).paths == ("a", "b")
    assert parse(["entities", "a", "b"]).paths == ("a", "b")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["search"], "QUERY is missing"),
        (["mentions"], "NAME is missing"),
        (["show", "--json"], "ARTICLE is missing"),
        (["search", "x", "--limit", "many"], "not a number"),
        (["search", "x", "--limit", "-1"], "limit"),
        (["search", "x", "--sort", "size"], "invalid choice"),
        (["entities", "--type", "CITY"], "not one of"),
        (["entities", "--nonsense"], "no such option: --nonsense"),
        (["--sample", "seeds"], "--sample takes no PATH"),
        (["--index-dir"], "--index-dir: its value is missing"),
        (["--ind", "x"], "--ind"),
        (["search", "x", "--json", "--print0"], "--json and --print0 do not go together"),
        (["search", "x", "--paths", "--hits"], "--hits and --paths do not"),
        (["search", "--queries", "x", "--print0", "--hits"], "--hits and --print0 do not"),
        (["show", "x", "--marks", "--json"], "--json and --marks do not"),
        (["entities", "--suggest", "--type", "ORG"], "--suggest and --type do not"),
        (["entities", "--article", "x", "--suggest"], "--suggest and --article do not"),
        (["index", "--list", "--prune"], "--list and --prune do not"),
        (["index", "--list", "seeds"], "--list takes no PATH: seeds"),
        (["index", "--prune", "--", "seeds"], "--prune takes no PATH: seeds"),
    ],
)
def test_mistakes(words: list[str], message: str) -> None:
    with pytest.raises(UsageMistake, match=message) as caught:
        parse(words)
    assert "\n" not in str(caught.value)


def test_options_that_go_together() -> None:
    for words in (["--json", "--paths"], ["--json", "--hits"], ["--paths", "--print0"]):
        assert parse(["search", "x", *words]).subject == "x"
    assert parse(["entities", "--suggest", "--json", "seeds"]).suggest


def test_help_names_every_verb_and_shared_option() -> None:
    assert parse(["--help"]).text == parse(["-h"]).text == HELP
    shared = set.intersection(*(_options(verb) for verb in VERBS)) | _options(None)
    for word in (*VERBS, *shared):
        assert word in HELP
    assert all(len(line) <= 80 for line in HELP.splitlines())


@pytest.mark.parametrize("verb", VERBS)
def test_help_of_a_verb(verb: str) -> None:
    text = parse([verb, "-h"]).text or ""
    assert text.startswith(f"usage: clew {verb}")
    assert "tab-separated" in text or verb == "show"


def _options(verb: str | None) -> set[str]:
    return {name for action in parser_for(verb)._actions for name in action.option_strings}
