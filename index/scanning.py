"""Finding a query's words in a text without reading every word of it.

In: leaves of a query (words, phrases, nearness) and a text. Out: `Found` marks, each with the
bits of the leaves that it answers. The letters that a word must begin with are searched for in a
folded copy of the text with one byte for each character; the pieces of text between white space
in which they turn up are analysed by the one tokeniser and remembered. Whatever that cannot
find (shapes without first letters, other scripts, nearness) is found word by word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.analysis import Token, fold, needle, stem, tokens
from index.query import WORDS, Near, Or, Phrase, Prefix, Typed, Word, words_of
from index.query.matching import lone, matcher, single
from index.query.windows import joined, windows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.query import Leaf, Node
    from index.query.windows import Spans

Found = tuple[int, int, int]
"""First character, one past the last, and a bit for each word of the query that is meant."""

_WHITE = bytes.maketrans(b"\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f", b"         ")
_MARK, _LETTER, _OTHER = 1, 2, 3
_REMEMBERED = 20_000
_table: list[object] = []


def first_line(text: str) -> int:
    """Where the first line that is not blank ends."""
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    return len(text) if end < 0 else end


class _Word:
    """One word of the query: its bit, its test, and the letters that it must begin with."""

    def __init__(self, leaf: Leaf, bit: int) -> None:
        self.bit = bit
        self.test = matcher(leaf)
        self.needles = _needles(leaf)


def _needles(leaf: Leaf) -> tuple[bytes, ...]:
    """What to search for, or nothing where only word by word will do."""
    if not isinstance(leaf, Word | Typed | Prefix):
        return ()
    term = single(leaf.text)
    if not term.isascii() or lone(term):
        return ()
    if isinstance(leaf, Word) and not leaf.exact:
        begins = {needle(stem(term))}
    elif isinstance(leaf, Typed):
        begins = {needle(stem(term)), term}
    else:
        begins = {term}
    dotted = {".".join(begin) for begin in begins if 1 < len(begin) < 7 and begin.isalpha()}
    return tuple(begin.encode() for begin in sorted(begins | dotted))


class Scanner:
    """The words of a query."""

    def __init__(self, leaves: Sequence[Node]) -> None:
        self._words: list[_Word] = []
        self._phrases: list[list[_Word]] = []
        self._places: list[Node] = []
        self._bits: dict[Leaf, _Word] = {}
        for leaf in leaves:
            self._take(leaf)
        every = [*self._words, *(phrase[0] for phrase in self._phrases)]
        self._quick = not self._places and all(word.needles for word in every)
        self._needles = sorted({n for word in self._words for n in word.needles})
        self._memo: dict[str, tuple[Found, ...]] = {}
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

    def _word(self, leaf: Leaf) -> _Word:
        if leaf not in self._bits:
            self._bits[leaf] = _Word(leaf, 1 << len(self._bits))
        return self._bits[leaf]

    def scan(self, text: str, end: int | None = None) -> list[Found]:
        """Return the marks in ``text[:end]``, sorted."""
        if not self._words and not self._phrases and not self._places:
            return []
        end = len(text) if end is None else end
        folded = folded_bytes(text if end == len(text) else text[:end]) if self._quick else None
        if folded is None:
            return self._slowly(text, end)
        found: list[Found] = []
        for start, last in _pieces(folded, self._needles):
            piece = text[start:last]
            for a, b, mask in self._memo.get(piece) or self._analysed(piece):
                found.append((start + a, start + b, mask))
        for phrase in self._phrases:
            for start, _ in _pieces(folded, phrase[0].needles):
                found.extend(_phrase_from(text, start, end, folded, phrase))
        return sorted(set(found)) if self._phrases else found

    def _analysed(self, piece: str) -> tuple[Found, ...]:
        found = tuple(
            (token.start, token.end, mask)
            for token in tokens(piece)
            if (mask := self._mask(token.term, self._words))
        )
        if len(self._memo) < _REMEMBERED:
            self._memo[piece] = found
        return found

    @staticmethod
    def _mask(term: str, words: Sequence[_Word]) -> int:
        mask = 0
        for word in words:
            if word.test(term):
                mask |= word.bit
        return mask

    # Word by word

    def _slowly(self, text: str, end: int) -> list[Found]:
        every = list(self._bits.values())
        memo = self._terms
        read = tokens(text, 0, end)
        masks: list[int] = []
        for token in read:
            mask = memo.get(token.term)
            if mask is None:
                if len(memo) > _REMEMBERED:
                    memo.clear()
                mask = memo[token.term] = self._mask(token.term, every)
            masks.append(mask)
        single_bits = 0
        for word in self._words:
            single_bits |= word.bit
        marks = {i: mask & single_bits for i, mask in enumerate(masks) if mask & single_bits}
        for phrase in self._phrases:
            places = [[i for i, mask in enumerate(masks) if mask & word.bit] for word in phrase]
            for first, _ in windows(places, 0):
                for i, word in enumerate(phrase, first):
                    marks[i] = marks.get(i, 0) | word.bit
        for node in self._places:
            bits = 0
            for leaf in words_of(node):
                bits |= self._bits[leaf].bit
            for first, last in self._spans(node, masks):
                for i in range(first, last + 1):
                    if masks[i] & bits:
                        marks[i] = marks.get(i, 0) | masks[i] & bits
        return [(read[i].start, read[i].end, mask) for i, mask in sorted(marks.items())]

    def _spans(self, node: Node, masks: Sequence[int]) -> Spans:
        if isinstance(node, Near):
            left, right = self._spans(node.left, masks), self._spans(node.right, masks)
            return joined(left, right, node.distance, ordered=node.ordered)
        if isinstance(node, Or):
            return sorted({span for part in node.parts for span in self._spans(part, masks)})
        lists = [
            [i for i, mask in enumerate(masks) if mask & self._bits[leaf].bit]
            for leaf in words_of(node)
        ]
        return windows(lists, node.slop if isinstance(node, Phrase) else 0)


def _pieces(folded: bytes, needles: Sequence[bytes]) -> list[tuple[int, int]]:
    """The pieces between white space in which a needle begins a word, sorted, each once."""
    pieces: dict[int, int] = {}
    size = len(folded)
    for wanted in needles:
        at = folded.find(wanted)
        while at >= 0:
            before = folded[at - 1] if at else 32
            if 97 <= before <= 122 or 48 <= before <= 57 or before == _LETTER:
                at = folded.find(wanted, at + 1)
                continue
            end = folded.find(b" ", at)
            if end < 0:
                end = size
            pieces[folded.rfind(b" ", 0, at) + 1] = end
            at = folded.find(wanted, end)
    return sorted(pieces.items())


def _phrase_from(
    text: str, start: int, end: int, folded: bytes, phrase: Sequence[_Word]
) -> list[Found]:
    """The marks of a phrase that begins in the piece at `start`."""
    piece_end = folded.find(b" ", start)
    piece_end = end if piece_end < 0 else piece_end
    size = 24 * len(phrase)
    while True:
        last = folded.find(b" ", min(end, piece_end + size))
        last = end if last < 0 else last
        read = tokens(text, start, last)
        inside = sum(token.start < piece_end for token in read)
        if last == end or len(read) >= inside + len(phrase):
            break
        size *= 2
    found: list[Found] = []
    for first in range(inside):
        run: list[Token] = read[first : first + len(phrase)]
        if len(run) == len(phrase) and all(
            word.test(token.term) for word, token in zip(phrase, run, strict=True)
        ):
            found.extend(
                (token.start, token.end, word.bit) for word, token in zip(phrase, run, strict=True)
            )
    return found


def folded_bytes(text: str) -> bytes | None:
    """A folded copy of a text with one byte for each character; None where that cannot be.

    ASCII letters and digits are themselves in lower case (with their accents taken off), white
    space is a space, letters of other scripts are 2, all else is itself or 3.
    """
    if text.isascii():
        return text.lower().encode().translate(_WHITE)
    import numpy as np

    if not _table:
        _table.append(np.frombuffer(_fold_table(), dtype=np.uint8))
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    table: np.ndarray = _table[0]  # type: ignore[assignment]
    folded: bytes = table.take(codes, mode="clip").tobytes()
    return None if bytes((_MARK,)) in folded else folded


def _fold_table() -> bytes:
    """For each character of the basic plane its byte; `_MARK` where one byte cannot say it."""
    table = bytearray(0x10001)
    for code in range(0x10000):
        char = chr(code)
        if code < 128:
            table[code] = ord(char.lower())
        elif char.isspace():
            table[code] = 32
        elif tokens(f"a{char}")[0].end == 2:
            letters = fold(char)
            plain = len(letters) == 1 and letters.isascii() and letters.isalnum()
            single_byte = len(letters) == 1
            table[code] = ord(letters) if plain else (_LETTER if single_byte else _MARK)
        else:
            table[code] = ord("'") if char in "’ʼ＇" else _OTHER
    table[0x10000] = _MARK
    return bytes(table).translate(_WHITE)
