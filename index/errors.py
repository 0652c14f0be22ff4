"""The errors that the engine raises on purpose; each message is one line for the user."""


class ClewError(Exception):
    """Base of every error that a user's input or folder can cause."""


class ReadError(ClewError):
    """A file that cannot be read as articles; the message is the reason, without the path."""


class NotFoundError(ClewError):
    """A folder, an article or an entity that does not exist."""


class QueryError(ClewError):
    """A query that cannot be understood.

    Attributes:
        message: what is wrong, in words.
        position: the place of the mistake, in characters from the start of the query.
        fix: the nearest query that would be understood, or an empty string.
    """

    def __init__(self, message: str, position: int, fix: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.position = position
        self.fix = fix

    def __str__(self) -> str:
        hint = f"; did you mean: {self.fix}" if self.fix else ""
        return f"{self.message} (at character {self.position + 1}){hint}"


class IndexDamagedError(ClewError):
    """An index on disk that cannot be opened; it is to be rebuilt."""


class BusyError(ClewError):
    """Another process is writing this index."""


class UnwritableError(ClewError):
    """The index can be read but not written: its folder is read-only, its disk full or failing."""


class KeptError(ClewError):
    """What a person has written cannot be read or kept."""


class DecisionsError(ClewError):
    """What is said of names cannot be decided, or is no decision."""


class MarksError(ClewError):
    """What is said of an article is no mark, tag or note, or cannot be."""


class SavedError(ClewError):
    """A search that cannot be saved, or called so."""
