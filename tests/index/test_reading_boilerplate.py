"""What is dimmed as no text of the article, and what must never be."""

from __future__ import annotations

import pytest

from index.reading.plain import make_document

BODY = (
    "President Nicolás Maduro asked Russia for help on Friday, a senior official said in Caracas. "
    "The letter reached Moscow last week, according to people who have seen it."
)


def dimmed(text: str) -> list[str]:
    return [text[slice(*span)] for span in make_document(text, "a.txt").boilerplate]


@pytest.mark.parametrize(
    "line",
    [
        "[ad_1]",
        "Source link",
        '"*" indicates required fields',
        "© Riproduzione riservata",
        "© RIPRODUZIONE RISERVATA",
        "All rights reserved.",
        "© 2024 The Outlet. All rights reserved.",
        "Copyright 2024 The Associated Press. All rights reserved. This material may not be "
        "published, broadcast, rewritten or redistributed.",
        "(c) 2024 Outlet",
        "Todos los derechos reservados",
        "Read more: Trump threatens Venezuela",
        "READ MORE",
        "Read More »",
        "READ ALSO: Something else that we wrote",
        "Also read: Something",
        "Related: Who is Maduro?",
        "Click here to read the full story",
        "Click here to subscribe to our newsletter.",
        "Sign up for our newsletter",
        "Sign up for our free daily newsletter to get the top stories.",
        "Share this",
        "Share this:",
        "Share on Facebook",
        "Click to share on Twitter (Opens in new window)",
        "Advertisement",
        "ADVERTISEMENT",
        "- Advertisement -",
        "Advertisement - Continue Reading Below",
        "Story continues below advertisement",
        "Subscribe",
        "Subscribe to our YouTube channel",
        "We use cookies to give you the best experience on our website.",
        "This site uses cookies. By continuing you agree.",
        "By signing up, you agree to our Terms of Use and Privacy Policy",
        "Accept all cookies",
        "Follow us on Twitter and Facebook",
        "Like this:",
        "Loading...",
        "Leave a Reply",
        "Your email address will not be published. Required fields are marked *",
        "5 min read",
        "Our Standards: The Thomson Reuters Trust Principles.",
        "This story has not been edited by our staff and is published from a syndicated feed.",
        "Publicidad",
        "Lire aussi : Le Venezuela",
        "Please enable JavaScript to view the comments.",
        "This field is for validation purposes and should be left unchanged.",
    ],
)
def test_whole_lines(line: str) -> None:
    text = f"{BODY}\n\n{line}\n\n{BODY}"
    assert dimmed(text) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Source: AP – Credit: Ariana Cubillos",
        "Photo: Miraflores Press Office via AP",
        "Reporting by Jane Roe; Editing by John Doe",
        "Advertisement revenue fell sharply at the Washington Post, the company said.",
        "Read more carefully, the letter says the opposite, Rubio argued on Friday.",
        "Click here and you will see nothing, Maduro told the crowd in Caracas.",
        "Subscribe to the view that Maduro must go, or leave the party, Trump said.",
        "Sign up for the army, Maduro told the young men of Venezuela.",
        "Copyright law was changed by Congress in 1998, the court in Washington ruled.",
        "Share this bread with the poor, Pope Francis said in Rome.",
        "He said the Kremlin reserved all rights to answer, and all rights reserved by treaty.",
        "Related to this is the question of China, which has kept silent so far.",
        "By using this site as a base, Russia could reach the Caribbean, experts in Moscow warned.",
        "Follow the money, Rubio said on Fox News.",
        "We use cookies",
        "Russia",
        "Nicolás Maduro",
        "The letter to Putin",
        "In search of Iranian drones",
        "Facebook",
        "Share",
        "(c) the right to strike shall not be touched by the government in Caracas;",
        "The post office in Caracas first appeared on a stamp in 1901.",
        "Recommended by Rubio, the general went to Washington.",
        "More than 62 people have died.",
        "Like this week, last week was quiet in Venezuela.",
        "This article of the treaty has been a problem for NATO, Stoltenberg said.",
        "No part of this was ever proved, Maduro said.",
        "Get the army out of there, Trump told Hegseth.",
        "Never miss a chance to be quiet, Putin said.",
        "Join us in Caracas, Maduro told Diosdado Cabello.",
        "Find us on the map, the mayor of Maiquetía joked.",
        "Tags",
    ],
)
def test_the_article_is_never_dimmed(line: str) -> None:
    if line == "We use cookies":
        assert dimmed(f"{BODY}\n\n“{line},” he said, laughing, and Maduro laughed too.") == []
        return
    assert dimmed(f"{BODY}\n\n{line}\n\n{BODY}") == []


def test_buttons_count_only_beside_others() -> None:
    text = f"{BODY}\n\nShare this\nFacebook\nTwitter\nEmail\n\n{BODY}"
    assert dimmed(text) == ["Share this", "Facebook", "Twitter", "Email"]
    assert dimmed(f"{BODY}\n\nFacebook\n\n{BODY}\n\nTwitter\n\n{BODY}") == []


def test_footer_names_are_kept() -> None:
    text = f"{BODY} The post Maduro asks Putin appeared first on Veritas News.\n"
    assert dimmed(text) == ["The post", "appeared first on", "."]


def test_agency_parentheses() -> None:
    assert dimmed(f"{BODY}\n\n(Unioneonline)\n\n© Riproduzione riservata") == [
        "(",
        ")",
        "© Riproduzione riservata",
    ]
    middle = f"{BODY}\n\n" + "(Unioneonline)\n\n" + f"{BODY}\n\n" * 9
    assert dimmed(f"{BODY}\n\n{BODY}\n\n" + middle) == []


def test_marks_inside_a_line() -> None:
    assert dimmed(f"[ad_1] {BODY} [ad_2]") == ["[ad_1]", "[ad_2]"]


def test_windows_newlines() -> None:
    text = f"{BODY}\r\n\r\n[ad_1]\r\n{BODY}\r\n\r\nSource link\r\n"
    assert dimmed(text) == ["[ad_1]", "Source link"]
