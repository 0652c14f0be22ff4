"""The rules: runs of capitals, cut and typed by the words around them and in them."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from index.extraction import gazetteer as g
from index.extraction import words as w
from index.extraction.agreement import agree
from index.extraction.european.known import BODIES, ORDINALS, SIGNS
from index.extraction.european.words import Lexicon, lexicon
from index.extraction.spans import MISC, ORG, PERSON, PLACE, Name, openings, to_mentions
from index.extraction.tokens import tokenize

if TYPE_CHECKING:
    from index.extraction.tokens import Tokens
    from index.model import EntityType, Mention

_ELISION = re.compile(
    r"(?<![\w'’])(?:[ldjmtscn]|qu|jusqu|lorsqu|puisqu|"
    r"(?:d|n|s|c)?(?:ell|all)|dall|sull|un|quest|quell|sant)(['’])(?=\w)",
    re.IGNORECASE,
)
_NUMERAL = re.compile(r"[IVXLC]+$")
_NOUN_ENDS = (
    *("ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "schaften", "tion", "tionen"),
    *("tät", "täten", "nis", "nisse", "tum", "ismus", "ling", "linge", "chen", "rinnen", "barkeit"),
)
_LONGEST_RUN = 8
_NAMED = g.FIRST | g.LAST | g.FOREIGN_LAST | g.PLACE | g.ORG


def extract(text: str, language: str) -> list[Mention]:
    """The mentions of a text in a language of `words.LANGUAGES`."""
    # An elided article is a word by itself; a blank in place of its apostrophe parts it.
    plain = _ELISION.sub(lambda match: match.group()[:-1] + " ", text)
    tokens = tokenize(plain)
    names = _Rules(tokens, lexicon(language), language == "de").names()
    return to_mentions(text, tokens, agree(tokens, names))


class _Rules:
    """The rules over one text."""

    def __init__(self, tokens: Tokens, lexicon: Lexicon, nouns: bool) -> None:
        """Take the words, the language, and whether it writes its nouns with capitals."""
        self._words = tokens.words
        self._sentences = tokens.sentences
        self._of = lexicon
        self._nouns = nouns
        self._opens = openings(tokens)
        self._named = lexicon.gazetteer | {
            phrase for phrase, kind in lexicon.known.items() if kind == "C"
        }
        self._known, self._phrases, self._longest, _ = g.load()
        self._small = {word for word in tokens.words if word.islower()}
        self._found: list[Name] = []
        self._inside = Counter(
            word for at, word in enumerate(tokens.words) if at not in self._opens
        )

    def names(self) -> list[Name]:
        """Every name and candidate, in order."""
        for begin, end in self._sentences:
            loud = sum(word.isupper() and len(word) > 3 for word in self._words[begin:end])
            if loud > 3 and loud * 2 > end - begin:
                continue
            at = begin
            while at < end:
                at = self._run(at, end)
        return self._found

    def _run(self, at: int, end: int) -> int:
        """Deal with what begins at a word; returns where to go on."""
        words, of = self._words, self._of
        size = self._phrase(at, end)
        if size:
            kind = of.known.get(" ".join(words[at : at + size]), "C")
            if kind == "O" or not self._goes_on(at, at + size, end):
                self._found.append(Name(at, at + size, ORG if kind == "O" else PLACE))
                return at + size
        word = words[at]
        if not _capital(word) or self._passes(at):
            return at + 1
        head = word.lower()
        # What "Presidente Maduro" begins with; "Premier League" and the like do not.
        if head in of.titles and at + 1 < end:
            return self._titled(at, end)
        if head in of.orgs and (at + 1 < end) and not self._is_plain_head(at, end):
            last = self._org_end(at, end)
            if last > at + 1:
                self._found.append(Name(at, last, ORG))
                return last
        if head in of.events or (head in of.places and not self._is_person_start(at, end)):
            last = self._linked_end(at, end, of.links)
            if last > at + 1:
                self._found.append(Name(at, last, MISC if head in of.events else PLACE))
                return last
        if self._is_common(at):
            return at + 1
        if head in of.common and self._behind_title(at):
            return self._linked_end(at, end, of.links)
        last = self._name_end(at, end)
        type_ = self._type(at, last)
        self._found.append(Name(at, last, type_))
        return last

    def _phrase(self, at: int, end: int) -> int:
        """How many words the longest known phrase takes here, or 0."""
        of = self._of
        first = self._words[at]
        longest = max(of.starts.get(first, 0), self._longest.get(first, 0), int(self._nouns))
        for size in range(min(longest, end - at), 0, -1):
            text = " ".join(self._words[at : at + size])
            if text in of.known or text in of.gazetteer:
                return size
            if (
                size > 1
                and self._phrases.get(text, 0) & g.PLACE
                and not (at in self._opens and first.lower() in of.articles)
            ):
                return size
            # A German genitive.
            if self._nouns and len(text) > 5 and text[-1] == "s" and text[:-1] in self._named:
                return size
        return 0

    def _goes_on(self, first: int, at: int, end: int) -> bool:
        """Whether a place known by itself is the beginning of another name ("Roma Rossi")."""
        if at >= end or not _capital(self._words[at]) or self._phrase(at, end):
            return False
        return (
            not self._is_common(at)
            and at - first == 1
            and self._words[first] not in self._of.known
            and not self._known.get(self._words[first], 0) & g.COUNTRY
        )

    def _passes(self, at: int) -> bool:
        """Whether a capital proves nothing: single letters, numerals, days, peoples."""
        word = self._words[at]
        low = word.lower()
        if len(word) == 1 or low in self._of.calendar or low in self._of.peoples:
            return True
        return _NUMERAL.match(word) is not None and len(word) < 5

    def _is_common(self, at: int) -> bool:
        """Whether a capitalised word is an ordinary one."""
        word = self._words[at]
        low = word.lower()
        if word.isupper() and len(word) > 1:
            return False
        opens = at in self._opens
        common = low in self._of.common or low in self._of.links or low in self._of.articles
        if self._nouns:
            return common or _is_noun(low, self._of.common)
        if opens:
            return (common or low in self._small) and not self._inside[word] > 1
        return common and low in self._small

    def _is_plain_head(self, at: int, end: int) -> bool:
        """Whether a word that may head an organisation's name stands for a thing in general."""
        following = self._words[at + 1]
        if _capital(following) and not self._passes(at + 1):
            return self._nouns and self._is_common(at + 1) and not following[0].isupper()
        return not (self._is_link(at + 1, end) or self._is_adjective(at + 1))

    def _is_link(self, at: int, end: int) -> bool:
        """Whether small words here join what is before to a capital after."""
        return self._after_links(at, end, self._of.links) > at

    def _after_links(self, at: int, end: int, links: frozenset[str]) -> int:
        """Where the capital stands that up to three small joining words lead to, or `at`."""
        to = at
        while to < end and to - at < 3 and self._words[to] in links:
            to += 1
        if to > at and to < end and _capital(self._words[to]) and len(self._words[to]) > 1:
            return to
        return at

    def _is_adjective(self, at: int) -> bool:
        word = self._words[at]
        return word.islower() and len(word) > 4 and word.endswith(self._of.adjectives or "\0")

    def _org_end(self, at: int, end: int) -> int:
        """Where an organisation's name ends that begins with a word for such."""
        words = self._words
        last = at + 1
        while last < end and last - at < _LONGEST_RUN:
            word = words[last]
            if _capital(word) and self._opens_person(last, end):
                break
            if (_capital(word) and word.lower() not in self._of.calendar) or (
                self._is_adjective(last) and (last == at + 1 or self._is_adjective(last - 1))
            ):
                last += 1
                continue
            to = self._after_links(last, end, self._of.links - {"en", "in", "an", "a"})
            if to == last or ({"y", "e", "et", "und"} & set(words[last:to]) and to - at > 3):
                break
            last = to + 1
        return last

    def _opens_person(self, at: int, end: int) -> bool:
        """Whether a first name stands right behind a capital, with another capital after it."""
        first = self._known.get(self._words[at], 0)
        return bool(
            first & g.FIRST
            and not first & g.PLACE
            and self._words[at].lower() not in self._of.common
            and at + 1 < end
            and _capital(self._words[at + 1])
        )

    def _linked_end(self, at: int, end: int, links: frozenset[str]) -> int:
        last = at + 1
        while last < end and last - at < _LONGEST_RUN:
            if _capital(self._words[last]) and not self._passes(last):
                if self._opens_person(last, end):
                    break
                last += 1
                continue
            to = self._after_links(last, end, links - {"y", "e", "et", "und", "en", "in"})
            if to == last:
                break
            last = to + 1
        return last

    def _name_end(self, at: int, end: int) -> int:
        """Where a name ends that is a run of capitals, particles among them."""
        words, of = self._words, self._of
        last = at + 1
        while last < end and last - at < _LONGEST_RUN:
            word = words[last]
            if _capital(word):
                first_name = last == at + 1 and self._known.get(words[at], 0) & g.FIRST
                if word.lower() in of.peoples or (
                    self._nouns and not first_name and self._is_common(last)
                ):
                    break
                if word.lower() in of.orgs and last > at and len(word) > 3:
                    break
                last += 1
                continue
            if word in ("-", "&", "of") and last + 1 < end and _capital(words[last + 1]):
                last += 2
                continue
            to = self._after_links(last, end, of.particles)
            # "Maduro de Venezuela": a place after the particle is a place by itself.
            if to == last or self._phrase(to, end) or self._known.get(words[to], 0) & g.COUNTRY:
                break
            if self._nouns and (word != "von" or self._is_common(at)):
                break
            if last == at + 1 and not self._known.get(words[at], 0) & g.FIRST:
                break
            last = to + 1
        return last

    def _is_person_start(self, at: int, end: int) -> bool:
        word = self._words[at]
        return self._nouns or (
            word.lower() in ("la", "el", "le", "les", "los", "las", "san", "santa")
            and at in self._opens
            and (at + 1 >= end or self._is_common(at + 1) or self._words[at + 1].islower())
        )

    def _behind_title(self, at: int) -> bool:
        """Whether small words join this one to an office, whose field it then is."""
        before = at - 1
        while before >= 0 and self._words[before] in self._of.links:
            before -= 1
        return 0 <= before < at - 1 and self._words[before].lower() in self._of.titles

    def _titled(self, at: int, end: int) -> int:
        """A person after a title that has a capital; the title stays outside."""
        words, of = self._words, self._of
        first = at
        while first < end and words[first].lower() in of.titles:
            first += 1
        if words[first - 1].lower() in ORDINALS:
            return first
        if first < end and _capital(words[first]) and not self._passes(first):
            if self._phrase(first, end) or words[first].lower() in of.orgs:
                return first
            if self._nouns and self._is_common(first):
                return first
            last = self._name_end(first, end)
            self._found.append(Name(first, last, PERSON))
            return last
        return max(first, at + 1)

    def _type(self, at: int, last: int) -> EntityType | None:
        words, of = self._words, self._of
        before = words[at - 1] if at else ""
        first = self._known.get(words[at], 0)
        if any(word in of.org_ends for word in words[at + 1 : last]):
            return ORG
        if before.lower() in of.titles:
            return PERSON
        if last - at == 1:
            return self._single(at, before)
        acronym = words[at].isupper() and len(words[at]) > 2
        tail = w.bits_of(words[last - 1])
        if tail & w.ORG_TAIL or (tail & w.PLACE_TAIL and words[last - 1].lower() not in of.common):
            return ORG if tail & w.ORG_TAIL else PLACE
        if not first & g.FIRST and self._phrase(last - 1, last):
            return PLACE
        if first & g.FIRST and not acronym:
            return PERSON
        if before in of.inside:
            return PLACE
        if "&" in words[at:last] or acronym:
            return ORG
        if all(word.lower() in of.common for word in words[at:last] if _capital(word)):
            return ORG if at not in self._opens else None
        return PERSON if last - at < 5 else ORG

    def _single(self, at: int, before: str) -> EntityType | None:
        words, of = self._words, self._of
        word = words[at]
        bits = self._known.get(word, 0)
        if bits & (g.COUNTRY | g.CITY) or (bits & g.STATE and not bits & g.FIRST):
            return PLACE
        if word.isupper() and len(word) > 1:
            if word in SIGNS:
                return None
            return ORG if len(word) < 7 else None
        low = word.lower()
        if low in of.common:
            return ORG if low in BODIES else None
        if before in of.inside:
            return PLACE
        if bits & (g.FIRST | g.LAST | g.FOREIGN_LAST):
            return PERSON
        if bits & g.TOWN:
            return PLACE
        if self._nouns:
            return None
        if at in self._opens and not self._inside[word]:
            return None
        return ORG if before in of.articles else PERSON


def _capital(word: str) -> bool:
    return word[0].isupper()


@lru_cache(maxsize=1 << 14)
def _is_noun(low: str, common: frozenset[str]) -> bool:
    """Whether a German word is a noun by its ending or its parts."""
    if low.endswith(_NOUN_ENDS) or "-" in low:
        return len(low) > 5
    for cut in range(3, len(low) - 3):
        head, tail = low[:cut], low[cut:]
        if tail in common and (head in common or head.removesuffix("s") in common):
            return True
    return False
