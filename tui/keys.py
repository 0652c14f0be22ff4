"""The keys, and what each does.

Every binding has an id, words and a tooltip; help, palette and the user's key file (`tui.keymap`)
all live on those. How they are written is in `tui.key_labels`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding

if TYPE_CHECKING:
    from pathlib import Path


def _key(
    keys: str, action: str, name: str, words: str, tooltip: str, *, priority: bool = False
) -> Binding:
    return Binding(keys, action, words, show=False, id=name, tooltip=tooltip, priority=priority)


APP: list[Binding] = [
    _key(
        "ctrl+q",
        "quit",
        "app.quit",
        "Quit",
        "Leave the explorer; nothing needs saving",
        priority=True,
    ),
    _key(
        "ctrl+p",
        "command_palette",
        "app.palette",
        "Command palette",
        "Find any action by its name",
        priority=True,
    ),
    _key("question_mark,f1", "help", "app.help", "Help", "Show all keys"),
    _key(
        "t",
        "toggle_theme",
        "app.theme",
        "Light or dark",
        "Switch between the light and the dark theme",
    ),
    _key(
        "ctrl+l",
        "redraw",
        "app.redraw",
        "Draw anew",
        "Draw the whole screen anew, if something else has written on it",
    ),
]
"""Bindings that hold on every screen."""

EXPLORER: list[Binding] = [
    _key(
        "slash",
        "focus_search",
        "search.focus",
        "Search",
        "Type words to search for; results change with every key",
        priority=True,
    ),
    _key(
        "ctrl+f",
        "find",
        "search.find",
        "Find in this text",
        "Look for words in the text that is shown alone; the search and the list stay",
        priority=True,
    ),
    _key(
        "n",
        "next_hit(1)",
        "search.next-hit",
        "Next hit",
        "Go to the next matched word, on into the next article of the result",
    ),
    _key(
        "N",
        "next_hit(-1)",
        "search.previous-hit",
        "Previous hit",
        "Go to the matched word before, back into the article before",
    ),
    _key(
        "s",
        "sort",
        "search.sort",
        "Sort",
        "Sort the list by relevance, newest or oldest first, by outlet or by title",
    ),
    _key(
        "S",
        "saved_searches",
        "search.saved",
        "Saved searches",
        "List the saved searches and their counts; save this one",
    ),
    _key(
        "h",
        "toggle_hits",
        "search.hits",
        "Results by hit",
        "List every hit under its article, or one passage for each article again",
    ),
    _key(
        "x",
        "narrow",
        "search.narrow",
        "Narrow",
        "Count the list's articles by outlet, folder, name, month or day; Enter narrows to one",
    ),
    _key(
        "w",
        "narrow_to_name",
        "search.with-name",
        "Only with this name",
        "Narrow the search to the articles with the name one follows or has the cursor on",
    ),
    _key(
        "escape",
        "cancel",
        "search.cancel",
        "Cancel",
        "Close what is open; else clear the search; else let go of the name",
    ),
    _key(
        "right_square_bracket",
        "next_mention(1)",
        "walk.next-mention",
        "Next mention",
        "Go to the next mention of the name, on into the next article",
    ),
    _key(
        "left_square_bracket",
        "next_mention(-1)",
        "walk.previous-mention",
        "Previous mention",
        "Go to the mention before, back into the article before",
    ),
    _key(
        "right_curly_bracket",
        "next_mention_article(1)",
        "walk.next-article",
        "Next article with the name",
        "Go to the first mention in the next article that has the name",
    ),
    _key(
        "left_curly_bracket",
        "next_mention_article(-1)",
        "walk.previous-article",
        "Previous article with the name",
        "Go to the first mention in the article before that has the name",
    ),
    _key(
        "m",
        "list_mentions",
        "walk.list",
        "All mentions",
        "List every mention of the name in its context",
    ),
    _key(
        "backspace,alt+left",
        "history(-1)",
        "go.back",
        "Back",
        "Go back to the place before, as in a browser",
    ),
    _key("alt+right", "history(1)", "go.forward", "Forward", "Go forward again"),
    _key(
        "J",
        "next_row(1)",
        "go.next-article",
        "Next article",
        "Show the next article of the list",
    ),
    _key(
        "K",
        "next_row(-1)",
        "go.previous-article",
        "Previous article",
        "Show the previous article of the list",
    ),
    _key(
        "v",
        "next_version(1)",
        "go.next-version",
        "Next version",
        "Show the same passage in the next article with much the same text",
    ),
    _key(
        "V",
        "next_version(-1)",
        "go.previous-version",
        "Previous version",
        "Show the same passage in the version before",
    ),
    _key(
        "d",
        "decide",
        "entities.decide",
        "Decide about the name",
        "Say of the name under the cursor, or the followed one, that it is another, or none",
    ),
    _key(
        "D",
        "review",
        "entities.review",
        "Review names",
        "Say of names that may be one whether they are, one pair after the other",
    ),
    _key(
        "r",
        "related",
        "go.related",
        "Related articles",
        "List the articles that tell of the same in other words, with what they share",
    ),
    _key(
        "T",
        "timeline",
        "go.timeline",
        "Timeline",
        "List what the articles of the list tell of which day, each sentence at its place",
    ),
    _key(
        "c",
        "compare",
        "go.compare",
        "Compare",
        "Compare with the next version or a related article: n next difference, v over to it",
    ),
    _key(
        "asterisk",
        "put('star')",
        "marks.star",
        "Mark the article",
        "Put a star on the article, or take it away",
    ),
    _key(
        "number_sign",
        "put('tag')",
        "marks.tag",
        "Tag the article",
        "Put a tag on the article; one that it has is taken off",
    ),
    _key(
        "a",
        "put('note')",
        "marks.note",
        "Note",
        "Write a note on what is selected, the sentence of the hit or mention, or the article",
    ),
    _key(
        "A",
        "put('all')",
        "marks.list",
        "All marks and notes",
        "List every mark, tag and note of the folder; u takes back what was said last",
    ),
    _key("1", "pane('articles')", "pane.articles", "Articles pane", "Go to the list of articles"),
    _key("2", "pane('text')", "pane.text", "Text pane", "Go to the article's text"),
    _key(
        "3,e",
        "pane('entities')",
        "pane.entities",
        "Entities pane",
        "Go to the list of names; where it is folded away, open or close it",
    ),
    _key("tab", "next_pane(1)", "pane.next", "Next pane", "Go to the next pane"),
    _key("shift+tab", "next_pane(-1)", "pane.previous", "Previous pane", "Go to the previous pane"),
    _key(
        "y,ctrl+c,super+c",
        "copy_text",
        "article.copy",
        "Copy",
        "Copy the selected text, else the current mention, else where the text stands",
    ),
    _key(
        "Y",
        "copy_quotation",
        "article.quote",
        "Copy with the source",
        "Copy the selected text, else the passage around the mention, as a quotation",
    ),
    _key(
        "o",
        "open_original",
        "article.open",
        "Open the original",
        "Open the file in the editor or viewer, at the line or page in sight",
    ),
    _key(
        "f5,R",
        "refresh_index",
        "app.refresh",
        "Read the folder again",
        "Look for new, changed and vanished files",
    ),
]
"""Bindings of the explorer's screen, whichever pane has the focus."""


def keymap_path() -> Path:
    """Where the user's key file is looked for, whether or not it exists."""
    from platformdirs import user_config_path

    return user_config_path("clew", appauthor=False) / "keys.toml"
