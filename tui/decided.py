"""A decision about names as a sentence, on one line, for the command line and the explorer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.decisions import Kind
from tui.output import one_line

if TYPE_CHECKING:
    from index.decisions import Decision


def told(decision: Decision) -> str:
    """What was decided; control characters are shown."""
    texts = list(dict.fromkeys(one_line(form.text) for form in decision.forms))
    first, last = (texts[0], texts[-1]) if texts else ("", "")
    if decision.kind is Kind.SAME:
        return f"{first} and {last} are one"
    if decision.kind is Kind.TWO:
        return f"{first} and {last} are two"
    if decision.kind is Kind.APART:
        return f"{first} is no name of what {last} is"
    if decision.kind is Kind.CALL:
        return f"{first} is called {one_line(decision.called)}"
    if decision.kind is Kind.REJECT:
        return f"{', '.join(texts)} {'is no name' if len(texts) == 1 else 'are no names'}"
    return "A decision was taken back"
