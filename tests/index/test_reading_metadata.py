"""Titles, outlets and dates, and where they stand."""

from __future__ import annotations

from datetime import date

import pytest

from index.days.names import MONTHS, month_number
from index.reading.dates import field_date, find_date, name_date
from index.reading.plain import make_document
from index.reading.titles import clean, made_title, shorten

BODY = (
    "President Nicolás Maduro asked Russia for help on Friday, a senior official said in Caracas. "
    "The letter reached Moscow last week, according to people who have seen it."
)
DAY = date(2025, 11, 3)


@pytest.mark.parametrize(
    ("text", "title", "source", "day"),
    [
        (f"{BODY}\nThe post A Title appeared first on The Outlet.", "A Title", "The Outlet", None),
        (f"{BODY}\n\nThe post A “Title” appeared first on LifeNews.com.\n", "A “Title”",
         "LifeNews.com", None),
        (f"{BODY} The post Inline Title appeared first on Some Site.", "Inline Title",
         "Some Site", None),
        (f"A Real Title\n\n{BODY}\nThe post A real title appeared first on X News.", "A Real Title",
         "X News", None),
        (f"{BODY}\nLa entrada Maduro pide ayuda se publicó primero en El Medio.",
         "Maduro pide ayuda", "El Medio", None),
        (f"{BODY}\nDer Beitrag Maduro bittet um Hilfe erschien zuerst auf Die Seite.",
         "Maduro bittet um Hilfe", "Die Seite", None),
        (f"{BODY}\n\nThis article was originally published by The Daily Wire.",
         "President Nicolás Maduro asked Russia for help on Friday, a senior official said in…",
         "The Daily Wire", None),
        (f"Title: Maduro asks\nSource: Veritas\nDate: 2025-11-03\n\n{BODY}", "Maduro asks",
         "Veritas", DAY),
        (f"Maduro asks Putin\nSource: https://www.reuters.com/world/x\nPublished: Nov. 3, 2025\n\n"
         f"{BODY}", "Maduro asks Putin", "reuters.com", DAY),
        (f"Headline: X is Y\nAuthor: Jane Roe\nPublication date: 23/11/2025\n{BODY}", "X is Y", "",
         date(2025, 11, 23)),
        (f"---\ntitle: \"A: quoted title\"\ndate: 2025-11-03T10:00:00Z\nsource: Outlet\n"
         f"tags:\n  - a\n---\n\n{BODY}", "A: quoted title", "Outlet", DAY),
        (f"---\ntitle: Plain title\nauthor: Jane\n---\n# Other heading\n{BODY}", "Plain title", "",
         None),
        (f"---\ntitle: A title that goes\n  on here\nsource: >-\n  https://www.gob.pe/x\n"
         f"tags:\n  - a\ndate: '2025-11-03'\n---\n\n{BODY}", "A title that goes on here", "gob.pe",
         DAY),
        (f"---\ntitle:\n  \"Below the\n  key\"\nsource:\n  name: Nested\n---\n{BODY}",
         "Below the key", "", None),
        (f"+++\ntitle = \"Another\"\n  source: indented\n+++\n{BODY}", "Another", "", None),
        (f"Subject: No Subject\nDate: Mon, 16 Nov 92 05:12:40 PST\nMIME-Version: 1.0\n\n{BODY}",
         "President Nicolás Maduro asked Russia for help on Friday, a senior official said in…", "",
         date(1992, 11, 16)),
        ("## p. 10 (#21) #######################\n\nde morte Iosephi", "p. 10 (#21)", "", None),
        (f"# A heading with *emphasis* and [a link](http://x.y)\n\n{BODY}",
         "A heading with emphasis and a link", "", None),
        (f"Heading underlined\n==================\n\n{BODY}", "Heading underlined", "", None),
        (f"PARIS, Nov 3 (Reuters) - {BODY}",
         "President Nicolás Maduro asked Russia for help on Friday, a senior official said in…",
         "Reuters", None),
        (f"PARIS, Nov 3, 2025 (Reuters) - {BODY}",
         "President Nicolás Maduro asked Russia for help on Friday, a senior official said in…",
         "Reuters", DAY),
        (f"KYIV, Ukraine (AP) — {BODY}",
         "President Nicolás Maduro asked Russia for help on Friday, a senior official said in…",
         "AP", None),
        (f"(Reuters) - {BODY}",
         "President Nicolás Maduro asked Russia for help on Friday, a senior official said in…",
         "Reuters", None),
        (f"MOSCOW, November 3. /TASS/. {BODY}",
         "President Nicolás Maduro asked Russia for help on Friday, a senior official said in…",
         "TASS", None),
        (f"{BODY}\n\n(ANSA)\n", "President Nicolás Maduro asked Russia for help on Friday, a "
         "senior official said in…", "ANSA", None),
        (f"{BODY}\n\n© 2024 Outlet Name. All rights reserved.", "President Nicolás Maduro asked "
         "Russia for help on Friday, a senior official said in…", "Outlet Name", None),
        (f"{BODY}\n\nCopyright © 2023-2024, The Daily Planet", "President Nicolás Maduro asked "
         "Russia for help on Friday, a senior official said in…", "The Daily Planet", None),
        (f"{BODY}\n\n© Riproduzione riservata", "President Nicolás Maduro asked Russia for help on "
         "Friday, a senior official said in…", "", None),
        (f"{BODY}\n\n© All rights reserved", "President Nicolás Maduro asked Russia for help on "
         "Friday, a senior official said in…", "", None),
        (f"Maduro asks Putin for help\nBy Jane Roe | November 3, 2025\n\n{BODY}",
         "Maduro asks Putin for help", "", DAY),
        (f"Maduro asks Putin for help\n\n3 November 2025\n\n{BODY}", "Maduro asks Putin for help",
         "", DAY),
        (f"Monday, November 3, 2025 at 10:30 am EST\n\nWhy is Maduro afraid?\n\n{BODY}",
         "Why is Maduro afraid?", "", DAY),
        (f"Attacks of September 11, 2001: what we know\n\n{BODY}",
         "Attacks of September 11, 2001: what we know", "", None),
        (f"{BODY}\n\nOn November 3, 2025, he said so again.", "President Nicolás Maduro asked "
         "Russia for help on Friday, a senior official said in…", "", None),
        (f"{BODY}\n\nFirst published on November 3, 2025", "President Nicolás Maduro asked "
         "Russia for help on Friday, a senior official said in…", "", DAY),
        (f"Crisis in Venezuela: what is Putin playing with\nhis support for Maduro\n\n{BODY}",
         "Crisis in Venezuela: what is Putin playing with his support for Maduro", "", None),
        (f"“We are ready,” Maduro tells Putin\n{BODY}", "“We are ready,” Maduro tells Putin", "",
         None),
        (f"[ad_1]\n\nMaduro asks Putin\n\n{BODY}", "Maduro asks Putin", "", None),
    ],
)  # fmt: skip
def test_found(text: str, title: str, source: str, day: date | None) -> None:
    document = make_document(text, "some file.txt")
    assert document.title == title
    assert document.source == source
    assert document.date == day
    assert document.text == text
    if document.source_span is not None:
        assert text[slice(*document.source_span)] == source
    if document.title_span is not None and "*" not in text:
        assert " ".join(text[slice(*document.title_span)].split()) == title


