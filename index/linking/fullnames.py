"""Full names of one person in several spellings, over the whole corpus.

In come the keys of people's full names with their numbers of articles, out go pairs of keys that
are one person: middle names left out, nicknames, initials, transliterations. A form that fits two
people is left apart unless one of them has four times the articles. Names are compared only
within blocks: the same surname, or the same sound of both names; blocks of sounds are bounded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.linking import people

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DOMINANT = 4
"""How many times the articles of the next candidate the chosen one must have."""

_BLOCK = 24
"""The largest block of like-sounding names in which each is compared with each."""

Entry = tuple[str, people.FullName, int]


def dominant(weights: dict[str, int]) -> str | None:
    """The only candidate, or the one with `DOMINANT` times the articles of the next."""
    if len(weights) < 2:
        return next(iter(weights), None)
    ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    return ranked[0][0] if ranked[0][1] >= DOMINANT * ranked[1][1] else None


def pairs(names: Sequence[tuple[str, int]]) -> Iterator[tuple[str, str]]:
    """Pairs of keys that name one person.

    Args:
        names: keys of two words or more, sorted, each with its number of articles.
    """
    by_last: dict[str, list[int]] = {}
    by_sound: dict[str, list[int]] = {}
    for i, (key, _) in enumerate(names):
        full = people.parse(key)
        last = people.bare(full.last)
        by_last.setdefault(last, []).append(i)
        if len(full.given) > 2 and len(last) > 3:
            heard = people.sound(last)
            if len(heard) > 1:
                by_sound.setdefault(f"{people.sound(full.given)} {heard}", []).append(i)
    for block in by_last.values():
        if len(block) > 1:
            entries = [_entry(names[i]) for i in block]
            yield from _one_surname(entries)
            yield from _first_initial(entries)
    yield from _long(names)
    for block in by_sound.values():
        if 1 < len(block) <= _BLOCK:
            yield from _one_sound([_entry(names[i]) for i in block], by_last)


def _long(names: Sequence[tuple[str, int]]) -> Iterator[tuple[str, str]]:
    """Pairs of a name of four words or more and its last two, where those are better known."""
    articles = dict(names)
    for key, count in names:
        found = key.split(" ")
        tail = " ".join(found[-2:])
        if len(found) > 3 and found[-2] not in people.PARTICLES and articles.get(tail, 0) >= count:
            yield tail, key


def _entry(name: tuple[str, int]) -> Entry:
    return (name[0], people.parse(name[0]), name[1])


def _one_surname(block: list[Entry]) -> Iterator[tuple[str, str]]:
    """Pairs among names with the same surname."""
    by_given: dict[str, list[Entry]] = {}
    for entry in block:
        by_given.setdefault(entry[1].given, []).append(entry)
    weight: dict[str, int] = {}
    for given, entries in by_given.items():
        weight[given] = sum(e[2] for e in entries)
        if len(entries) > 1:
            yield from _one_given(entries)
    if len(by_given) < 2:
        return
    head = {given: entries[0][0] for given, entries in by_given.items()}
    by_start: dict[str, list[str]] = {}
    by_formal: dict[str, list[str]] = {}
    for given in by_given:
        if len(given) > 1:
            by_start.setdefault(given[:1], []).append(given)
            if len(given) > 2:
                by_start.setdefault(given[:3], []).append(given)
            for name in people.formal(given):
                by_formal.setdefault(name, []).append(given)
    for given in sorted(by_given):
        if len(given) == 1 or (len(given) == 2 and not set(given) & set("aeiouy")):
            fits = by_start.get(given[:1], [])
        else:
            fits = [g for name in people.formal(given) for g in by_formal[name]]
            near = by_start.get(given[:3], []) if len(given) > 2 else []
            if len(near) <= _BLOCK:
                fits += [g for g in near if people.same_given(given, g)]
        cands = {
            g: weight[g]
            for g in fits
            if g != given
            and any(
                people.same_middle(a[1].middle, b[1].middle)
                for a in by_given[given][:_BLOCK]
                for b in by_given[g][:_BLOCK]
            )
        }
        chosen = dominant(cands)
        if chosen is not None:
            yield head[given], head[chosen]


def _first_initial(block: list[Entry]) -> Iterator[tuple[str, str]]:
    """Pairs of a name with its first initial left out: W. Mark Felt and Mark Felt."""
    given: dict[str, list[Entry]] = {}
    for entry in block:
        given.setdefault(entry[1].given, []).append(entry)
    for key, full, _ in block:
        if len(full.given) == 1 and full.middle and len(full.middle[0]) > 2:
            fits = [e for e in given.get(full.middle[0], ()) if not e[1].middle]
            if fits:
                yield fits[0][0], key


def _one_given(entries: list[Entry]) -> Iterator[tuple[str, str]]:
    """Pairs among names that differ in the middle alone."""
    bare = [e for e in entries if not e[1].middle]
    groups: list[list[Entry]] = []
    for entry in entries:
        if not entry[1].middle:
            continue
        for group in groups[:_BLOCK]:
            if all(people.same_middle(entry[1].middle, other[1].middle) for other in group):
                yield group[0][0], entry[0]
                group.append(entry)
                break
        else:
            groups.append([entry])
    if bare and groups:
        chosen = dominant({g[0][0]: sum(e[2] for e in g) for g in groups})
        if chosen is not None:
            yield bare[0][0], chosen


def _one_sound(block: list[Entry], by_last: dict[str, list[int]]) -> Iterator[tuple[str, str]]:
    """Pairs among names that sound alike: transliterations and slips of the pen.

    Two surnames that several people have each are two surnames (Hansen, Hanson).
    """
    for i, (key, one, _) in enumerate(block):
        for other, two, _ in block[i + 1 :]:
            if one.last == two.last and one.given == two.given:
                continue
            if not people.same_middle(one.middle, two.middle):
                continue
            if _english(one.last, two.last) or _english(one.given, two.given):
                continue
            first, second = people.bare(one.last), people.bare(two.last)
            if first != second and len(by_last[first]) > 1 and len(by_last[second]) > 1:
                continue
            if people.variants(first, second) and people.variants(one.given, two.given):
                yield key, other


def _english(first: str, second: str) -> bool:
    """Whether two forms are different English names (Clark, Clarke; Kelly, Kelley)."""
    if first == second:
        return False
    return first.rstrip("e").replace("ey", "y") == second.rstrip("e").replace("ey", "y")
