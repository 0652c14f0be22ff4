"""clew's engine: reads a folder of documents, extracts and links its names, searches it.

The one public face is `Corpus`; `index.model` has the types that it returns and `index.errors`
the errors that it raises. Nothing here knows a screen. Importing this package is cheap: the
engine itself is loaded when `Corpus` is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.corpus import Corpus as Corpus

__all__ = ["Corpus"]


def __getattr__(name: str) -> object:
    if name == "Corpus":
        from index.corpus import Corpus

        return Corpus
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