def test_titles_made_of_markdown_have_no_marks() -> None:
    text = "**Jane Roe:**\n\nWelcome to a *new* [episode](http://x.y). Today we talk."
    document = make_document(text, "a.md", markdown=True)
    assert (document.title, document.title_span) == ("Jane Roe: Welcome to a new episode", None)


@pytest.mark.parametrize(
    "line",
    [
        "The North Atlantic Treaty Organization (NATO) - an alliance of thirty states - met.",
        "Secretary of State Marco Rubio (Florida) said so.",
        "He wrote to Putin (Xi was next) and waited for an answer that never came to Caracas.",
    ],
)
def test_parentheses_are_not_agencies(line: str) -> None:
    assert make_document(f"{line}\n{BODY}", "a.txt").source == ""


@pytest.mark.parametrize("line", ["(Applause)", "(Laughter.)", "(continued)", "(Photo)"])
def test_stage_directions_are_not_outlets(line: str) -> None:
    assert make_document(f"{BODY}\n\n{line}\n", "a.txt").source == ""


@pytest.mark.parametrize(
    "end", ["### § 22\n\n(Inkrafttreten)", "as in the Regulation\n        (EU)"]
)
def test_parentheses_under_headings_and_in_lists_are_not_outlets(end: str) -> None:
    assert make_document(f"{BODY}\n\n{end}\n", "a.md", markdown=True).source == ""


@pytest.mark.parametrize(
    "first",
    [
        "He said nothing more.",
        "the first line is in lower case",
        "Venezuela,",
        "PARIS.-",
        "By Jane Roe",
        "Maduro",
        "He explained:",
    ],
)
def test_a_first_line_that_is_no_title(first: str) -> None:
    document = make_document(f"{first}\n\n{BODY}", "a.txt")
    assert document.title_span is None


def test_a_title_needs_a_body() -> None:
    assert make_document("A short line\n\nAnd another one", "a.txt").title_span is None


