"""Finding files: order, hidden things, links, faults."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reading import discover, natural_key


def make(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)


def found(root: Path, *paths: Path) -> list[str]:
    return [entry.rel for entry in discover(paths or (root,), root)]


def errors(root: Path, *paths: Path) -> list[tuple[str, str]]:
    seen: list[tuple[str, str]] = []
    list(discover(paths or (root,), root, on_error=lambda *error: seen.append(error)))
    return seen


def test_reading_order(tmp_path: Path) -> None:
    make(tmp_path, "a10.txt", "a2.txt", "B/1.md", "a1/z.txt", "A2/x.text", "c.MARKDOWN")
    assert found(tmp_path) == ["a1/z.txt", "A2/x.text", "a2.txt", "a10.txt", "B/1.md", "c.MARKDOWN"]


def test_order_is_that_of_the_key(tmp_path: Path) -> None:
    make(tmp_path, "a/b.txt", "a.txt", "a b/c.txt", "a-1.txt", "a1/1.txt", "a01.txt", "A/x.txt")
    names = found(tmp_path)
    assert len(names) == 7
    assert names == sorted(names, key=natural_key)


def test_only_known_suffixes_and_nothing_hidden(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", ".b.txt", ".git/c.txt", "d.exe", "e", "f.txt.bak", "g/.h/i.txt")
    assert found(tmp_path) == ["a.txt"]


def test_entries_tell_size_and_time(tmp_path: Path) -> None:
    make(tmp_path, "sub/a.txt")
    (entry,) = discover([tmp_path], tmp_path)
    status = (tmp_path / "sub/a.txt").stat()
    assert entry.path == tmp_path / "sub/a.txt"
    assert entry.path.is_absolute()
    assert (entry.size, entry.mtime_ns) == (status.st_size, status.st_mtime_ns)


def test_single_files_and_several_folders(tmp_path: Path) -> None:
    make(tmp_path, "x/1.txt", "y/2.txt", "z/3.txt", "z/.hidden.txt", "z/4.txt")
    names = found(tmp_path, tmp_path / "z/3.txt", tmp_path / "z/.hidden.txt", tmp_path / "x")
    assert names == ["x/1.txt", "z/3.txt", "z/.hidden.txt"]


def test_overlapping_paths_give_each_file_once(tmp_path: Path) -> None:
    make(tmp_path, "x/1.txt", "x/y/2.txt")
    paths = (tmp_path, tmp_path / "x", tmp_path / "x/y", tmp_path / "x/1.txt", tmp_path)
    assert found(tmp_path, *paths) == ["x/1.txt", "x/y/2.txt"]


def test_a_relative_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "x/1.txt")
    monkeypatch.chdir(tmp_path)
    (entry,) = discover([Path("x")], Path())
    assert (entry.rel, entry.path) == ("x/1.txt", tmp_path / "x/1.txt")


def test_links_out_of_the_root_are_not_followed(tmp_path: Path) -> None:
    make(tmp_path, "outside/secret.txt", "root/a.txt")
    root = tmp_path / "root"
    (root / "link").symlink_to(tmp_path / "outside")
    (root / "secret.txt").symlink_to(tmp_path / "outside/secret.txt")
    (root / "up").symlink_to("..")
    assert found(root) == ["a.txt"]


def test_loops_end(tmp_path: Path) -> None:
    make(tmp_path, "a/1.txt")
    (tmp_path / "a/self").symlink_to(tmp_path / "a")
    (tmp_path / "a/root").symlink_to(tmp_path)
    (tmp_path / "x.txt").symlink_to("x.txt")
    assert found(tmp_path) == ["a/1.txt"]


def test_a_link_to_a_listed_file_is_not_a_second_article(tmp_path: Path) -> None:
    make(tmp_path, "real/1.txt")
    (tmp_path / "again.txt").symlink_to("real/1.txt")
    (tmp_path / "folder").symlink_to("real")
    assert found(tmp_path) == ["real/1.txt"]


def test_a_link_into_a_hidden_folder_of_the_root_is_followed(tmp_path: Path) -> None:
    make(tmp_path, ".store/objects/abc")
    (tmp_path / "kept.txt").symlink_to(".store/objects/abc")
    (tmp_path / "twice.txt").symlink_to(".store/objects/abc")
    assert found(tmp_path) == ["kept.txt"]


def test_a_link_to_a_folder_that_was_not_asked_for(tmp_path: Path) -> None:
    make(tmp_path, "x/1.txt", "y/2.txt")
    (tmp_path / "x/y").symlink_to("../y")
    assert found(tmp_path, tmp_path / "x") == ["x/1.txt", "x/y/2.txt"]
    assert found(tmp_path) == ["x/1.txt", "y/2.txt"]


def test_a_root_that_is_a_link(tmp_path: Path) -> None:
    make(tmp_path, "real/1.txt")
    (tmp_path / "root").symlink_to("real")
    root = tmp_path / "root"
    assert found(root) == ["1.txt"]
    assert found(root, tmp_path / "real") == ["1.txt"]
    assert found(tmp_path / "real", root) == ["1.txt"]


def test_faults_are_reported_and_the_rest_goes_on(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "b.exe")
    (tmp_path / "broken.txt").symlink_to("nowhere.txt")
    seen = errors(tmp_path)
    assert seen == [("broken.txt", "a link that leads nowhere")]
    seen = errors(tmp_path, tmp_path / "gone", tmp_path / "b.exe", tmp_path / "a.txt")
    assert [rel for rel, _ in seen] == ["b.exe", "gone"]
    assert dict(seen)["gone"] == "does not exist"


def test_an_unreadable_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "a/1.txt", "b/2.txt", "c/3.txt")
    scan = os.scandir

    def refusing(path: str) -> object:
        if str(path).endswith("b"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert errors(tmp_path) == [("b", "no permission to read it")]
    assert found(tmp_path) == ["a/1.txt", "c/3.txt"]


def test_pipes_are_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    make(tmp_path, "a.txt")
    assert found(tmp_path) == ["a.txt"]


def test_names_that_are_no_text(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(raw, "wb") as file:  # noqa: PTH123
        file.write(b"x")
    (entry,) = discover([tmp_path], tmp_path)
    assert entry.rel == "caf\\xe9.txt"
    assert entry.path.read_bytes() == b"x"


def test_a_path_outside_the_root(tmp_path: Path) -> None:
    make(tmp_path, "a/1.txt", "b/2.txt")
    with pytest.raises(ValueError, match="outside"):
        list(discover([tmp_path / "b"], tmp_path / "a"))


@given(st.lists(st.text(alphabet="aAb1029_/ é²", max_size=12)))
def test_keys_order_everything(names: list[str]) -> None:
    ordered = sorted(names, key=natural_key)
    names.reverse()
    assert sorted(names, key=natural_key) == ordered


def test_numbers_count_by_value() -> None:
    names = ["p/part 10", "p/part 9", "p/part 100", "p/part 09"]
    ordered = sorted(names, key=natural_key)
    assert ordered == ["p/part 09", "p/part 9", "p/part 10", "p/part 100"]


def write(root: Path, name: str, *lines: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines))


def chosen(root: Path, include: list[str] | None = None, exclude: list[str] | None = None,
           *paths: Path) -> list[str]:  # fmt: skip
    entries = discover(paths or (root,), root, include=include or [], exclude=exclude or [])
    return [entry.rel for entry in entries]


@pytest.mark.parametrize("name", [".gitignore", ".ignore", ".clewignore"])
def test_ignore_files(tmp_path: Path, name: str) -> None:
    make(tmp_path, "a.txt", "b.md", "drafts/c.txt", "d/drafts/e.txt", "d/f.txt", "d/keep.md")
    write(tmp_path, name, "# comment", "", "drafts/", "*.md", "!keep.md")
    assert found(tmp_path) == ["a.txt", "d/f.txt", "d/keep.md"]


def test_ignore_files_count_for_their_folder_and_below(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "x/a.txt", "x/y/a.txt", "x/b.txt", "x/y/b.txt", "b.txt", "z/b.txt")
    write(tmp_path, "x/.gitignore", "a.txt", "/b.txt")
    write(tmp_path, "x/y/.gitignore", "!a.txt")
    write(tmp_path, ".gitignore", "/z")
    assert found(tmp_path) == ["a.txt", "b.txt", "x/y/a.txt", "x/y/b.txt"]
    assert found(tmp_path, tmp_path / "x/y") == ["x/y/a.txt", "x/y/b.txt"]


def test_the_nearest_and_the_own_ignore_file_have_the_last_word(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "b.txt")
    write(tmp_path, ".gitignore", "*.txt")
    write(tmp_path, ".clewignore", "!a.txt")
    assert found(tmp_path) == ["a.txt"]


def test_a_named_file_is_taken_although_it_is_ignored(tmp_path: Path) -> None:
    make(tmp_path, "out/a.txt", "out/b.txt", "c.txt")
    write(tmp_path, ".gitignore", "out/")
    assert found(tmp_path, tmp_path / "out/a.txt") == ["out/a.txt"]
    assert found(tmp_path, tmp_path, tmp_path / "out/a.txt") == ["c.txt", "out/a.txt"]
    assert found(tmp_path, tmp_path / "out") == ["out/a.txt", "out/b.txt"]


def test_a_link_to_what_is_ignored_is_followed(tmp_path: Path) -> None:
    make(tmp_path, "store/a.txt")
    write(tmp_path, ".gitignore", "store/")
    (tmp_path / "kept.txt").symlink_to("store/a.txt")
    assert found(tmp_path) == ["kept.txt"]


def test_odd_ignore_files(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "b.txt")
    for text in (b"\0\xff\xfe[", b"[\n!\n\\\n///\n", b"*" * 300 + b"x\n", b"a*" * 60, b"\n" * 9):
        (tmp_path / ".gitignore").write_bytes(text)
        assert found(tmp_path) == ["a.txt", "b.txt"], text
    (tmp_path / ".gitignore").unlink()
    (tmp_path / ".gitignore").mkdir()
    assert found(tmp_path) == ["a.txt", "b.txt"]


def test_include_and_exclude(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "b.md", "x/c.txt", "x/d.md", "y/e.txt")
    assert chosen(tmp_path, ["*.md"]) == ["b.md", "x/d.md"]
    assert chosen(tmp_path, ["x/"]) == ["x/c.txt", "x/d.md"]
    assert chosen(tmp_path, ["x/*.txt", "/a.txt"]) == ["a.txt", "x/c.txt"]
    assert chosen(tmp_path, [], ["x"]) == ["a.txt", "b.md", "y/e.txt"]
    assert chosen(tmp_path, ["*.txt"], ["x/", "y/"]) == ["a.txt"]
    assert chosen(tmp_path, [], ["*.txt"], tmp_path / "a.txt", tmp_path / "b.md") == ["b.md"]


@pytest.mark.parametrize("pattern", ["", "#", "a*" * 40, "x" * 1000])
def test_patterns_that_are_none(tmp_path: Path, pattern: str) -> None:
    with pytest.raises(ValueError, match="not a pattern"):
        discover([tmp_path], tmp_path, exclude=[pattern])


def test_packed_files_count_by_what_they_hold(tmp_path: Path) -> None:
    make(tmp_path, "a.txt.gz", "b.sql.gz", "c.tar.gz", "d.gz", "e.JSON.GZ")
    assert found(tmp_path) == ["a.txt.gz", "c.tar.gz", "e.JSON.GZ"]
