"""The query language in examples: what the help shows.

Each row: queries, and which articles they find.
"""

from __future__ import annotations

GUIDE: tuple[tuple[tuple[str, ...], str], ...] = (
    (("maduro radar",), "with both words (AND may be written)"),
    (("maduro OR putin",), "with either"),
    (("maduro -rubio",), "without the second (also NOT rubio)"),
    (("(drones OR missiles) russia",), "as the parentheses say"),
    (('"spare parts"',), "with these words, as written, next to each other"),
    (('"radar missiles"~8',), "with these words within eight words of each other, in either order"),
    (("radar NEAR/8 missiles",), "the same"),
    (("radar BEFORE/8 missiles",), "in this order"),
    (("=attacks",), "with exactly this word; otherwise attack finds attacks too"),
    (("venez*",), "with a word that begins so"),
    (("w?shington",), "with any one letter there"),
    (("madura~",), "with a word that differs by a letter or two"),
    (("/il-?76/",), "with a word that the regular expression fits"),
    (("title:crisis", "source:herald"), "with the word in the title, in the outlet's name"),
    (("source:=Herald",), "from the outlet of just this name (title:= and path:= likewise)"),
    (("path:2025", "ext:md", "type:markdown"), "by the file"),
    (
        ("person:maduro", "org:nato", 'place:"United States"'),
        "that mention it, under any of its aliases",
    ),
    (("entity:putin",), "the same, whatever its type"),
    (('near:"Maduro","Putin"~20',), "that mention both within twenty words"),
    (("date:2025-11", "date:2025-10-15..2025-11-02"), "of these days"),
    (("before:2025-11", "after:2025-10-31"), "of days before, after"),
    (("newer:7d", "older:1y"), "of the last seven days, of more than a year ago"),
    (
        ("is:marked", "is:tagged", "is:noted"),
        "that you have marked, tagged, noted something on",
    ),
    (("tag:court", "tag:court*"), "that you have given the tag, one that begins so"),
    (("note:lawyer",), "with the word in your notes on them"),
)
