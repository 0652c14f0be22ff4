"""What the inputs are made from: small valid files, hostile words, queries, made-up news."""

from __future__ import annotations

from tests.faults.hostile import PAYLOADS
from tests.index.formats_samples import MORE, SAMPLES, STORY

HOSTILE = (
    *PAYLOADS.values(),
    *(
        "\n",
        "\n\n\n",
        "\r",
        "\r\n",
        "\t",
        "\x0b",
        "\u2028",
        "\u200b" * 40,
        "e\u0301" * 30,
        "x" * 900,
    ),
    *(
        "中文標題" * 9,
        "שלום",
        "مرحبا",
        "👩‍👩‍👧",
        "🇫🇷",
        "\ud800",
        "\udfff",
        "ﷺ",
        "ß",
        "İ",
        "ŉ",
        "ǆ",
        "ﬁ",
    ),
)

NEWS = (
    f"Maduro asks Putin for help\n\n{STORY} {MORE}\n\nThe post Maduro asks Putin for help appeared "
    "first on The Daily Wire.",
    "By Jane Roe | November 3, 2025\n\nPARIS (Reuters) - President Emmanuel Macron met Angela "
    "Merkel at the U.N. on Monday; Mr. Macron’s office, the E.U. Commission and NATO’s Jens "
    "Stoltenberg said nothing.\n\nShare this\nFacebook\nRead more: https://example.org/a?b=c",
    "Title: One\nSource: Herald\nDate: 2025-11-03\n\nVenezuelans and Cubans in Caracas.\nA line\n"
    "that goes on\nover line breaks, Maduro\nsaid.\n",
    "# Heading\n\n* a list with *emphasis* and [a link](http://example.org)\n\n> quoted\n\n---\n",
    "北京市是中华人民共和国的首都。安倍晋三は東京で。 Владимир Путин в Москве. شي جين بينغ",
    "",
)

WORDS = (
    *HOSTILE,
    *("Maduro", "Mr. ", "President ", " of the ", "U.S.", "’s", "[ad_1]", "The post ", " appeared"),
    *(" first on ", "© 2024 ", "(AP)", "(Reuters) - ", "PARIS, ", "2025-11-03", "Date: ", "***"),
    *(
        "-" * 30,
        "=" * 30,
        "| a | b |",
        "http://",
        "#",
        "*",
        "`",
        "_",
        "(",
        ")",
        '"',
        "“",
        "”",
        "&lt;",
    ),
)

QUERIES = (
    "maduro radar",
    "maduro OR putin",
    "maduro -rubio",
    "(drones OR missiles) russia",
    '"spare parts"',
    '"radar missiles"~8',
    "radar NEAR/8 missiles",
    "radar BEFORE/8 missiles",
    "=attacks",
    "venez* w?shington madura~ m*d",
    "/il-?76/",
    "title:crisis source:herald",
    "path:2025/ ext:md type:markdown",
    'person:maduro org:nato place:"United States" entity:putin',
    'near:"Maduro","Putin"~20',
    "date:2025-11 date:2025-10-15..2025-11-02 before:2025-11 after:2025-10-31",
    "newer:7d older:1y date>=2026-01",
    "NOT (a OR -b) +c AND d",
    "北京市 OR 東京 Москва",
    "http://example.com/x U.S. il-76 2.5% #tag @name",
    "=C# C++* 45½ N°5 №~ 10³ agree-ment \u00ad",
    "source: herald author:roe date:last week after:12/11/2025 newer:3 months",
    'date:"November 3, 2025".. before:monday radar or missiles and not !iran | us NEAR 5 nato',
    "what did maduro ask putin for?",
)

QUERY_WORDS = (
    *(
        " ",
        "(",
        ")",
        '"',
        '"~',
        "~",
        "~2",
        "~99999",
        "*",
        "?",
        "/",
        "/(",
        "/[a",
        "|",
        "\\",
        "=",
        ":",
    ),
    *("-", "+", "NOT ", " OR ", " AND ", " NEAR ", " NEAR/3 ", " BEFORE/0 ", "NEAR/", "title:"),
    *("source:(", "path:", "ext:.", "type:", "person:", "org:", "place:", 'entity:"', "near:", ","),
    *(
        "date:",
        "date>",
        "..",
        "before:",
        "newer:",
        "older:0d",
        "9999-99-99",
        "0000",
        "10000d",
        "1y",
    ),
    *(
        "((((((((((",
        "a" * 300,
        "*" * 20,
        "a?" * 30,
        "“",
        "«",
        "’",
        "(?:",
        "{9,}",
        "\\1",
        "(a+)+$",
        "^",
    ),
    *(
        "\x1b[31m",
        "\u202e",
        "\ud800",
        "\x00",
        "é",
        "е",
        "宽",
        "ﬁ",
        "İ",
        "[red]",
        "\n",
        "\t",
        "merkel",
    ),
)

