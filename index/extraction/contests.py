"""Teams under the names of their towns in reports of sport.

"Surrey beat Warwickshire by an innings", "the former Newcastle striker": in an article that talks
of matches, a town or a county that plays is a team, all through the article, but where a
preposition or a dateline makes it the place. Countries play under their own names.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from index.extraction import gazetteer as g
from index.extraction.lexicon import word_set
from index.extraction.spans import ORG, PERSON, PLACE, Name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.extraction.spans import Present


_SPORT = word_set(
    """match matches season innings inning wicket wickets goal goals scored striker midfielder
    defender goalkeeper halftime half-time league championship championships quarterback touchdown
    homer homered pitcher playoff playoffs tournament v vs tour final semifinal semi-final coach
    captain club clubs cup Cup League FC game games team teams victory defeat title standings
    kick-off penalty fixture fixtures runs batsman bowler bowling batting unbeaten seamer fly-half
    scrum-half prop try tries lock rugby soccer football cricket baseball basketball hockey
    Premiership player players squad midfield keeper referee Champions"""
)
TRIGGERS = _SPORT
"""The words without which nothing here is done."""

_MANY, _SHARE = 4, 0.015
"""So many such words, and such a share of the article's, make it one of sport."""

_DIFFERENT = 2
"""So many different ones of them no such article is without."""

_PLAYS = word_set(
    """beat beats defeated thrashed drew draw v vs v. vs. versus striker midfielder defender
    goalkeeper keeper captain skipper manager coach winger forward batsman all-rounder seamer
    bowler fly-half scrum-half prop lock hooker flanker playmaker boss side fans supporters
    won lost winners need needed closed reached leads lead trail player players squad stalwart
    chairman defence have are were kept face faces took scored declared resumed batted slumped
    collapsed host hosts visit topped finished equalised dominated qualified were began team teams
    centre wing full-back fullback defenders midfielders forwards academy starlet play plays
    played lose loses suffered slipped sealed clinched crashed sign signed"""
)
"""What stands behind a team's name rather than a town's."""
_PLAYED = word_set(
    """against beat beats beating defeated defeating thrashed facing v vs v. vs. versus joined
    rivals champions side club leaders winners losers hosts visitors hopefuls contenders
    struggling face faces faced facing join joins joining rejoin rejoins rejoining overcame
    eliminated trounced edged stunned hosting"""
)
"""What stands before a team's name rather than a town's."""
_THERE = word_set("in at near outside across around through visiting")
_WAY = word_set("from to of")
_JOINTS = ([","], ["and"], [",", "and"], ["or"])
"""Words behind which a town is the town, and those behind which it may be either."""
_WON = word_set("win wins winners victory victories triumph success lead draw defeat")
"""What stands before "over", "against" and the like before a team's name."""

_OVER = word_set("over against with by")
_LINKS = {
    "to": word_set("loss losing lost defeat move transfer switch sold loaned"),
    "with": word_set(
        """linked tie match game clash draw contract deal talks replay fixture final semi-final
        quarter-final season seasons spell stint career title titles"""
    ),
    "for": word_set(
        """debut played play plays playing goal goals appearance appearances scored signed tries"""
    ),
    "on": word_set("take takes took taking"),
    "of": word_set("captain manager boss fans supporters players"),
    "from": word_set("loan signed"),
}
"""What stands before a preposition that has a team behind it."""

_PLAYERS = 3
"""So many players with their teams in brackets are a list of them; one may be the referee."""

_GROUNDS = word_set("Arena Bridge Ground Lane Park Road Stadium")
"""Last words of the names of places where teams play."""

_PLACES = word_set(
    """Antwerp Athens Belgrade Bruges Bucharest Cologne Copenhagen Florence Genoa Ghent Gothenburg
    Lisbon Milan Munich Naples Nuremberg Prague Seville Turin Ulster Vienna Warsaw Zurich"""
)
"""Places that the gazetteer has among the countries, for nothing else is called so."""

_GAPS = frozenset({"'s", "’s", ","})
_GAP = 3
"""Words behind "X 's" and "X ," among which one shows a team."""

_YEAR = re.compile(r"(?:19|20)\d\d\b")


