"""Broken and hostile files give one line, and never anything but a ReadError."""

from __future__ import annotations

import gzip
import io
import json
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import ReadError
from index.model import Document
from index.reading.formats import read_whole
from index.reading.task import Budget, Task
from tests.index.formats_samples import SAMPLES, STORY, docx, epub, odt, pdf, tarred, zipped

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY l0 "lol">'
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)
RISKY = [name for name in SAMPLES if not name.endswith((".txt", ".md"))]
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


def read(name: str, data: bytes | str) -> list[Document]:
    raw = data.encode() if isinstance(data, str) else data
    return read_whole(Path(name), raw)


def reason(name: str, data: bytes | str) -> str:
    with pytest.raises(ReadError) as caught:
        read(name, data)
    text = str(caught.value)
    assert text
    assert text.isprintable()
    assert len(text) < 300
    return text


def problems(name: str, data: bytes) -> tuple[list[Document], list[tuple[str, str]]]:
    seen: list[tuple[str, str]] = []
    task = Task(Budget(len(data)), on_error=lambda *row: seen.append(row))
    return read_whole(Path(name), data, task), seen


@pytest.mark.parametrize("name", RISKY)
@pytest.mark.parametrize(
    "data", [b"", b"\0" * 100, b"\xff\xfe\xfd", b"PK\x03\x04", b"%PDF-1.4\n", b"<"]
)
def test_not_what_the_name_says(name: str, data: bytes) -> None:
    try:
        assert read(name, data)
    except ReadError as error:
        assert str(error).isprintable()


@pytest.mark.parametrize("start", [LAUGHS, OUTSIDE])
def test_entities_are_never_expanded(start: str) -> None:
    entity = "l9" if start is LAUGHS else "e"
    inner = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body><w:p><w:r><w:t>&{entity};</w:t></w:r></w:p></w:body></w:document>"
    )
    assert "entities" in reason("a.docx", zipped({"word/document.xml": start + inner}))
    assert "entities" in reason("a.odt", zipped({"content.xml": f"{start}<a>&{entity};</a>"}))
    assert "entities" in reason("a.rss", f"{start}<rss><item>&{entity};</item></rss>")
    container = f"{start}<container><rootfile full-path='&{entity};'/></container>"
    assert "entities" in reason("a.epub", zipped({"META-INF/container.xml": container}))
    (page,) = read("a.html", f"{start}<html><body><p>{STORY} &{entity};</p></body></html>")
    assert "lollol" not in page.text
    assert "root:" not in page.text


def test_zip_bombs() -> None:
    zeros = zipped({"a.txt": b"a" * (40 << 20)})
    assert len(zeros) < 60_000
    assert reason("a.zip", zeros) == "unpacks to more than 200 times its size"
    nested = zipped({f"{n}.zip": zeros for n in range(8)}, stored=True)
    assert "times its size" in reason("a.zip", nested)
    assert "times its size" in reason("a.txt.gz", gzip.compress(b"a" * (40 << 20)))
    assert "times its size" in reason("a.tgz", gzip.compress(tarred({"a.txt": b"a" * (40 << 20)})))
    big = zipped({"word/document.xml": b" " * (40 << 20)})
    assert "times its size" in reason("a.docx", big)


def test_a_member_beyond_the_limit_does_not_hurt_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.reading.formats.zips.drain.__defaults__", (1 << 20,))
    documents, seen = problems("a.zip", zipped({"big.txt": b"a" * (2 << 20), "b.txt": STORY}))
    assert [document.part for document in documents] == ["b.txt"]
    assert seen == [("big.txt", "larger than 1 MB when unpacked")]


def test_what_was_read_before_a_limit_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.reading.task.MEMBERS_LIMIT", 2)
    members = {f"{n}.txt": STORY for n in range(4)}
    for name, data in (("a.zip", zipped(members)), ("a.tar", tarred(members))):
        documents, seen = problems(name, data)
        assert [document.part for document in documents] == ["0.txt", "1.txt"]
        assert seen == [("", "only the first part of it is read: more than 2 files in it")]


def test_a_zip_that_lies_about_sizes() -> None:
    data = bytearray(zipped({"a.txt": b"a" * (40 << 20)}))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    text = reason("a.zip", bytes(data))
    assert "broken" in text or "times its size" in text


