"""The linker: from the uses of names in a corpus to its entities.

In come the uses, out go `Links`. Countries, their people and known organisations by table; full
names in several spellings over the corpus; short forms within their article; what is left by what
the corpus as a whole says, or apart. The result depends on the articles' names and not on their
numbers, but that ties within an article go by offset.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.linking import across, article, naming
from index.linking.base import Links
from index.linking.groups import Groups
from index.linking.nodes import PERSON, PLACE, Nodes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.linking.base import NameUse


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
        alive = across.live(nodes)
        across.join_people(groups, alive)
        across.join_spellings(nodes, groups, alive)
        of, left, votes = _within(uses, nodes, groups)
        candidates = across.Candidates(nodes, groups, alive)
        moved = _across(left, votes, candidates, groups)
        for i, group in enumerate(of):
            if group < 0:
                own = -1 - group
                of[i] = moved.get(own, own)
        return naming.entities(uses, nodes, of)


def _node(nodes: Nodes, i: int) -> tuple[int, int, bool]:
    """A use's node, what it falls back to if its article does not explain it, and whether known."""
    k, said = nodes.key_of[i], nodes.type_of[i]
    target = nodes.known_of[k]
    if target < 0:
        node = k * 4 + nodes.type_in(k, said)
        return node, node, False
    if said == PERSON:
        own = k * 4 + PERSON
        counts = nodes.articles[k * 4 : k * 4 + 4]
        attested = counts[PERSON] >= 2 and counts[PERSON] * 4 >= sum(counts)
        return own, own if attested else target * 4 + PLACE, False
    return target * 4 + PLACE, target * 4 + PLACE, True


def _within(
    uses: Sequence[NameUse], nodes: Nodes, groups: Groups
) -> tuple[list[int], dict[int, tuple[int, int]], dict[int, dict[int, int]]]:
    """Resolve each article by itself.

    Returns:
        For each use its group, as ``-1 - group`` where its article leaves it unexplained; for each
        unexplained group a node of it and its number of articles; and for each group that some
        article explains, what it stands for there with the number of articles.
    """
    of = [0] * len(uses)
    left: dict[int, tuple[int, int]] = {}
    votes: dict[int, dict[int, int]] = {}
    start = 0
    while start < len(uses):
        end = start
        number = uses[start].article
        forms: dict[int, article.Form] = {}
        raw: list[tuple[int, int]] = []
        while end < len(uses) and uses[end].article == number:
            node, fallback, is_known = _node(nodes, end)
            raw.append((node, fallback))
            old = forms.get(node)
            use = uses[end]
            if old is None:
                k = nodes.key_of[end]
                forms[node] = article.Form(
                    groups.find(node),
                    nodes.keys[k].lstrip("^"),
                    nodes.type_in(k, nodes.type_of[end]) if is_known else node & 3,
                    use.count,
                    use.first,
                    bool(nodes.acronym[k]) and not (is_known and nodes.country[node >> 2]),
                    is_known,
                )
            else:
                forms[node] = old._replace(
                    count=old.count + use.count, first=min(old.first, use.first)
                )
            end += 1
        found = article.resolve(list(forms.values()))
        seen: set[int] = set()
        for i, (node, fallback) in enumerate(raw, start):
            group = groups.find(node)
            target = found.get(group)
            if target is not None:
                of[i] = target
                if group not in seen:
                    seen.add(group)
                    cast = votes.setdefault(group, {})
                    cast[target] = cast.get(target, 0) + 1
                continue
            if fallback != node:
                of[i] = groups.find(fallback)
                continue
            of[i] = -1 - group
            if group not in seen:
                seen.add(group)
                first, count = left.get(group, (node, 0))
                left[group] = (min(first, node), count + 1)
        start = end
    return of, left, votes


def _across(
    left: dict[int, tuple[int, int]],
    votes: dict[int, dict[int, int]],
    candidates: across.Candidates,
    groups: Groups,
) -> dict[int, int]:
    """Where the unexplained groups go."""
    step: dict[int, int] = {}
    for group, (node, count) in left.items():
        target = candidates.of(node, votes.get(group, {}), count)
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
