"""A folder of hostile articles: what a stranger can put into texts, titles, names and paths."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

PAYLOADS = {
    "csi": "\x1b[31mred\x1b[2J\x1b[1;1H\x1b[?1049l",
    "link": "\x1b]8;;http://evil.example/\x1b\\click\x1b]8;;\x1b\\",
    "clipboard": "\x1b]52;c;ZXZpbA==\x07",
    "title": "\x1b]0;owned\x07\x1bPq\x1b\\\x1b_x\x1b\\",
    "c1": "\x9b31m\x9d52;c;ZXZpbA==\x9c\x90q\x9c\x85",
    "bidi": "\u202eevil\u202c\u2066iso\u2069\u200f\u061c",
    "markup": "[@click=app.quit]quit[/] [/] [red on blue]x[/red] [link=http://evil]y[/link] [[ ]]",
    "action": "[@click='app.run_command(\"x\")']z[/]",
    "combining": "Z" + "\u0301\u0334\u0489" * 2000,
    "controls": "a\x00b\x01\x07\x08\x0b\x0c\x0e\x7f",
    "returns": "one\rtwo\r\nthree\x1ffour",
    "separators": "a\u2028b\u2029c\u200b\u200d\ufeff",
    "wide": "宽" * 300 + "👩‍👩‍👧‍👦" * 50 + "\U000e0041\U000e007f",
    "percent": "%s %n {0} {x!r} $HOME `id` ; rm -rf / ' \" \\",
    "template": "{{7*7}} <script>alert(1)</script> &lt;",
}

FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What never reaches a terminal from a document (tabs and line breaks aside)."""


def write(folder: Path, *, few: bool = False) -> None:
    """Fill a folder; with ``few``, each payload stands in one file's name and text only."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, (kind, payload) in enumerate(PAYLOADS.items()):
        text = (
            f"Title {payload} of {kind}\n\nBy {payload}\n\nAngela Merkel met {payload} in Paris. "
            f"Angela {payload} Merkel and Mr {payload}Macron of {payload} Corp. spoke. "
            f"President Nicolas{payload}Maduro said {payload}. Merkel{payload}.\n"
        )
        data = text.encode("utf-8", "surrogatepass")
        name = payload.replace("/", "\u2044").replace("\x00", "")[:40]
        (folder / os.fsdecode(f"{number:02}-{name}.txt".encode()[:200])).write_bytes(data)
        if few:
            continue
        (folder / f"{number:02}-plain.txt").write_bytes(data + b"In plain.\n")
        part = folder / os.fsdecode(f"dir {name}".encode()[:200])
        part.mkdir(exist_ok=True)
        (part / "inside.md").write_bytes(b"# " + data)
    (folder / os.fsdecode(b"undecodable-\xff\xfe.txt")).write_bytes(b"Angela Merkel \xff\xfe\n")
    (folder / "wtf8.txt").write_bytes(b"Lone \xed\xa0\x80 half. Angela Merkel.\n")
    (folder / "\x1b[31mbroken\x1b[0m.txt").write_bytes(b"\x00\x01\x02\x03" * 100)
    rows = [
        {"title": f"{p}\ud800", "text": f"Angela Merkel {p} \udfff in Paris", "source": p}
        for p in list(PAYLOADS.values())[: 2 if few else None]
    ]
    (folder / "rows.json").write_text(json.dumps(rows), encoding="ascii")