def test_archives_nested_too_deeply() -> None:
    data = zipped({"a.txt": STORY})
    for _ in range(2):
        data = zipped({"in.zip": data})
    documents, seen = problems("a.zip", zipped({"deep.zip": data, "b.txt": STORY}))
    assert [document.part for document in documents] == ["b.txt"]
    assert ("deep.zip#in.zip", "archives nested more than 2 deep") in seen
    assert "nested" in reason("a.zip", zipped({"x.tgz": gzip.compress(tarred({"y.zip": data}))}))
    assert reason("a.txt.gz.gz", b"") == "nothing in it that can be read"


def test_a_zip_that_holds_itself() -> None:
    quine = zipped({"r.zip": zipped({"r.zip": zipped({"r.zip": zipped({"r.zip": b""})})})})
    assert reason("r.zip", quine)


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/a.txt", "/etc/a.txt", "C:\\windows\\a.txt", "..\\..\\a.txt", "a/../../b/a.txt",
        "./a.txt", "x\x1b[31m/a.txt", "\u202ea/a.txt", "line\nbreak/a.txt", "a" * 5000 + "/a.txt",
        "x/" * 3000 + "a.txt",
    ],
    ids=range(11),
)  # fmt: skip
def test_names_inside_are_labels(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for kind, data in (("a.zip", zipped({name: STORY})), ("a.tar", tarred({name: STORY}))):
        (document,) = read(kind, data)
        assert document.part.endswith("a.txt")
        assert document.part.isprintable()
        assert len(document.part) < 3000
        assert not document.part.startswith("/")
        assert not {"..", "."} & set(document.part.split("/"))
        assert ":" not in document.part
    assert list(tmp_path.iterdir()) == []


def test_members_of_one_name_stay_apart() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        for text in ("First text.", "Second text."):
            archive.writestr("a.txt", text)
    documents = read("a.zip", out.getvalue())
    assert [(d.part, d.text) for d in documents] == [
        ("a.txt", "First text."), ("a.txt (2)", "Second text."),
    ]  # fmt: skip


def test_links_and_devices_in_a_tar_are_passed_over() -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for kind, name in ((tarfile.SYMTYPE, "l.txt"), (tarfile.LNKTYPE, "h.txt"),
                           (tarfile.CHRTYPE, "c.txt"), (tarfile.FIFOTYPE, "f.txt")):  # fmt: skip
            info = tarfile.TarInfo(name)
            info.type = kind
            info.linkname = "/etc/passwd"
            archive.addfile(info)
    assert reason("a.tar", out.getvalue()) == "nothing in it that can be read"


def test_encrypted_files() -> None:
    data = bytearray(zipped({"a.txt": STORY}))
    data[6] |= 1
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    assert reason("a.zip", bytes(data)) == "encrypted: needs a password"
    manifest = {"META-INF/manifest.xml": "<m><encryption-data/></m>"}
    assert reason("a.odt", odt("", extra=dict(manifest))) == "encrypted: needs a password"
    assert "encrypted" in reason("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    secret = "<< /Filter /Standard /V 1 /R 2 /P -1 /O <" + "41" * 32 + "> /U <" + "42" * 32 + "> >>"
    assert reason("a.pdf", pdf([["text"]], encrypt=secret)) == "encrypted: needs a password"


def test_pdf_without_text() -> None:
    assert reason("a.pdf", pdf([[], []])) == "no text in it: a scan?"
    assert reason("a.pdf", pdf([])) == "a broken PDF"


def test_pdf_that_goes_round_in_circles() -> None:
    data = pdf([["text"]]).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]")
    assert reason("a.pdf", data)


@pytest.mark.parametrize("name", RISKY)
def test_truncated_files(name: str) -> None:
    data = SAMPLES[name]
    for part in range(1, 8):
        try:
            for document in read(name, data[: len(data) * part // 8]):
                assert document.title
        except ReadError as error:
            assert str(error).isprintable()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.json", "[" * 200_000),
        ("a.json", '{"a":' * 200_000),
        ("a.jsonl", "[" * 200_000),
        ("a.rss", "<rss>" + "<item>" * 200_000),
        ("a.rss", "<rss>" + "<item>" * 50_000 + "</item>" * 50_000 + "</rss>"),
        ("a.docx", docx(body="<w:p>" * 20_000 + "</w:p>" * 20_000)),
        ("a.odt", odt("<text:span>" * 20_000 + "</text:span>" * 20_000)),
    ],
    ids=["list", "object", "line", "open-feed", "feed", "docx", "odt"],
)
def test_nested_too_deeply(name: str, data: bytes | str) -> None:
    assert reason(name, data)


@pytest.mark.parametrize("tag", ["div", "blockquote", "table", "b", "ul", "span"])
def test_deep_web_pages(tag: str) -> None:
    data = f"<{tag}>" * 3000 + STORY + f"</{tag}>" * 3000
    (document,) = read("a.html", data)
    assert document.text.strip() == STORY


def test_huge_fields_and_numbers() -> None:
    field = "word " * 200_000
    (document,) = read("a.csv", f'title,text\nOne,"{field}"\n')
    assert len(document.text) > 900_000
    (document,) = read("a.json", '[{"text": "Some text here", "date": ' + "9" * 5000 + "}]")
    assert document.date is None
    (document,) = read("a.json", '[{"text": "Some text here", "date": 1e400}]')
    assert document.date is None
    assert read("a.csv", 'a,b\n1,"never closed ' + "x" * 10_000)


def test_lone_surrogates_and_nul_in_records() -> None:
    (document,) = read("a.json", '[{"title": "\\ud800x\\u0000", "text": "a\\udfffb\\u0000c"}]')
    document.text.encode()
    document.title.encode()
    assert "\0" not in document.text + document.title
    assert document.text.endswith("a\ufffdbc")


def test_hostile_titles_reach_no_terminal() -> None:
    title = "\x1b]52;c;AAAA\x07[@click=app.quit]\u202eevil"
    (document,) = read("a.json", json.dumps([{"title": title, "text": STORY, "source": title}]))
    for shown in (document.title, document.source):
        assert shown.isprintable()
    (page,) = read("a.html", f"<title>{title}</title><p>{STORY}</p>")
    assert page.title.isprintable()
    book = epub({"1.xhtml": "<h1>\u202eA&#27;[31m</h1><p>text</p>"})
    (document,) = read("a.epub", book)
    assert document.places[0].label.isprintable()


def test_a_book_that_names_what_is_not_there() -> None:
    assert "missing" in reason("a.epub", zipped({"a": "b"}))
    away = {"../../../etc/passwd": f"<p>{STORY}</p>"}
    assert reason("a.epub", epub(away)) == "no text in it"


@pytest.mark.parametrize(
    "header",
    [
        "Subject: =?utf-8?b?!!!?=", "Subject: =?no-such?q?a?=", "From: <<<>>>,,;:", "Date: 99999",
        "Date: Mon, 99 Foo 99999 99:99:99 +9999", "Content-Type: text/plain; charset=no-such",
        "Content-Type: multipart/mixed", "Content-Type: ;;;", "Content-Transfer-Encoding: x",
        "From: " + "(" * 5000, "To: " + "a@b," * 5000, "Subject: " + "=?utf-8?q?a?= " * 5000,
        "Content-Type: text/plain; charset*0=utf; charset*1=-8", "Subject: \udcff\x1b[31m",
    ],
    ids=range(14),
)  # fmt: skip
def test_awkward_headers(header: str) -> None:
    raw = f"{header}\nX: y\n\n{STORY}\n".encode("utf-8", "surrogateescape")
    (document,) = read("a.eml", raw)
    assert document.title.isprintable()
    document.text.encode()


EDITS = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.integers(0, 40),
        st.one_of(
            st.binary(max_size=6),
            st.sampled_from([b"<", b"&", b'"', b"\n", b"\xff\xff\xff\xff", b"\0\0\0\0", b"[[[["]),
        ),
    ),
    min_size=1,
    max_size=6,
)


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits=EDITS)
def test_any_damage(name: str, edits: list[tuple[float, int, bytes]]) -> None:
    data = SAMPLES[name]
    for place, length, put in edits:
        at = int(place * len(data))
        data = data[:at] + put + data[at + length :]
    try:
        documents = read(name, data)
    except ReadError as error:
        assert str(error).isprintable()
        return
    for document in documents:
        assert document.title.strip()
        document.text.encode()
        document.title.encode()
        assert "\0" not in document.text or name.endswith((".txt", ".md"))
        assert list(document.places) == sorted(document.places)
        for span in (*document.boilerplate, *document.joins):
            assert 0 <= span.start < span.end <= len(document.text)
