"""The linker: from the uses of names in a corpus to its entities.

In come the uses, out go `Links`. Countries, their people and known organisations by table; full
names in several spellings over the corpus; short forms within their article; what is left by what
the corpus as a whole says, or apart. The result depends on the articles' names and not on their
numbers, but that ties within an article go by offset.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.column import Column
from index.linking import across, naming
from index.linking.alive import Alive
from index.linking.base import Links
from index.linking.columns import as_array, columns_of
from index.linking.context import by_company
from index.linking.groups import Groups
from index.linking.naming import Entities
from index.linking.nodes import PERSON, Nodes
from index.linking.views import nothing
from index.linking.within import Within
from index.memory import give_back

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from index.linking.base import NameUse
    from index.linking.columns import Columns
    from index.linking.views import Resolved


class Linking(NamedTuple):
    """A linking of columns.

    Attributes:
        entities: every entity, the most mentioned first.
        of: for each use, the position of its entity.
        resolved: what has been worked out of each article by itself, and is worth keeping for the
            next linking.
    """

    entities: Entities
    of: Column
    resolved: Resolved


class CorpusLinker:
    """Groups the names of a whole corpus into entities; see the module's description."""

    name = "names"
    version = "8"

    def link(self, uses: Sequence[NameUse]) -> Links:
        """Give every use an entity; `uses` are sorted by article, then by first use."""
        entities, of, _ = self.link_columns(columns_of(uses), ())
        return Links(list(entities), of[:].tolist())

    def link_columns(self, columns: Columns, known: Iterable[tuple[int, int, bytes]]) -> Linking:
        """Like `link`, for names in columns.

        Args:
            columns: the names.
            known: what linkings before have worked out of some articles by themselves, as
                `index.linking.views.resolved` takes it. It makes no difference to the result.
        """
        if not len(columns.name):
            return Linking(Entities(), Column(), nothing())
        nodes = Nodes(columns)
        words = columns.names.texts
        words.rest(columns.name.like(np.uint8))  # not needed before the entities are named
        groups = Groups(len(nodes.numbers))
        alive = Alive(nodes)
        give_back()
        across.join_people(groups, alive)
        across.join_spellings(nodes, groups, alive)
        give_back()
        within = Within(columns, nodes, groups, known)
        candidates = across.Candidates(nodes, groups, alive)
        give_back()
        moved = _across(within, candidates, alive)
        doubtful = _doubtful(nodes, within, moved)
        early = within.early(candidates)
        del candidates, alive
        give_back()
        decided = by_company(columns, within.of, groups.roots(), early, doubtful)
        of = within.final(moved)
        of.put(decided.rows, decided.groups)
        resolved = within.resolved
        del groups, within, decided
        give_back()
        nodes.let_go()
        words.wake()
        return Linking(*naming.entities(columns, nodes, of), resolved)


def _across(
    within: Within,
    candidates: across.Candidates,
    alive: Alive,
) -> dict[int, int]:
    """Where the unexplained groups go."""
    step: dict[int, int] = {}
    roots = candidates.group
    left = as_array("i", within.left)
    voted = np.zeros(len(roots), dtype=np.bool_)
    voted[within.votes.groups()] = True
    for place in candidates.likely(alive, within.left > 0, voted):
        form = alive[place]
        group = roots[form.node]
        if group in step:
            continue
        target = candidates.of(form, within.votes.of(group), left[group])
        if target is not None and roots[target] != group:
            step[group] = roots[target]
    moved = {}
    for group in step:
        seen = {group}
        end = step[group]
        while end in step and end not in seen:
            seen.add(end)
            end = step[end]
        moved[group] = end
    return moved


def _doubtful(nodes: Nodes, within: Within, moved: Mapping[int, int]) -> dict[int, int]:
    """What goes to people by one word, and what no article explains, of where groups go."""
    return {
        group: target
        for group, target in moved.items()
        if " " not in nodes.words(group)
        and (nodes.numbers.types[target] == PERSON or target not in within.votes.of(group))
    }