NAMES = (
    "a.txt",
    "2025/11/letter-3.md",
    "rows.json",
    "x.tar.gz",
    ".hidden",
    "a b.PDF",
    "~$a.docx",
    "con",
)

NAME_WORDS = (
    *(
        b".txt",
        b".gz",
        b".",
        b"..",
        b" ",
        b"\n",
        b"\r",
        b"\t",
        b"\x1b[31m",
        b"\xff\xfe",
        b"~$",
        b"#",
    ),
    *(
        b"\xe2\x80\xae",
        b"\xed\xa0\x80",
        b"%s",
        b"*",
        b"[a]",
        b"!",
        b"\\",
        b"\xe5\xae\xbd",
        b"0" * 40,
    ),
    *(b"9" * 200, b"-", b"--", "\N{SUPERSCRIPT TWO}\N{ARABIC-INDIC DIGIT THREE}".encode()),
)

MARKUP = (
    *(
        b"<",
        b">",
        b"</",
        b"<p>",
        b"</p>",
        b"<!--",
        b"-->",
        b"<![CDATA[",
        b"]]>",
        b"&#0;",
        b"&#x1b;",
    ),
    *(b"&lt;", b"&amp;", b"<!DOCTYPE x [<!ENTITY e 'x'>]>", b"&e;", b"<br/>", b"<table><tr><td>"),
    *(b"<w:p>", b"<w:t>", b"<text:p>", b"<item>", b"<title>", b"xmlns:a='b'", b"<a:b/>", b"<?xml "),
    *(b'encoding="utf-7"', b"<script>", b"<meta charset=utf-16>", b"<div>" * 90, b"href=''"),
)

TABULAR = (
    *(
        b",",
        b'"',
        b'""',
        b"\n",
        b"\r\n",
        b"\t",
        b";",
        b"|",
        b"\0",
        b"{",
        b"}",
        b"[",
        b"]",
        b":",
        b"null",
    ),
    *(b"true", b"1e999", b"-0", b"NaN", b'"\\ud800"', b'"\\u001b[2J"', b"title", b"text", b"date"),
    *(b"1" * 400, b"[" * 300, b'{"a":' * 200, b"9999999999999", b"\\", b"\xef\xbb\xbf"),
)

MAIL = (
    *(
        b"From ",
        b"From: ",
        b"\nSubject: ",
        b"=?utf-8?b?",
        b"?=",
        b"=?x?q?=1b[2J?=",
        b"\n\n",
        b"--b\n",
    ),
    *(
        b"\nContent-Type: multipart/mixed; boundary=b\n",
        b"\nContent-Type: text/html\n",
        b"=\n",
        b"=1B",
    ),
    *(b"\nContent-Transfer-Encoding: base64\n", b"\nContent-Transfer-Encoding: quoted-printable\n"),
    *(
        b"\nContent-Type: message/rfc822\n\n",
        b"charset=nothing",
        b"\nDate: 99 Foo",
        b"\n>From ",
        b"\x00",
    ),
)

PORTABLE = (
    *(
        b"obj",
        b"endobj",
        b"stream\n",
        b"endstream",
        b"<<",
        b">>",
        b"[",
        b"]",
        b"(",
        b")",
        b"/Length 9",
    ),
    *(b"/Filter /FlateDecode", b"/Kids [2 0 R]", b"/Count 99999", b"/Parent 2 0 R", b"/Type /Page"),
    *(
        b"3 0 R",
        b"1 0 R",
        b" Tj ",
        b" TJ ",
        b" Td ",
        b"BT ",
        b" ET",
        b"xref",
        b"trailer",
        b"startxref",
    ),
    *(
        b"/Font",
        b"/Encoding /Identity-H",
        b"/ToUnicode 4 0 R",
        b"-1",
        b"1e9",
        b"<FEFF001B>",
        b"%",
        b"/",
    ),
)

OTHER_BYTES = (
    *(
        b"\x00",
        b"\xff\xfe",
        b"\xfe\xff",
        b"\xef\xbb\xbf",
        b"\x1b[2J",
        b"\xc3",
        b"\xed\xa0\x80",
        b"\x93",
    ),
    *(
        b"PK\x03\x04",
        b"PK\x01\x02",
        b"PK\x05\x06",
        b"\x1f\x8b\x08",
        b"ustar",
        b"../../x",
        b"/etc/x",
    ),
    *(word.encode("utf-8", "surrogatepass") for word in HOSTILE),
)

FILES = SAMPLES
