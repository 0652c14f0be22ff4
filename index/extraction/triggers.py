"""The words that set off passes of the overlay, so that no text is looked through in vain.

In: the words of a text. Out: which of them there are, and where.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from index.extraction import acronyms, bodies, contests, cues, extending, nations, parting

if TYPE_CHECKING:
    from index.extraction.spans import Present
    from index.extraction.tokens import Tokens

TRIGGERS = frozenset.union(
    *(m.TRIGGERS for m in (acronyms, bodies, contests, cues, extending, nations, parting))
)


def present_in(tokens: Tokens) -> Present:
    """The words of a text that set off some pass, with the places of each."""
    present: defaultdict[str, list[int]] = defaultdict(list)
    for k in tokens.triggers:
        present[tokens.words[k]].append(k)
    return dict(present)
