"""Names by rule: runs of capitals, the gazetteer, titles, and the words names are made of.

In: tokens of a text. Out: names with types where a rule decides and candidates where none does.
The trained extractor takes these as one of its features; alone they are the extractor ``rules``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.extraction import gazetteer as g
from index.extraction import words as w
from index.extraction.runs import SURE_PLACE, names_in_run, phrase_type
from index.extraction.spans import MISC, ORG, PERSON, PLACE, Name, to_mentions
from index.extraction.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.extraction.tokens import Tokens
    from index.model import EntityType, Mention


class Rules:
    """The rules over one text's tokens."""

    def __init__(self, tokens: Tokens) -> None:
        self._words = tokens.words
        self._bits = tokens.bits
        self._tokens = tokens
        self._found: list[Name] = []

    def names(self) -> list[Name]:
        """Every name and candidate, in order."""
        sentences = zip(self._tokens.sentences, self._tokens.titles, strict=True)
        begin = end = done = 0
        title = False
        for i in self._tokens.capitals:
            if i < done:
                continue
            while i >= end:
                (begin, end), title = next(sentences)
            done = self._run(i, begin, end, title)
        return self._found

    def _run(self, i: int, begin: int, end: int, title: bool) -> int:
        """Deal with the capitalised run at word i; returns where to go on."""
        skipped = self._bits[i] & (w.CALENDAR | w.FUNCTION) and not self._bits[i] & w.UPPER
        if skipped and not g.phrase_length(self._words, i, end):
            return i + 1
        j = self._run_end(i, end)
        if title:
            self._pieces(i, j)
        else:
            for first, last, kind, demonym in names_in_run(self._words, self._bits, i, j, begin):
                self._found.append(Name(i + first, i + last, kind, demonym))
        return j if j > i else i + 1

    def _run_end(self, i: int, end: int) -> int:
        bits, words = self._bits, self._words
        cap, skip = w.CAP, w.CALENDAR | w.FUNCTION
        j = i + 1
        while j < end:
            b = bits[j]
            if b & cap and (not b & skip or b & w.UPPER):
                j += 1
            elif j + 1 < end and bits[j + 1] & cap and not bits[j + 1] & skip:
                word = words[j]
                if (
                    word == "&"
                    or (b & w.LINK and words[j - 1][-1] not in ",;")
                    or (
                        word in ("of", "for")
                        and bits[j - 1] & (w.ORG_HEAD | w.PLACE_HEAD | w.MISC_HEAD)
                    )
                ):
                    j += 2
                else:
                    break
            elif (
                words[j] in ("of", "de", "van", "la")
                and j + 2 < end
                and words[j + 1] in ("the", "la", "los", "der", "las")
                and bits[j + 2] & cap
                and (bits[j - 1] & (w.ORG_HEAD | w.PLACE_HEAD | w.MISC_HEAD) or words[j] != "of")
            ):
                j += 3
            elif b & w.DIGITS and len(words[j]) < 4 and bits[j - 1] & cap and j - i == 1:
                if bits[j - 1] & (w.COMMON_LOWER | w.TITLE) or words[j - 1].isupper():
                    break
                j += 1
                break
            else:
                break
        return j

    def _add(self, first: int, last: int, type_: EntityType | None, demonym: bool = False) -> None:
        if last > first:
            self._found.append(Name(first, last, type_, demonym))

    def _pieces(self, i: int, j: int) -> None:
        """A run in a headline: only what the gazetteer knows, the rest as one-word candidates."""
        bits = self._bits
        while i < j:
            size = g.phrase_length(self._words, i, j)
            if size:
                kinds = g.load().phrases[" ".join(self._words[i : i + size])]
                self._add(i, i + size, phrase_type(kinds), bool(kinds & g.DEMONYM))
                i += size
                continue
            b = bits[i]
            if b & (g.DEMONYM | g.GROUP):
                self._add(i, i + 1, MISC, bool(b & g.DEMONYM))
            elif b & g.COUNTRY or (b & g.ORG and not b & w.COMMON_LOWER):
                self._add(i, i + 1, PLACE if b & g.COUNTRY else ORG)
            elif (
                b & g.FIRST
                and not b & w.COMMON_LOWER
                and i + 1 < j
                and bits[i + 1] & g.SURNAME
                and not bits[i + 1] & w.COMMON_LOWER
            ):
                self._add(i, i + 2, PERSON)
                i += 2
                continue
            elif b & SURE_PLACE and not b & w.COMMON_LOWER:
                self._add(i, i + 1, PLACE)
            elif b & w.CAP and not b & (w.FUNCTION | w.TITLE | w.CALENDAR):
                self._add(i, i + 1, None)
            i += 1


class RuleExtractor:
    """The rules with the overlay's cleaning and the agreement within an article."""

    name = "rules"
    version = "5"

    def extract(self, texts: Sequence[str]) -> list[list[Mention]]:
        """See `index.extraction.base.Extractor`."""
        from index.extraction.agreement import agree
        from index.extraction.elsewhere import rules_for

        found = []
        for text in texts:
            abroad = rules_for(text)
            if abroad is not None:
                found.append(abroad(text))
                continue
            tokens = tokenize(text)
            found.append(to_mentions(text, tokens, agree(tokens, Rules(tokens).names())))
        return found
