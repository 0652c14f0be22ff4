"""Decisions are kept: by several processes, through kills, and never over what cannot be read."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index.decisions import Decision, Form, Kind, stamp, standing
from index.decisions.journal import Journal
from index.decisions.lines import read, written
from index.decisions.model import made
from index.errors import KeptError
from index.kept.entry import Entry
from index.kept.log import FORMAT, Log, kept_path
from index.model import EntityType

ROOT = Path(__file__).parent.parent.parent
FOLDER = Path("/news")
MADURO = Form("Maduro", EntityType.PERSON)
FULL = Form("Nicolás Maduro", EntityType.PERSON)
SAME = made(Kind.SAME, [MADURO, FULL])
CALL = made(Kind.CALL, [FULL], called="The president")
REJECT = made(Kind.REJECT, [Form("Read More", EntityType.MISC), Form("READ MORE", EntityType.ORG)])


def test_what_is_kept_comes_back_in_its_order_and_of_its_folder_alone() -> None:
    journal, other = Journal(FOLDER), Journal(Path("/elsewhere"))
    assert journal.entries() == []
    assert not journal.path.exists()
    assert journal.add([SAME, CALL]) == 2
    assert other.add([REJECT]) == 1
    assert journal.add([REJECT]) == 1
    assert journal.entries() == [SAME, CALL, REJECT]
    assert other.entries() == [REJECT]


def test_the_file_is_in_the_users_data_folder_and_theirs_alone(tmp_path: Path) -> None:
    journal = Journal(FOLDER)
    journal.add([SAME])
    assert journal.path == kept_path() == tmp_path / "home/data/clew/decisions.sqlite"
    assert stat.S_IMODE(journal.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(journal.path.parent.stat().st_mode) == 0o700
    assert [path.name for path in journal.path.parent.iterdir()] == ["decisions.sqlite"]


def test_a_folder_need_not_be_text() -> None:
    folder = Path(os.fsdecode(b"/news/\xff"))
    Journal(folder).add([SAME])
    assert Journal(folder).entries() == [SAME]
    assert Journal(Path("/news")).entries() == []


def test_undoing_adds_to_the_journal_and_goes_back_one_by_one() -> None:
    journal = Journal(FOLDER)
    assert journal.undo() is None
    journal.add([SAME, CALL])
    assert journal.undo() == CALL
    assert journal.standing() == [SAME]
    assert journal.undo() == SAME
    assert journal.undo() is None
    kinds = [entry.kind for entry in journal.entries()]
    assert kinds == [Kind.SAME, Kind.CALL, Kind.UNDO, Kind.UNDO]
    journal.add([REJECT])
    assert journal.standing() == [REJECT]


def test_one_decision_of_several_is_undone() -> None:
    journal = Journal(FOLDER)
    journal.add([SAME, CALL, REJECT])
    assert journal.undo(CALL.id) == CALL
    assert journal.undo(CALL.id) is None
    assert journal.standing() == [SAME, REJECT]


def test_nothing_is_ever_taken_out_of_the_file() -> None:
    journal = Journal(FOLDER)
    journal.add([SAME])
    connection = sqlite3.connect(journal.path)
    for statement in ("DELETE FROM entries", "UPDATE entries SET kind='apart'"):
        with pytest.raises(sqlite3.IntegrityError, match="kept for good"):
            connection.execute(statement)
    connection.close()
    assert journal.entries() == [SAME]


def test_the_same_decision_is_kept_once() -> None:
    journal = Journal(FOLDER)
    assert journal.add([SAME, SAME, CALL]) == 2
    assert journal.add([CALL]) == 0


def test_what_comes_from_another_journal_holds_as_it_does_there() -> None:
    journal, other = Journal(FOLDER), Journal(Path("/elsewhere"))
    journal.add([SAME, CALL])
    journal.undo()
    assert other.take_in(journal.entries()) == journal.entries()
    assert other.entries() == journal.entries()
    assert other.take_in(journal.entries()) == []
    assert journal.take_in([SAME, SAME]) == []


def test_what_was_taken_back_is_said_again_by_taking_it_in() -> None:
    journal = Journal(FOLDER)
    before = [SAME, CALL]
    journal.add(before)
    journal.undo()
    journal.undo()
    again = journal.take_in([CALL])
    assert [one[2:] for one in again] == [CALL[2:]]
    assert again[0].id != CALL.id
    assert journal.standing() == again
    assert [one.kind for one in journal.take_in([*before, REJECT])] == [Kind.REJECT, Kind.SAME]
    assert journal.take_in([*before, REJECT]) == []  # said again once, whatever comes in
    journal.undo()
    assert len(journal.take_in(before)) == 1
    undone = [*before, made(Kind.UNDO, undoes=SAME.id), made(Kind.UNDO, undoes=CALL.id)]
    assert all(one.kind is Kind.UNDO for one in journal.take_in(undone))
    assert {one.kind for one in journal.standing()} == {Kind.CALL, Kind.REJECT, Kind.SAME}


def test_the_stamp_tells_what_holds() -> None:
    assert stamp([]) == ""
    assert len({stamp([SAME]), stamp([CALL]), stamp([SAME, CALL]), stamp([CALL, SAME])}) == 4
    undo = made(Kind.UNDO, undoes=CALL.id)
    assert stamp(standing([SAME, CALL, undo])) == stamp([SAME])


def test_lines_say_all_of_the_journal() -> None:
    hostile = made(Kind.CALL, [Form("a\x1b[31m\0\n", EntityType.ORG)], called="\u202eb\t☃")
    entries = [SAME, CALL, REJECT, made(Kind.UNDO, undoes=CALL.id), hostile]
    lines = list(written(entries))
    assert all(line.isascii() and line.endswith("\n") and line.count("\n") == 1 for line in lines)
    assert read(lines) == entries
    assert json.loads(lines[0])["names"][0] == {"text": "Maduro", "type": "PERSON"}
    journal = Journal(FOLDER)
    assert journal.add(read(lines)) == 5
    assert journal.entries() == entries
    assert journal.add(read(lines)) == 0


@pytest.mark.parametrize(
    "line",
    [
        "[]",
        "{}",
        "no JSON",
        "[" * 100_000,
        '{"id": "1", "time": "", "kind": "same", "names": []}',
        '{"id": "1", "time": "", "kind": "none", "names": []}',
        '{"id": 1, "time": "", "kind": "undo", "names": [], "undoes": "2"}',
        '{"id": "1", "time": "", "kind": "reject", "names": [{"text": "a", "type": "THING"}]}',
        '{"id": "1", "time": "", "kind": "reject", "names": [{"text": 7, "type": "ORG"}]}',
        '{"id": "1", "time": "", "kind": "call", "names": [{"text": "a", "type": "ORG"}]}',
        '{"id": "1", "time": "", "kind": "call", "names": [{"text": "a", "type": "ORG"}], '
        f'"called": "{"x" * 301}"}}',
        '{"id": "\\ud800", "time": "", "kind": "undo", "names": [], "undoes": "2"}',
        '{"id": "1", "time": "\\ud800", "kind": "undo", "names": [], "undoes": "2"}',
        '{"id": "1", "time": "", "kind": "reject", "names": [{"text": "\\ud800", "type": "ORG"}]}',
    ],
)
def test_a_line_that_is_no_decision_is_told_by_its_number(line: str) -> None:
    with pytest.raises(KeptError, match="line 3 is no decision"):
        read([*written([SAME]), "\n", line])


def test_a_byte_order_mark_says_nothing() -> None:
    first, second = written([SAME, CALL])
    assert read([f"\ufeff{first}", second]) == [SAME, CALL]
    with pytest.raises(KeptError, match="line 2"):
        read([first, f"\ufeff{second}"])


def broken(journal: Journal) -> str:
    """What is said of a file that cannot be used; it is left as it is."""
    before = journal.path.read_bytes()
    messages = set()
    for call in (journal.entries, lambda: journal.add([CALL]), journal.undo):
        with pytest.raises(KeptError) as caught:
            call()
        messages.add(str(caught.value))
    assert journal.path.read_bytes() == before
    (message,) = messages
    assert str(journal.path) in message
    return message


def test_a_damaged_file_is_told_and_left_alone() -> None:
    journal = Journal(FOLDER)
    journal.path.parent.mkdir(parents=True)
    journal.path.write_bytes(b"something else" * 100)
    assert "it is damaged" in broken(journal)


def test_a_file_of_a_newer_clew_is_told_and_left_alone() -> None:
    journal = Journal(FOLDER)
    journal.add([SAME])
    with sqlite3.connect(journal.path) as connection:
        connection.execute(f"PRAGMA user_version={FORMAT + 1}")
    connection.close()
    assert "of a newer clew" in broken(journal)


def test_another_programs_file_is_left_alone() -> None:
    journal = Journal(FOLDER)
    journal.path.parent.mkdir(parents=True)
    with sqlite3.connect(journal.path) as connection:
        connection.execute("CREATE TABLE mine (a)")
    connection.close()
    assert "another program's" in broken(journal)


_CALLED = '{"names": [["a", "ORG"]], "called": "b", "undoes": ""}'


@pytest.mark.parametrize(
    ("ident", "kind", "what"),
    [
        ("x", "same", "{}"),
        ("x", "same", "[]"),
        ("x", "call", "[" * 100_000),
        (b"x", "call", _CALLED),
        ("x", "none", _CALLED),
        ("x", "call", _CALLED.replace('"a"', "7")),
        ("x", "call", _CALLED.replace('"b"', '["b"]')),
        ("x", "call", _CALLED.replace('"undoes": ""', '"undoes": 0')),
    ],
)
def test_an_entry_that_says_nothing_is_told_and_stops_nothing(
    ident: object, kind: str, what: str
) -> None:
    journal = Journal(FOLDER)
    journal.add([SAME])
    with sqlite3.connect(journal.path) as connection:
        connection.execute(
            "INSERT INTO entries (folder, id, time, kind, what) VALUES (?,?,'',?,?)",
            (os.fsencode(FOLDER), ident, kind, what),
        )
    connection.close()
    said, (damaged,) = journal.read()
    assert said == journal.entries() == journal.standing() == [SAME]
    assert damaged.kind == kind
    journal.add([CALL])
    assert journal.undo() == CALL
    assert journal.undo(damaged.id) is None
    assert journal.standing() == [SAME]
    assert len(journal.read().damaged) == 1


def test_a_decision_whose_entry_is_damaged_here_is_said_again_by_taking_it_in() -> None:
    journal = Journal(FOLDER)
    journal.log.add([Entry(CALL.id, CALL.time, "call", "{}")])
    (again,) = journal.take_in([CALL])
    assert again[2:] == CALL[2:]
    assert journal.take_in([CALL]) == []
    assert journal.standing() == [again]


def test_a_file_that_was_begun_and_not_made_is_empty() -> None:
    journal = Journal(FOLDER)
    journal.path.parent.mkdir(parents=True)
    journal.path.touch()
    assert journal.entries() == []
    assert journal.undo() is None
    assert journal.add([SAME]) == 1
    assert journal.entries() == [SAME]


WRITER = """
import sys
from pathlib import Path
from index.decisions import Form, Kind
from index.decisions.journal import Journal
from index.decisions.model import made
from index.model import EntityType

