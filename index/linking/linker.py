"""The linker: from the uses of names in a corpus to its entities.

In come the uses, out go `Links`. Countries, their people and known organisations by table; full
names in several spellings over the corpus; short forms within their article; what is left by what
the corpus as a whole says, or apart. The result depends on the articles' names and not on their
numbers, but that ties within an article go by offset.
"""

from __future__ import annotations

from array import array
from itertools import groupby
from typing import TYPE_CHECKING

from index.linking import across, article, naming
from index.linking.base import Links
from index.linking.groups import Groups
from index.linking.nodes import ORG, PERSON, PLACE, Nodes
from index.linking.organisations import GENERIC

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.linking.base import NameUse


_CROSSED = 3
"""How many times as often a name of another type stands alone as with the form that explains it,
for it to be a name of its own."""

_ALONE = 10
"""How many times as often a bare name may stand alone as with the form that explains it."""


class CorpusLinker:
    """Groups the names of a whole corpus into entities; see the module's description."""

    name = "names"
    version = "1"

    def link(self, uses: Sequence[NameUse]) -> Links:
        """Give every use an entity; `uses` are sorted by article, then by first use."""
        if not uses:
            return Links([], [])
        nodes = Nodes(uses)
        groups = Groups(len(nodes.keys) * 4)
        alive = across.Alive(nodes)
        across.join_people(groups, alive)
        across.join_spellings(nodes, groups, alive)
        within = _Within(uses, nodes, groups)
        candidates = across.Candidates(nodes, groups, alive)
        within.reconsider(candidates)
        moved = _across(within, candidates, groups, alive)
        return naming.entities(uses, nodes, within.final(moved, groups))


def _node(nodes: Nodes, i: int) -> tuple[int, int, bool]:
    """A use's node, what it falls back to if its article does not explain it, and whether known."""
    k, said = nodes.key_of[i], nodes.type_of[i]
    target = nodes.known_of[k]
    if target < 0:
        node = k * 4 + nodes.type_in(k, said)
        if said == PERSON != node & 3 and nodes.keys[k] in nodes.surnames:
            return k * 4 + PERSON, node, False
        return node, node, False
    if said == PERSON or (said == ORG and nodes.place[target]):
        own = k * 4 + said
        return own, own if nodes.attested(k, said) else target * 4 + PLACE, False
    return target * 4 + PLACE, target * 4 + PLACE, True


def _joinable(text: str, node: int) -> bool:
    """Whether a form without generic words may be joined: no bare surname."""
    return node & 3 != PERSON or " " in text


