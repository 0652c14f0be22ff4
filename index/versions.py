"""The versions of a text as the panes ask for them: groups out of the catalogue, in order.

Light where a list is filled: one mapping of article to group, kept until the catalogue changes.
What two versions have in common is computed when it is asked for.
"""

from __future__ import annotations

import threading
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from index.store.health import reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from index.answering.listing import Listing
    from index.model import ArticleInfo
    from index.store import Store


UNDATED = date.max.toordinal()
"""Where articles without a date stand among the versions of a text: at the end."""


class Version(NamedTuple):
    """One of several articles with much the same text.

    Attributes:
        article: the article.
        resemblance: how much of the words in sequence it has in common with the article that was
            asked about (or with the fullest version), of all that either has; 1 for the same text.
    """

    article: ArticleInfo
    resemblance: float


class Versions:
    """The groups of one corpus; may be asked from any thread.

    A group has two articles or more. Each is a version of the text that represents the group,
    which is the longest: most of their shingles are the same, or the shorter one's stand in it.
    """

    def __init__(self, store: Store, listing: Listing) -> None:
        self._store = store
        self._listing = listing
        self._guard = threading.Lock()
        self._known: tuple[tuple[int, int], Mapping[int, int]] = ((-1, -1), {})

    @property
    def index_folder(self) -> Path:
        """The private folder with the index."""
        return self._store.folder

    @reading
    def groups(self) -> Mapping[int, int]:
        """The group's number of each article that is in one."""
        with self._guard, self._store.database.snapshot():
            version = self._store.database.version()
            if self._known[0] != version:
                self._known = (version, self._store.likeness.groups())
            return self._known[1]

    @reading
    def of(self, article: int) -> tuple[ArticleInfo, ...]:
        """An article's group, itself included, the earliest first; empty where it is in none."""
        with self._store.database.snapshot():
            leader = self._store.likeness.leader(article)
            if leader is None:
                return ()
            return self._sorted(self._store.likeness.group(leader))

    @reading
    def compared(self, article: int) -> list[Version]:
        """An article's group with what each member has in common with the article itself."""
        from index.likeness.comparing import Comparison
        from index.likeness.contents import Contents
        from index.likeness.stage import readable_text

        with self._store.database.snapshot():
            infos = self.of(article)
            comparison = Comparison(Contents(lambda one: readable_text(self._store, one)))
            return [Version(info, comparison.share(article, info.id)) for info in infos]

    @reading
    def all(self) -> list[list[Version]]:
        """Every group, in reading order of its first article; compared with its fullest one."""
        with self._store.database.snapshot():
            leaders: dict[int, None] = {}
            groups = self._store.likeness.groups()
            for info in self._listing.current().articles:
                if info.id in groups:
                    leaders.setdefault(groups[info.id])
            found = []
            for leader in leaders:
                shares = self._store.likeness.group(leader)
                found.append([Version(i, shares[i.id]) for i in self._sorted(shares)])
            return found

    def _sorted(self, articles: Iterable[int]) -> tuple[ArticleInfo, ...]:
        listed = self._listing.current()
        infos = [listed.by_id[number] for number in articles if number in listed.by_id]
        if len(infos) < 2:
            return ()
        infos.sort(key=lambda i: (i.date.toordinal() if i.date else UNDATED, listed.position(i.id)))
        return tuple(infos)
