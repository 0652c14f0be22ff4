"""The parser: what is typed → a tree, or an error with its place and the nearest fix.

A hand-written descent over the characters; grammar, loosest first::

    or    = and ("OR" and)*
    and   = near (["AND"] near)*
    near  = unary (("NEAR" | "BEFORE") ["/" number] unary)*
    unary = ("NOT" | "-" | "+") unary | "(" or ")" | phrase | field ":" value | word
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from datetime import date

from index.analysis import tokens
from index.errors import QueryError
from index.query.cursor import BARE, QUOTES, SLOP, Cursor, MistakeError
from index.query.fields import FIELD, fielded
from index.query.leaves import WordError, leaf, repeats_a_repetition
from index.query.nodes import (
    And,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Regex,
    has_places,
)

_REGEX = re.compile(r"/((?:[^/\\]|\\.)+)/(?=[\s)]|$)")
_FOREIGN = {"|": "OR", "||": "OR", "&": "AND", "&&": "AND"}
"""Operators of other languages, and how they are written here."""
_NUMBER = re.compile(r"\s*(\d{1,3})\s+(?=[^\s)])(?!OR\b|AND\b|NEAR\b|BEFORE\b)")
_MAX_DEPTH = 40


def parse(text: str, *, typing: bool = False, today: date | None = None) -> Node | None:
    """Return the tree of a query; None for an empty one, which every article answers.

    Args:
        text: the query.
        typing: whether it is still being typed: an unclosed quote or parenthesis at its end is
            closed, and its last word stands for the words that begin so as well.
        today: the day that ``newer:`` counts back from; by default the present one.

    Raises:
        QueryError: it cannot be understood; its ``fix``, where there is one, can be.
    """
    try:
        return _Parser(text, typing, today or date.today()).query()
    except MistakeError as problem:
        fix = _checked(problem.fix, today) if problem.fix.strip() != text.strip() else ""
        raise QueryError(problem.message, min(problem.position, len(text)), fix) from None


def _checked(fix: str, today: date | None) -> str:
    """The fix, itself mended until it can be understood, or an empty string."""
    for _ in range(8):
        fix = " ".join(fix.split())
        try:
            _Parser(fix, False, today or date.today()).query()
        except MistakeError as problem:
            if problem.fix == fix:
                return ""
            fix = problem.fix
        else:
            return fix
    return ""


class _Parser(Cursor):
    def __init__(self, text: str, typing: bool, today: date) -> None:
        super().__init__(text, typing)
        self.today = today
        self.depth = 0

    # The grammar

    def query(self) -> Node | None:
        self.space()
        if self.at == len(self.text):
            return None
        node = self._or("")
        if self.at < len(self.text):
            raise self.problem("a closing parenthesis without its opening one", self.at, 1)
        return node

    def _or(self, field: str) -> Node:
        parts = [self._and(field)]
        while (place := self.keyword("OR")) is not None:
            if self.at_end():
                raise self.problem("OR needs something on both sides", place, 2)
            parts.append(self._and(field))
        return parts[0] if len(parts) == 1 else Or(_flat(Or, parts))

    def _and(self, field: str) -> Node:
        parts: list[Node] = []
        while True:
            self.space()
            for name in ("OR", "AND"):
                if not parts and (place := self.keyword(name)) is not None:
                    raise self.problem(f"{name} needs something on both sides", place, len(name))
            parts.append(self._near(field))
            place = self.keyword("AND")
            if place is not None:
                if self.at_end() or self.keyword("OR") is not None:
                    raise self.problem("AND needs something on both sides", place, 3)
                if (again := self.keyword("AND")) is not None:
                    raise self.problem("AND stands twice", again, 3)
            elif self.at_end() or self.peek("OR"):
                return parts[0] if len(parts) == 1 else And(_flat(And, parts))

    def _near(self, field: str) -> Node:
        left = self._unary(field)
        while (found := self.operator()) is not None:
            place, name, distance, written = found
            if self.at_end() or self.peek("OR") or self.peek("AND"):
                raise self.problem(f"{name} needs a word on both sides", place, len(written))
            if "/" not in written and (number := _NUMBER.match(self.text, self.at)):
                fix = f"{self.text[:place]}{name}/{number[1]} {self.text[number.end() :]}"
                raise MistakeError(f"a distance is written {name}/{number[1]}", place, fix)
            right = self._unary(field)
            for side in (left, right):
                if not has_places(side):
                    fix = f"{self.text[:place]}AND{self.text[place + len(written) :]}"
                    raise MistakeError(f"{name} stands between words or phrases", place, fix)
            if len({*_fields(left), *_fields(right)}) > 1:
                fix = f"{self.text[:place]}AND{self.text[place + len(written) :]}"
                raise MistakeError(f"{name} works within one field", place, fix)
            left = Near(left, right, distance, name == "BEFORE")
        return left

    def _unary(self, field: str) -> Node:
        self.space()
        if (found := self.operator()) is not None:
            place, name, _, written = found
            raise self.problem(f"{name} needs a word on both sides", place, len(written))
        place = self.at
        if self.keyword("NOT") is not None:
            if self.at_end() or self.peek("OR") or self.peek("AND"):
                raise self.problem("NOT needs something after it", place, 3)
            return self._negated(field)
        sign = self.text[self.at : self.at + 1]
        if sign and sign in "-−+":
            self.at += 1
            if self.at == len(self.text) or self.text[self.at] in " \t\n)":
                raise self.problem(f"{sign} needs a word right after it", place, 1)
            if sign == "+":
                return self._nested(lambda: self._unary(field))
            return self._negated(field)
        return self._primary(field)

    def _primary(self, field: str) -> Node:
        start = self.at
        sign = self.text[start : start + 1]
        if sign == "(":
            return self._group(field)
        if sign == ")" or not sign:
            raise self.problem("something is missing here", start, 1 if sign else 0)
        if sign in QUOTES:
            return self._phrase(field)
        if sign == "/" and (regex := _REGEX.match(self.text, start)):
            return self._regex(regex, field)
        if named := FIELD.match(self.text, start):
            found = fielded(self, named, self.today)
            if not isinstance(found, str):
                return found
            if self.text[self.at] == "-":
                return self._word(start, found, False)
            return self._primary(found)
        exact = sign == "="
        if exact:
            self.at += 1
            if self.text[self.at : self.at + 1] in tuple(QUOTES):
                return self._phrase(field)
        return self._word(start, field, exact)

    def _group(self, field: str) -> Node:
        start = self.at
        self.at += 1
        self.space()
        if self.text[self.at : self.at + 1] == ")":
            raise self.problem("nothing stands between the parentheses", start, self.at + 1 - start)
        if self.at == len(self.text):
            raise self.problem("a parenthesis that is not closed", start, 1)
        node = self._nested(lambda: self._or(field))
        self.space()
        if self.at < len(self.text):
            self.at += 1
        elif not self.typing:
            raise MistakeError("a parenthesis that is not closed", start, f"{self.text.rstrip()})")
        return node

    def _nested(self, inner: Callable[[], Node]) -> Node:
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise MistakeError("too many things within each other", self.at, "")
        node = inner()
        self.depth -= 1
        return node

    def _negated(self, field: str) -> Node:
        """What is excluded is never completed: half a word would exclude too much."""
        completing, self.completing = self.completing, False
        try:
            node = self._nested(lambda: self._unary(field))
        finally:
            self.completing = completing
        return node.part if isinstance(node, Not) else Not(node)

    # The leaves

    def _word(self, start: int, field: str, exact: bool) -> Node:
        bare = BARE.match(self.text, self.at)
        if bare is None:
            raise self.problem("= needs a word right after it", start, 1)
        self.at = bare.end()
        if (other := _FOREIGN.get(bare.group())) is not None:
            fix = f"{self.text[:start]}{other}{self.text[self.at :]}"
            raise MistakeError(f"{bare.group()} is written {other}", start, fix)
        if not exact and re.match(r"!\w", bare.group()):
            fix = f"{self.text[:start]}-{self.text[start + 1 :]}"
            raise MistakeError("what is not wanted is written with - before it", start, fix)
        typing = self.completing and self.at == len(self.text)
        try:
            return leaf(bare.group(), field, exact=exact, typing=typing)
        except WordError as mistake:
            fix = f"{self.text[:start]}{mistake.instead}{self.text[self.at :]}"
            raise MistakeError(mistake.message, start, fix) from None

    def _phrase(self, field: str) -> Node:
        start = self.at
        words, closed = self.quoted()
        found = tokens(words)
        if not found:
            if not closed:
                raise self.problem("a quote that is not closed", start, len(words) + 1)
            raise self.problem("no word is between the quotes", start, self.at - start)
        slop = 0
        near = SLOP.match(self.text, self.at) if closed else None
        if near:
            slop = int(near[1])
            self.at = near.end()
        elif closed and self.text.startswith("~", self.at):
            rest = self.text[self.at + 1 :].lstrip("~0123456789")
            fix = f"{self.text[: self.at]}~5 {rest}"
            raise MistakeError(
                "~ is followed by how many other words may stand between", self.at, fix
            )
        growing = self.completing and not closed and found[-1].end == len(words)
        ending = "typed" if growing else ""
        return Phrase(words[found[0].start : found[-1].end], slop, True, field, ending)

    def _regex(self, match: re.Match[str], field: str) -> Node:
        pattern = match[1]
        self.at = match.end()
        try:
            with warnings.catch_warnings():  # of what other versions of Python may take it for
                warnings.simplefilter("ignore")
                re.compile(pattern, re.IGNORECASE)
        except (re.error, RecursionError, OverflowError) as error:
            wrong = f"no regular expression: {error}"
        else:
            if not repeats_a_repetition(pattern):
                return Regex(pattern, field)
            wrong = "a repetition of a repetition takes too long"
        literal = " ".join(re.findall(r"\w+", pattern))
        fix = f"{self.text[: match.start()]}{literal}{self.text[self.at :]}"
        raise MistakeError(wrong, match.start(), fix)


def _flat(kind: type[And] | type[Or], parts: list[Node]) -> tuple[Node, ...]:
    """The parts, those of the same kind opened up (``(a b) c`` is ``a b c``)."""
    return tuple(
        inner for part in parts for inner in (part.parts if isinstance(part, kind) else (part,))
    )


def _fields(node: Node) -> set[str]:
    if isinstance(node, Or):
        return {field for part in node.parts for field in _fields(part)}
    if isinstance(node, Near):
        return _fields(node.left) | _fields(node.right)
    return {getattr(node, "field", "")}