class _Within:
    """Each article resolved by itself, and what that says about the corpus.

    Attributes:
        of: for each use its group, as ``-1 - group`` where its article leaves it unexplained.
        left: for each group, the number of articles that leave it unexplained.
        votes: for each group that some article explains, what it stands for there with the
            number of articles.
        weak: the uses that their article explains badly, with their own group.
        late: bare surnames before the full name that their article has, with their own group.
    """

    def __init__(self, uses: Sequence[NameUse], nodes: Nodes, groups: Groups) -> None:
        self._uses, self._nodes, self._groups = uses, nodes, groups
        self.of = array("i", bytes(4 * len(uses)))
        self.left = array("i", bytes(16 * len(nodes.keys)))
        self.votes: dict[int, dict[int, int]] = {}
        self.weak: list[tuple[int, int]] = []
        self.late: list[tuple[int, int]] = []
        self._crossed: set[int] = set()
        self._weak_votes: dict[int, int] = {}
        generic: dict[int, dict[int, int]] = {}
        articles = (use.article for use in uses)
        end = 0
        for _, group in groupby(articles):
            start, end = end, end + sum(1 for _ in group)
            self._article(start, end, generic)
        self._undo_weak()
        self._join_generic(generic)

    def _join_generic(self, generic: dict[int, dict[int, int]]) -> None:
        """Join what differs by generic words with its fuller form, also where it stands alone."""
        groups = self._groups
        joined = False
        for group in sorted(generic):
            target = across.dominant(generic[group])
            alone = self.left[group]
            if target is not None and 0 < alone <= _ALONE * generic[group][target]:
                groups.join(group, target)
                joined = True
        if not joined:
            return
        votes: dict[int, dict[int, int]] = {}
        for group, cast in self.votes.items():
            merged = votes.setdefault(groups.find(group), {})
            for target, count in cast.items():
                end = groups.find(target)
                merged[end] = merged.get(end, 0) + count
        self.votes = votes
        for group, count in enumerate(self.left):
            if count and (end := groups.find(group)) != group:
                self.left[end] += count
                self.left[group] = 0

    def _article(self, start: int, end: int, generic: dict[int, dict[int, int]]) -> None:
        """Resolve one article's uses, those from start to end."""
        nodes, groups = self._nodes, self._groups
        forms: dict[int, article.Form] = {}
        raw: list[tuple[int, int]] = []
        for i in range(start, end):
            node, fallback, is_known = _node(nodes, i)
            raw.append((node, fallback))
            old = forms.get(node)
            use = self._uses[i]
            if old is None:
                k = nodes.key_of[i]
                forms[node] = article.Form(
                    groups.find(node),
                    nodes.keys[k].lstrip("^"),
                    nodes.type_in(k, nodes.type_of[i]) if is_known else node & 3,
                    use.count,
                    use.first,
                    bool(nodes.acronym[k]) and not (is_known and nodes.country[node >> 2]),
                    is_known,
                    bool(nodes.split[k]),
                )
            else:
                count, first = old.count + use.count, min(old.first, use.first)
                forms[node] = old._replace(count=count, first=first)
        found = article.resolve(list(forms.values()))
        seen: set[int] = set()
        for i, (node, fallback) in enumerate(raw, start):
            group = groups.find(node)
            fuller = found.get(group)
            if fuller is None and fallback != node:
                group = groups.find(fallback)
                fuller = found.get(group)
            if fuller is not None:
                self.of[i] = fuller.node
                weak = fuller.rank == article.CROSS or (
                    fuller.rank < article.SURE
                    and node & 3 != PERSON
                    and not nodes.split[node >> 2]
                    and nodes.keys[node >> 2] not in GENERIC
                )
                if weak:
                    self.weak.append((i, group))
                elif fuller.late and node & 3 == PERSON and " " not in nodes.keys[node >> 2]:
                    self.late.append((i, group))
                if group not in seen:
                    cast = self.votes.setdefault(group, {})
                    cast[fuller.node] = cast.get(fuller.node, 0) + 1
                    if weak:
                        self._weak_votes[group] = self._weak_votes.get(group, 0) + 1
                        if fuller.rank == article.CROSS:
                            self._crossed.add(group)
                    elif fuller.rank == article.GENERIC_REST and _joinable(
                        nodes.keys[node >> 2], node
                    ):
                        cast = generic.setdefault(group, {})
                        cast[fuller.node] = cast.get(fuller.node, 0) + 1
            else:
                self.of[i] = -1 - group
                if group not in seen:
                    self.left[group] += 1
            seen.add(group)

    def _undo_weak(self) -> None:
        """Take back weak explanations of names that mostly stand by themselves."""
        alone = {
            group: count for group, count in self._weak_votes.items() if self.left[group] >= count
        }
        for i, group in self.weak:
            if group in alone:
                self.of[i] = -1 - group
        for group in alone:
            self.left[group] += alone[group]
            self.votes.pop(group)

    def reconsider(self, candidates: across.Candidates) -> None:
        """Give surnames before their article's full name to one who is far better known."""
        famous: dict[int, int | None] = {}
        for i, group in self.late:
            if group not in famous:
                k = self._nodes.key_of[i]
                famous[group] = candidates.famous(self._nodes.keys[k], group)
            target = famous[group]
            if target is not None:
                self.of[i] = target

    def final(self, moved: dict[int, int], groups: Groups) -> array[int]:
        """For each use its group at the end."""
        out = array("i")
        for group in self.of:
            end = groups.find(group if group >= 0 else -1 - group)
            out.append(moved.get(end, end) if group < 0 else end)
        return out


def _across(
    within: _Within,
    candidates: across.Candidates,
    groups: Groups,
    alive: Iterable[across.Live],
) -> dict[int, int]:
    """Where the unexplained groups go."""
    step: dict[int, int] = {}
    for form in alive:
        group = groups.find(form.node)
        if group in step or not within.left[group]:
            continue
        target = candidates.of(form, within.votes.get(group, {}), within.left[group])
        if target is not None and groups.find(target) != group:
            step[group] = groups.find(target)
    moved = {}
    for group in step:
        seen = {group}
        end = step[group]
        while end in step and end not in seen:
            seen.add(end)
            end = step[end]
        moved[group] = end
    return moved
