"""What is said of one matter of one folder: entries of the log as the matter's own values.

In: values with an id. Out: the same, in the order in which they were kept. They are only ever
added, also to undo one; see `index.kept.log` for the file. An entry that cannot be understood,
being damaged or of a newer clew, stops no other: it is passed over, and told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from index.kept.entry import Entry
    from index.kept.log import Log


class _Said(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_Said)
U = TypeVar("U", bound=_Said)


class Read(NamedTuple, Generic[T]):
    """All entries, oldest first: what they say, and those that cannot be understood."""

    said: list[T]
    damaged: list[Entry]

    def lacking(self, found: Iterable[U]) -> list[U]:
        """What has the id of no entry here, each once."""
        known = {one.id for one in self.said} | {entry.id for entry in self.damaged}
        return list({one.id: one for one in found if one.id not in known}.values())


class Journal(Generic[T]):
    """What is said of one matter of one folder; every verb may be called from any thread.

    Each raises a KeptError where the file cannot be read, or nothing can be kept.
    """

    def __init__(
        self,
        log: Log,
        encode: Callable[[T], Entry],
        decode: Callable[[Entry], T],
        holding: Callable[[list[T]], list[T]],
        undoing: Callable[[str], T],
    ) -> None:
        """Nothing is opened yet.

        Args:
            log: where it is kept.
            encode: gives a value as an entry, of the same id.
            decode: gives the value again; a ValueError, KeyError, TypeError, AttributeError or
                RecursionError, where the entry says none.
            holding: of all that was said, what can be undone, oldest first.
            undoing: says that what has an id does not hold any more.
        """
        self.log = log
        self.path, self.folder = log.path, log.folder
        self._encode, self._decode = encode, decode
        self._holding, self._undoing = holding, undoing
        self._known: dict[str, T] = {}

    def read(self) -> Read[T]:
        """All entries; none where there is no file."""
        return self.understood(self.log.entries())

    def understood(self, entries: Iterable[Entry]) -> Read[T]:
        """Entries of this journal, as what they say."""
        found = Read[T]([], [])
        for entry in entries:
            one = self._known.get(entry.id)
            if one is None:
                try:
                    one = self._known[entry.id] = self._decode(entry)
                except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                    found.damaged.append(entry)
                    continue
            found.said.append(one)
        return found

    def add(self, said: Iterable[T]) -> int:
        """Keep what is said, all or none; how many were new."""
        return self.log.add(map(self._encode, said))

    def answer(self, reply: Callable[[Read[T]], list[T]], *, make: bool = False) -> list[T]:
        """Keep what is to be said to all that was said, all or none; what that was.

        See `index.kept.log.Log.answer`.
        """
        said: list[T] = []

        def answered(entries: list[Entry]) -> Iterable[Entry]:
            said.extend(reply(self.understood(entries)))
            return map(self._encode, said)

        self.log.answer(answered, make=make)
        return said

    def undo(self, chosen: str = "") -> T | None:
        """Undo something that holds; what it was, or None where there is nothing.

        Args:
            chosen: its id; empty for the latest.
        """
        undone: list[T] = []

        def reply(there: Read[T]) -> list[T]:
            held = self._holding(there.said)
            undone.extend([one for one in held if chosen in ("", one.id)][-1:])
            return [self._undoing(one.id) for one in undone]

        self.answer(reply)
        return undone[0] if undone else None
