"""Decisions and changed articles in any order leave an index as one made with them anew."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from index.decisions import Decision, Form, Kind
from index.decisions.journal import Journal
from index.decisions.model import made
from index.refreshing.enrichment import Enrichment
from tests.index.test_linking_again import ARTICLES, CHOICES, Linked, Said

FORMS = st.sampled_from(CHOICES).map(lambda choice: Form(*choice))
PAIRS = st.builds(
    lambda kind, one, other: made(kind, [one, other]),
    st.sampled_from([Kind.SAME, Kind.SAME, Kind.TWO, Kind.APART]),
    FORMS,
    FORMS,
)
CALLS = st.builds(
    lambda form, name: made(Kind.CALL, [form], called=name),
    FORMS,
    st.sampled_from(["Somebody", "Bill Clinton", "Washington", "The Firm"]),
)
REJECTS = st.builds(lambda forms: made(Kind.REJECT, forms), st.lists(FORMS, min_size=1, max_size=3))
DECISIONS = st.one_of(PAIRS, PAIRS, CALLS, REJECTS)
STEPS = st.lists(
    st.one_of(DECISIONS, DECISIONS, st.just("undo"), ARTICLES, st.integers(0, 20)),
    min_size=1,
    max_size=8,
)


class Decided(Linked):
    """An index of nothing but mentions, with decisions."""

    def __init__(self, folder: Path, journal: Journal) -> None:
        super().__init__(folder)
        self.enrichment = Enrichment(self.store, "rules", lambda *_: None, lambda: False, journal)


@settings(max_examples=25)
@given(st.lists(ARTICLES, max_size=10), STEPS)
def test_deciding_step_by_step_is_deciding_from_scratch(
    first: list[Said], steps: list[Decision | str | Said | int]
) -> None:
    with TemporaryDirectory() as folder:
        journal = Journal(Path("/news"), Path(folder, "data", "decisions.sqlite"))
        linked = Decided(Path(folder, "again"), journal)
        for number, said in enumerate(first):
            linked.put(number, said)
        linked.told()
        for number, step in enumerate(steps):
            if isinstance(step, Decision):
                journal.add([step])
            elif isinstance(step, Said):
                linked.put(100 + number, step)
            elif step == "undo":
                journal.undo()
            elif isinstance(step, int) and linked.articles:
                linked.drop(sorted(linked.articles)[step % len(linked.articles)])
            scratch = Decided(Path(folder, f"scratch{number}"), journal)
            for place, said in enumerate(reversed(linked.articles.values())):
                scratch.put(place, said)
            assert linked.told() == scratch.told()
            assert not linked.enrichment.lags()
            scratch.store.close()
        linked.store.close()
