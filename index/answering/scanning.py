"""Finding a query's words in texts without reading every word of them.

In: leaves of a query (words, phrases, nearness) and texts. Out: `Found` marks, each with the bits
of the leaves that it answers. The letters that a word must begin with are searched for in a folded
copy of the texts (`index.answering.folding`), one copy of all of them; what is found there are
whole folded words, tested once each. Whatever that cannot find (shapes without first letters,
single letters, other scripts, nearness) is found word by word. Words that are broken at the end of
a line are put together and tested by themselves; their marks cover both parts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from index.analysis import Token, tokens
from index.analysis.broken import broken
from index.analysis.snowball import ENGLISH
from index.analysis.words import MAX_TERM
from index.answering.folding import LETTER, folded_bytes, initials
from index.answering.needles import Sought, shortest
from index.query import WORDS, Near, Or, Phrase, words_of
from index.query.windows import joined, side_by_side, windows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.query import Leaf, Node
    from index.query.windows import Spans

Found = tuple[int, int, int]
"""First character, one past the last, and a bit for each word of the query that is meant."""

_REMEMBERED = 20_000
_SPACE = 32


class Scanner:
    """The words of a query, to be found in texts of one language."""

    def __init__(self, leaves: Sequence[Node], language: str = ENGLISH) -> None:
        self._language = language
        self._words: list[Sought] = []
        self._phrases: list[list[Sought]] = []
        self._places: list[Node] = []
        self._bits: dict[Leaf, Sought] = {}
        for leaf in leaves:
            self._take(leaf)
        every = [*self._words, *(phrase[0] for phrase in self._phrases)]
        self._quick = not self._places and all(word.needles for word in every)
        needles = shortest({n for word in self._words for n in word.needles})
        self._needles = [needle for needle in needles if needle[2:3] != b" "]
        self._initials = tuple([needle for needle in needles if needle[2:3] == b" "])
        self._memo: dict[bytes, int] = {}
        self._terms: dict[str, int] = {}

    def _take(self, node: Node) -> None:
        if isinstance(node, WORDS):
            self._words.append(self._word(node))
        elif isinstance(node, Or):
            for part in node.parts:
                self._take(part)
        elif isinstance(node, Phrase) and node.slop == 0:
            self._phrases.append([self._word(leaf) for leaf in words_of(node)])
        else:
            for leaf in words_of(node):
                self._word(leaf)
            self._places.append(node)

    def _word(self, leaf: Leaf) -> Sought:
        if leaf not in self._bits:
            self._bits[leaf] = Sought(leaf, 1 << len(self._bits), self._language)
        return self._bits[leaf]

    def scan(self, texts: Sequence[str]) -> list[list[Found]]:
        """Return the marks in each of some texts, sorted.

        They are told in characters of all of the texts, a line break between two.
        """
        if not self._words and not self._phrases and not self._places:
            return [[] for _ in texts]
        if self._quick:
            joined = texts[0] if len(texts) == 1 else "\n".join(texts)
            whole = broken(joined)
            folded = None if whole and self._phrases else folded_bytes(joined)
            if folded is not None:
                return self._all_at_once(texts, joined, folded, whole)
        if len(texts) == 1:
            return [self._slowly(texts[0])]
        base = 0
        marks: list[list[Found]] = []
        for text in texts:
            (found,) = self.scan([text])
            marks.append([(start + base, end + base, mask) for start, end, mask in found])
            base += len(text) + 1
        return marks

    def _all_at_once(
        self, texts: Sequence[str], joined: str, folded: bytes, whole: Sequence[Token]
    ) -> list[list[Found]]:
        begins = [0]
        for text in texts:
            begins.append(begins[-1] + len(text) + 1)
        found = self._quickly(joined, folded) if self._needles else []
        for term, start, end in whole:
            if end < begins[bisect_right(begins, start)] and (
                mask := self._mask(term, self._words)
            ):
                found.append((start, end, mask))
        for phrase in self._phrases:
            self._whole_phrases(joined, folded, phrase, begins, found)
        if self._phrases:
            found = sorted(set(found))
        else:
            found.sort()
        if len(texts) == 1:
            return [found]
        cuts = [bisect_left(found, (begin, 0, 0)) for begin in begins]
        return [found[first:last] for first, last in pairwise(cuts)]

    def _quickly(self, text: str, folded: bytes) -> list[Found]:
        """The single words, found by their first letters."""
        find, memo = folded.find, self._memo
        found: list[Found] = []
        for wanted in self._needles:
            at = find(wanted)
            while at >= 0:
                end = find(b" ", at + 1)
                if end - at == 2:
                    found.extend(self._spelt(text, at))
                else:
                    word = folded[at + 1 : end]
                    mask = memo.get(word)
                    if mask is None:
                        mask = self._tested(word, text[at : end - 1])
                    if mask:
                        found.append((at, end - 1, mask))
                at = find(wanted, end)
        if self._initials:
            for at in initials(folded):
                if folded.startswith(self._initials, at):
                    found.extend(self._spelt(text, at))
        return found

    def _tested(self, word: bytes, verbatim: str) -> int:
        """Test a folded word, and remember it."""
        if LETTER in word:
            read = tokens(verbatim)
            return self._mask(read[0].term, self._words) if read else 0
        mask = self._mask(word.decode()[:MAX_TERM], self._words)
        if len(self._memo) < _REMEMBERED:
            self._memo[word] = mask
        return mask

    def _whole_phrases(
        self, text: str, folded: bytes, phrase: list[Sought], begins: list[int], found: list[Found]
    ) -> None:
        """The words of a phrase where all of it stands, in one of the texts that begin so."""
        find, last_byte = folded.find, len(folded)
        for wanted in phrase[0].needles:
            at = find(wanted)
            while at >= 0:
                stop = find(b" ", at + 1)
                begin, run = at, []
                for word in phrase:
                    while begin + 1 < last_byte and folded[begin + 1] == _SPACE:
                        begin += 1
                    after = find(b" ", begin + 1)
                    here = folded[begin + 1 : after]
                    if len(here) < 2 or LETTER in here:
                        # A possessive s, initials, another script: the tokeniser knows.
                        run = _phrase_at(text, at, phrase)
                        break
                    if not word.test(here.decode()[:MAX_TERM]):
                        run = []
                        break
                    run.append((begin, after - 1, word.bit))
                    begin = after
                if run and run[-1][0] < begins[bisect_right(begins, at)]:
                    found.extend(run)
                at = find(wanted, stop)

    def _spelt(self, text: str, at: int) -> list[Found]:
        """What begins with a single letter here, as ``U.S.`` does."""
        first, last = _piece(text, at)
        return [
            (token.start, token.end, mask)
            for token in tokens(text, first, last)
            if token.start == at
            and token.end - at > 1
            and (mask := self._mask(token.term, self._words))
        ]

    @staticmethod
    def _mask(term: str, words: Sequence[Sought]) -> int:
        mask = 0
        for word in words:
            if word.test(term):
                mask |= word.bit
        return mask

    # Word by word

    def _slowly(self, text: str) -> list[Found]:
        every = list(self._bits.values())
        memo = self._terms
        read = tokens(text)
        masks: list[int] = []
        for token in read:
            mask = memo.get(token.term)
            if mask is None:
                if len(memo) > _REMEMBERED:
                    memo.clear()
                mask = memo[token.term] = self._mask(token.term, every)
            masks.append(mask)
        wide = self._broken(text, read, every)
        single_bits = 0
        for word in self._words:
            single_bits |= word.bit
        marks = {(i, i): mask & single_bits for i, mask in enumerate(masks) if mask & single_bits}
        marks |= {(i, i + 1): mask & single_bits for i, mask in wide.items() if mask & single_bits}
        for phrase in self._phrases:
            for row in side_by_side([_where(word.bit, masks, wide, 1) for word in phrase]):
                for span, word in zip(row, phrase, strict=True):
                    marks[span] = marks.get(span, 0) | word.bit
        for node in self._places:
            bits = 0
            for leaf in words_of(node):
                bits |= self._bits[leaf].bit
            for first, last in self._spans(node, masks, wide):
                for i in range(first, last + 1):
                    if mask := masks[i] & bits:
                        marks[i, i] = marks.get((i, i), 0) | mask
                    if mask := wide.get(i, 0) & bits:
                        marks[i, i + 1] = marks.get((i, i + 1), 0) | mask
        return [(read[i].start, read[j].end, mask) for (i, j), mask in sorted(marks.items())]

    def _broken(self, text: str, read: Sequence[Token], every: Sequence[Sought]) -> dict[int, int]:
        """The words that are broken at the end of a line: first part → the bits of the whole."""
        whole = broken(text)
        if not whole:
            return {}
        numbers = {token.start: i for i, token in enumerate(read)}
        found = {numbers[word.start]: self._mask(word.term, every) for word in whole}
        return {i: mask for i, mask in found.items() if mask}

    def _spans(self, node: Node, masks: Sequence[int], wide: dict[int, int]) -> Spans:
        if isinstance(node, Near):
            left, right = (self._spans(part, masks, wide) for part in (node.left, node.right))
            return joined(left, right, node.distance, ordered=node.ordered)
        if isinstance(node, Or):
            return sorted({span for part in node.parts for span in self._spans(part, masks, wide)})
        bits = [self._bits[leaf].bit for leaf in words_of(node)]
        if isinstance(node, Phrase) and node.slop:
            lists = [[at for at, _ in _where(bit, masks, wide, 0)] for bit in bits]
            return windows(lists, node.slop)
        more = int(isinstance(node, Phrase))
        rows = side_by_side([_where(bit, masks, wide, more) for bit in bits])
        return sorted({(row[0][0], row[-1][1]) for row in rows})


def _where(bit: int, masks: Sequence[int], wide: dict[int, int], more: int) -> Spans:
    """Where a word stands, and broken with so many positions more."""
    found = [(i, i) for i, mask in enumerate(masks) if mask & bit]
    if wide:
        found = sorted([*found, *((i, i + more) for i, mask in wide.items() if mask & bit)])
    return found


def _piece(text: str, at: int) -> tuple[int, int]:
    """The piece between white space that a character belongs to."""
    first = last = at
    while first and not text[first - 1].isspace():
        first -= 1
    while last < len(text) and not text[last].isspace():
        last += 1
    return first, last


def _phrase_at(text: str, start: int, phrase: Sequence[Sought]) -> list[Found]:
    """The marks of a phrase whose first word begins here."""
    end = len(text)
    size = 24 * len(phrase) + 40
    first = _piece(text, start)[0]
    while True:
        last = end if start + size >= end else min(end, _piece(text, start + size)[1])
        read = [token for token in tokens(text, first, last) if token.start >= start]
        if last == end or len(read) > len(phrase):
            break
        size *= 2
    run: list[Token] = read[: len(phrase)]
    if len(run) < len(phrase) or run[0].start != start:
        return []
    if not all(word.test(token.term) for word, token in zip(phrase, run, strict=True)):
        return []
    return [(token.start, token.end, word.bit) for word, token in zip(phrase, run, strict=True)]