def test_a_title_is_made_when_nothing_is_found() -> None:
    assert make_document("", "name.txt").title == "name.txt"
    assert make_document("***\n\n---\n", "name.txt").title == "name.txt"
    assert make_document("\x1b[31m\x07", "na\x1bme.txt").title == "[31m"
    assert make_document("", "\x1b\x07").title == "untitled"
    assert make_document("", "caf\udce9.txt").title == "caf\ufffd.txt"
    assert make_document("Hello", "x.txt").title == "Hello"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Short. And then more of it follows.", "Short. And then more of it follows"),
        ("The U.S. Army said so. Then it went.", "The U.S. Army said so"),
        ("Mr. Smith met Gen. Jones on Friday. They", "Mr. Smith met Gen. Jones on Friday"),
        ("Is he really going to leave? Nobody knows.", "Is he really going to leave?"),
        ("He said: “We will never leave.” Then", "He said: “We will never leave”"),
        ("It costs 3.5 million dollars a day. Then", "It costs 3.5 million dollars a day"),
        ("委内瑞拉总统马杜罗向俄罗斯和中国请求。报道", "委内瑞拉总统马杜罗向俄罗斯和中国请求"),
        ("...", ""),
    ],
)  # fmt: skip
def test_first_sentences(text: str, title: str) -> None:
    assert made_title(text) == title


def test_cleaning() -> None:
    assert clean("a\x1b[0m\tb\nc\u202ed\u2066e") == "a[0m b cde"
    assert clean("x" * 500) == "x" * 299 + "…"
    assert clean("e" + "\u0301" * 50) == "e" + "\u0301" * 3
    assert clean("\udcff") == ""
    assert shorten("one two three", 13) == "one two three"
    assert shorten("one two three", 12) == "one two…"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-11-03", DAY),
        ("2025-11-03T10:00:00+01:00", DAY),
        ("2025/11/03", DAY),
        ("November 3, 2025", DAY),
        ("3 November 2025", DAY),
        ("Nov. 3, 2025", DAY),
        ("Nov 3rd, 2025", DAY),
        ("3rd of November 2025", DAY),
        ("03-Nov-2025", DAY),
        ("3 de noviembre de 2025", DAY),
        ("3. November 2025", DAY),
        ("3 novembre 2025", DAY),
        ("on Monday, 3 March 2025 at noon", date(2025, 3, 3)),
        ("November 31, 2025", None),
        ("November 3", None),
        ("12025-11-03", None),
        ("May 2025", None),
        ("0000-00-00 then 2025-11-03", DAY),
    ],
)
def test_written_dates(text: str, day: date | None) -> None:
    found = find_date(text)
    assert (found.day if found else None) == day


@pytest.mark.parametrize("text", ["3 Auguſt 1776", "3 AĞUSTOS, AUGUST 3, 1776", "Auguſt 3, 1776"])
def test_a_month_in_letters_that_are_others_in_small(text: str) -> None:
    found = find_date(text)
    assert found is not None
    assert found.day == date(1776, 8, 3)


def test_a_pattern_of_months_finds_nothing_that_is_none() -> None:
    for name, number in MONTHS.items():
        for plain, letter in (("s", "ſ"), ("i", "ı"), ("i", "İ"), ("k", "\u212a")):
            assert month_number(name.replace(plain, letter)) == number
        assert month_number(name.upper()) == number


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("23/11/2025", date(2025, 11, 23)),
        ("11/23/2025", date(2025, 11, 23)),
        ("03.11.2025", DAY),
        ("03/11/2025", None),
        ("11/11/2025", date(2025, 11, 11)),
        ("yesterday", None),
        ("Mon, 16 Nov 92 05:12:40 PST", date(1992, 11, 16)),
        ("Fri, 2 Jan 04 9:00 +0100", date(2004, 1, 2)),
        ("Thu, 31 Dec 49 09:00 GMT", date(2049, 12, 31)),
        ("Sat, 1 Jan 50 09:00 GMT", date(1950, 1, 1)),
        ("16 Nov 92", None),
    ],
)
def test_dates_in_fields(text: str, day: date | None) -> None:
    assert field_date(text) == day


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2025-11-03 maduro.txt", DAY),
        ("maduro_2025_11_03.md", DAY),
        ("20251103.txt", DAY),
        ("021-HMZ-1883-06-15-001.csv", date(1883, 6, 15)),
        ("18830615.txt", None),
        ("20251103T1200 x.txt", DAY),
        ("000_bee5e3763c20251103.txt", None),
        ("2025-13-03.txt", None),
        ("120251103.txt", None),
        ("2025.txt", None),
    ],
)
def test_dates_in_names(name: str, day: date | None) -> None:
    assert name_date(name) == day
    assert make_document(BODY, name).date == day


def test_front_matter_is_dimmed_but_its_names_are_not() -> None:
    text = f"---\ntitle: Maduro asks\ntags: [a, b]\nsource: Reuters\n---\n{BODY}"
    document = make_document(text, "a.md", markdown=True)
    dim = "".join(text[slice(*span)] for span in document.boilerplate)
    assert "tags: [a, b]" in dim
    assert "Maduro" not in dim
    assert "Reuters" not in dim


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    document = make_document(f"---\n\n{BODY}\n\n---\n\n{BODY}", "a.md", markdown=True)
    assert document.boilerplate == ()
    assert document.title.startswith("President Nicolás Maduro")