journal = Journal(Path("/news"), Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    form = Form(f"{sys.argv[2]} {number}", EntityType.PERSON)
    decision = made(Kind.CALL, [form], called="x" * 300)
    journal.add([decision])
    print(decision.id, flush=True)
"""


def start_writer(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), name, str(count)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
    )


def test_several_processes_write_and_none_loses_anything(tmp_path: Path) -> None:
    path = tmp_path / "data" / "decisions.sqlite"
    writers = [start_writer(path, f"writer {number}", 15) for number in range(3)]
    told = [writer.communicate(timeout=120)[0].split() for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0, 0]
    entries = Journal(FOLDER, path).entries()
    assert len(entries) == 45
    assert {entry.id for entry in entries} == {one for some in told for one in some}
    for name in range(3):
        own = [e.forms[0].text for e in entries if e.forms[0].text.startswith(f"writer {name} ")]
        assert own == [f"writer {name} {number}" for number in range(15)]


def test_a_killed_writer_loses_nothing_that_was_kept(tmp_path: Path) -> None:
    path = tmp_path / "data" / "decisions.sqlite"
    journal = Journal(FOLDER, path)
    kept: list[str] = []
    for round_ in range(8):
        writer = start_writer(path, f"round {round_}", 100_000)
        assert writer.stdout is not None
        kept.append(writer.stdout.readline().strip())
        time.sleep(0.003 * round_)
        writer.kill()
        kept += writer.stdout.read().split()
        writer.stdout.close()
        writer.wait()
        entries = journal.entries()
        found = [entry.id for entry in entries]
        # The last one may have been on the disk and not been said to be.
        assert [one for one in found if one in set(kept)] == kept
        assert len(found) - len(kept) <= round_ + 1
    check = sqlite3.connect(path).execute("PRAGMA integrity_check").fetchone()
    assert check == ("ok",)
    assert journal.undo() == entries[-1]


def test_kept_decisions_can_be_read_where_nothing_can_be_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    journal = Journal(FOLDER)
    journal.add([SAME])
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert journal.entries() == [SAME]
    with pytest.raises(KeptError, match="read-only"):
        journal.add([CALL])
    assert journal.entries() == [SAME]


def test_a_data_folder_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    journal = Journal(FOLDER, tmp_path / "file" / "decisions.sqlite")
    assert journal.entries() == []
    with pytest.raises(Exception, match="data folder"):
        journal.add([SAME])


def test_a_file_out_of_reach_is_not_told_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "decisions.sqlite"
    path.symlink_to(path)
    journal = Journal(FOLDER, path)
    for call in (journal.entries, journal.standing, journal.undo):
        with pytest.raises(KeptError, match="cannot be used"):
            call()


def test_matters_are_apart() -> None:
    journal, log = Journal(FOLDER), Log(FOLDER, "other")
    journal.add([SAME])
    entry = Entry("1", "", "seen", "[]")
    assert log.add([entry, entry]) == 1
    assert log.entries() == [entry]
    assert journal.entries() == [SAME]
    assert log.answer(lambda entries: [one._replace(id=f"{one.id}+") for one in entries]) == 1
    assert [one.id for one in log.entries()] == ["1", "1+"]
    assert Log(Path("/elsewhere"), "other").entries() == []


FIRST_FORMAT = """
CREATE TABLE decisions (
    number INTEGER PRIMARY KEY AUTOINCREMENT, folder BLOB NOT NULL, id TEXT NOT NULL,
    time TEXT NOT NULL, kind TEXT NOT NULL, what TEXT NOT NULL, UNIQUE (folder, id));
CREATE TRIGGER decisions_stay BEFORE DELETE ON decisions
    BEGIN SELECT raise(ABORT, 'decisions are kept for good'); END;
CREATE TRIGGER decisions_stay_so BEFORE UPDATE ON decisions
    BEGIN SELECT raise(ABORT, 'decisions are kept for good'); END;
PRAGMA user_version=1;
"""


def test_a_file_of_the_first_format_is_read_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal(FOLDER)
    journal.path.parent.mkdir(parents=True)
    old = sqlite3.connect(journal.path)
    old.executescript(FIRST_FORMAT)
    names = json.dumps([[form.text, form.type.value] for form in SAME.forms])
    what = f'{{"names": {names}, "called": "", "undoes": ""}}'
    row = (os.fsencode(FOLDER), SAME.id, SAME.time, SAME.kind.value, what)
    old.execute("INSERT INTO decisions (folder, id, time, kind, what) VALUES (?,?,?,?,?)", row)
    old.commit()
    old.close()
    before = journal.path.read_bytes()
    with monkeypatch.context() as readable:
        readable.setattr(os, "access", lambda *_: False)
        assert journal.entries() == [SAME]
        assert Log(FOLDER, "other").entries() == []
    assert journal.path.read_bytes() == before
    assert journal.add([CALL, SAME]) == 1
    assert journal.entries() == [SAME, CALL]
    assert journal.undo() == CALL
    with sqlite3.connect(journal.path) as now, pytest.raises(sqlite3.IntegrityError):
        now.execute("DELETE FROM entries")
    now.close()
    assert journal.standing() == [SAME]


def test_a_decision_is_a_plain_value() -> None:
    assert made(Kind.SAME, [MADURO, FULL]).id != SAME.id
    assert Decision(*SAME) == SAME