def teams(words: Sequence[str], bits: Sequence[int], present: Present, names: list[Name]) -> None:
    """Make the towns that play in an article teams.

    Args:
        words: the article's words.
        bits: their bits (see `index.extraction.words`).
        present: where words of `TRIGGERS` stand in it.
        names: its names, in order; changed in place.
    """
    said = TRIGGERS & present.keys()
    if len(said) < _DIFFERENT or not _is_much(sum(len(present[x]) for x in said), len(words)):
        return
    towns = [
        number
        for number, name in enumerate(names)
        if name.type is PLACE
        and not _is_country(words, bits, name)
        and words[name.last - 1] not in _GROUNDS
    ]
    towns += _unlikely_persons(words, bits, names)
    if not towns:
        return
    plays = {n for n in towns if _plays(words, names[n])} | _of_players(words, names, towns)
    plays |= _beside(words, names, towns, plays)
    playing = {_form(words, names[n]) for n in plays}
    for number in towns:
        name = names[number]
        if _form(words, name) in playing and not _is_there(words, name):
            names[number] = name._replace(type=ORG)


def _of_players(words: Sequence[str], names: list[Name], towns: list[int]) -> set[int]:
    """The towns in brackets behind a person: "C Hodgson (Sale), H Ellis (Leicester)"."""
    people = {name.last for name in names if name.type is PERSON}
    found = {
        n
        for n in towns
        if names[n].first - 1 in people
        and words[names[n].first - 1] == "("
        and words[names[n].last : names[n].last + 1] == [")"]
    }
    return found if len(found) >= _PLAYERS else set()


def _beside(words: Sequence[str], names: list[Name], towns: list[int], plays: set[int]) -> set[int]:
    """The towns that stand in one row with towns that play: "Essex, Derbyshire and Surrey"."""
    found: set[int] = set()
    ordered = sorted(towns)
    for way in (ordered, ordered[::-1]):
        for n, other in pairwise(way):
            first, second = sorted((names[n], names[other]))
            if (n in plays or n in found) and words[first.last : second.first] in _JOINTS:
                found.add(other)
    return found


def _unlikely_persons(words: Sequence[str], bits: Sequence[int], names: list[Name]) -> list[int]:
    """The numbers of the persons by one word that is a town's, and nobody's of the article."""
    full = {words[n.last - 1] for n in names if n.type is PERSON and n.last - n.first > 1}
    return [
        number
        for number, name in enumerate(names)
        if name.type is PERSON
        and name.last - name.first == 1
        and bits[name.first] & (g.CITY | g.TOWN)
        and words[name.first] not in full
    ]


def _form(words: Sequence[str], name: Name) -> str:
    return " ".join(words[name.first : name.last]).lower()


def _is_country(words: Sequence[str], bits: Sequence[int], name: Name) -> bool:
    if name.last - name.first == 1:
        return bool(bits[name.first] & g.COUNTRY) and words[name.first] not in _PLACES
    if "Republic" in words[name.first : name.last]:
        return True
    kinds = g.load().phrases
    text = " ".join(words[name.first : name.last])
    return bool((kinds.get(text, 0) | kinds.get(text.title(), 0)) & g.COUNTRY)


def is_sport(words: Sequence[str]) -> bool:
    """Whether an article's words are of sport."""
    return _is_much(sum(map(_SPORT.__contains__, words)), len(words))


def _is_much(said: int, size: int) -> bool:
    """Whether so many words of sport among so many words are enough."""
    return said >= _MANY and said >= _SHARE * size


def _plays(words: Sequence[str], name: Name) -> bool:
    """Whether the words around a name make it a team."""
    before = words[name.first - 1].lower() if name.first else ""
    behind = words[name.last].lower() if name.last < len(words) else ""
    if name.first > 1 and words[name.first - 2].lower() in _LINKS.get(before, ()):
        return True
    if before in _THERE or before in _WAY:
        return False
    if before in _PLAYED or behind in _PLAYS:
        return True
    if before in _OVER and name.first > 1 and words[name.first - 2].lower() in _WON:
        return True
    if behind in _GAPS and not _PLAYS.isdisjoint(words[name.last + 1 : name.last + 1 + _GAP]):
        return True
    return behind[:1].isdigit() and _YEAR.match(behind) is None


def _is_there(words: Sequence[str], name: Name) -> bool:
    """Whether a name is the town's: behind a preposition, or in a dateline or an address."""
    if name.first and words[name.first - 1].lower() in _THERE:
        return True
    behind = words[name.last] if name.last < len(words) else ""
    after = words[name.last + 1] if name.last + 1 < len(words) else ""
    return (behind == "," and after[:1].isupper() and words[name.first].isupper()) or (
        behind[:1].isdigit() and behind.count("-") == 2
    )
