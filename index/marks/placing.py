"""Which article is meant by what was said of one: references to articles → articles of today.

An article has its path; that it is still the same one, its title or its text tells. Where the path
is another's, or nobody's, it is looked for by its text: among the articles of the same length and
title, then among those of the same length, whose digests are computed then, and kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from index.marks.model import Reference
    from index.marks.standing import Subject
    from index.model import ArticleInfo

_ANY = ""
"""Stands for every title; no article has it."""


class Places:
    """The articles of one moment, by path and by length."""

    def __init__(
        self,
        articles: Iterable[ArticleInfo],
        digests: Callable[[Sequence[int]], Mapping[int, str]],
        is_file: Callable[[str], bool],
    ) -> None:
        """Nothing is read yet.

        Args:
            articles: all of them.
            digests: gives the digests of some articles' texts, by number.
            is_file: whether a path is a file's, and not that of one of its parts.
        """
        self._digests = digests
        self._is_file = is_file
        self._by_path: dict[str, ArticleInfo] = {}
        self._articles = list(articles)
        for info in self._articles:
            for path in (info.path, *info.also):
                self._by_path[path] = info
        self._alike: dict[tuple[int, str], list[int]] = {}
        self._by_text: dict[tuple[int, str], dict[str, int]] = {}

    def place(self, subjects: Sequence[Subject]) -> list[int | None]:
        """The article that each subject is, or None where it is none of them."""
        self._read(subjects)
        return [self._one(subject.references) for subject in subjects]

    def _one(self, references: Sequence[Reference]) -> int | None:
        there = self._at_path(references[0])
        if there is not None:
            return there
        for reference in references:
            number = self._with_text(reference)
            if number is not None:
                return number
        return None

    def _at_path(self, wanted: Reference) -> int | None:
        """The article at the path, if it is the same one or a file that was changed.

        A part of a file is called by its number in it: another may have come to its place.
        """
        info = self._by_path.get(wanted.path)
        if info is None:
            return None
        part = self._is_part(wanted.path)
        if info.length == wanted.length and (not part or self._has_text(info.id, wanted)):
            return info.id
        if part or info.title != wanted.title:
            elsewhere = self._with_text(wanted)
            if elsewhere is not None:
                return elsewhere
        return info.id if not part or info.title == wanted.title else None

    def _is_part(self, path: str) -> bool:
        return "#" in path and not self._is_file(path)

    def _has_text(self, number: int, wanted: Reference) -> bool:
        return self._digests([number]).get(number) == wanted.digest

    def _with_text(self, wanted: Reference) -> int | None:
        """The first article with the text, of those with the title if there is one."""
        for title in (wanted.title, _ANY):
            found = self._texts(wanted.length, title).get(wanted.digest)
            if found is not None:
                return found
        return None

    def _texts(self, length: int, title: str) -> Mapping[str, int]:
        """The articles of a length and title, by their digests."""
        known = self._by_text.get((length, title))
        if known is None:
            numbers = self._of(length, title)
            digests = self._digests(numbers)
            known = {digests[one]: one for one in reversed(numbers) if one in digests}
            if all(one in digests for one in numbers):  # else some are too new to be read yet
                self._by_text[length, title] = known
        return known

    def _of(self, length: int, title: str) -> Sequence[int]:
        """The articles of a length and title."""
        if not self._alike:
            for info in self._articles:
                for key in ((info.length, info.title), (info.length, _ANY)):
                    self._alike.setdefault(key, []).append(info.id)
        return self._alike.get((length, title), ())

    def _read(self, subjects: Iterable[Subject]) -> None:
        """Have the digests that will be asked for first computed together."""
        wanted: set[int] = set()
        for subject in subjects:
            latest = subject.references[0]
            info = self._by_path.get(latest.path)
            if info is None:
                wanted.update(self._of(latest.length, latest.title))
            elif "#" in latest.path:
                wanted.add(info.id)
                if info.length != latest.length:
                    wanted.update(self._of(latest.length, latest.title))
        self._digests(sorted(wanted))
