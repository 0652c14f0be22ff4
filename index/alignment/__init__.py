"""Comparing two texts: shared passages, what only one of them has, discrepancies.

`passages` cuts a text, `terms` says what each passage is known by (`figures`: numbers and days),
`pairing` links those of two texts, `differing` and `discrepancies` say where linked ones differ,
and `aligning` puts it together: `align`.
"""

from index.alignment.aligning import Aligned, Alignment, Discrepancy, Kind, Side, align, shared

__all__ = ["Aligned", "Alignment", "Discrepancy", "Kind", "Side", "align", "shared"]
