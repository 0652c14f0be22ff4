"""How well names are linked: ``python -m tests.benchmarks.linking PATH``.

PATH is a file or folder of stand-off annotation, one JSON object an article or a line of one:
``{"file", "mentions": [{"start", "end", "text", "type", "entity"}]}``, or a folder of ECB+ XML,
of which only the topics named are read. The gold mentions are linked and their grouping is
compared with the gold one: B-cubed and pairwise precision, recall and F1.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree

from index.linking import load_linker
from index.linking.base import NameUse
from index.model import EntityType

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Gold(NamedTuple):
    """A gold mention: its article, offset, words, type, whether a demonym, and its entity."""

    article: str
    start: int
    text: str
    type: EntityType
    demonym: bool
    entity: str


class Scores(NamedTuple):
    """Precision, recall and F1."""

    precision: float
    recall: float
    f1: float


def _scores(right: float, said: float, gold: float) -> Scores:
    precision = right / said if said else 1.0
    recall = right / gold if gold else 1.0
    total = precision + recall
    return Scores(precision, recall, 2 * precision * recall / total if total else 0.0)


def pairwise(gold: Sequence[str], said: Sequence[int]) -> Scores:
    """Scores over all pairs of mentions that are linked."""

    def pairs(counts: Iterable[int]) -> int:
        return sum(n * (n - 1) // 2 for n in counts)

    both = Counter(zip(gold, said, strict=True))
    return _scores(
        pairs(both.values()), pairs(Counter(said).values()), pairs(Counter(gold).values())
    )


def b_cubed(gold: Sequence[str], said: Sequence[int]) -> Scores:
    """B-cubed scores, averaged over mentions (Bagga and Baldwin 1998)."""
    golds, saids = Counter(gold), Counter(said)
    both = Counter(zip(gold, said, strict=True))
    size = len(gold) or 1
    precision = sum(n * n / saids[s] for (_, s), n in both.items()) / size
    recall = sum(n * n / golds[g] for (g, _), n in both.items()) / size
    total = precision + recall
    return Scores(precision, recall, 2 * precision * recall / total if total else 0.0)


def link(mentions: Sequence[Gold]) -> tuple[list[int], list[str]]:
    """The entity of each mention, by number, and the entities' names."""
    numbers = {a: i for i, a in enumerate(dict.fromkeys(m.article for m in mentions))}
    grouped: dict[tuple[int, str, EntityType, bool], list[int]] = defaultdict(list)
    for m in mentions:
        name = " ".join(m.text.split())
        grouped[numbers[m.article], name, m.type, m.demonym].append(m.start)
    uses = sorted(
        (NameUse(a, n, t, d, len(at), min(at)) for (a, n, t, d), at in grouped.items()),
        key=lambda u: (u.article, u.first),
    )
    links = load_linker().link(uses)
    of = {(u.article, u.name, u.type, u.demonym): e for u, e in zip(uses, links.of, strict=True)}
    said = [of[numbers[m.article], " ".join(m.text.split()), m.type, m.demonym] for m in mentions]
    return said, [e.name for e in links.entities]


def read(path: Path, topics: range = range(1, 36)) -> list[Gold]:
    """The gold mentions under a path; see the module's description."""
    if path.is_file():
        return _stand_off(path)
    out: list[Gold] = []
    for file in sorted(path.rglob("*")):
        if file.suffix in {".json", ".jsonl"}:
            out += _stand_off(file)
        elif file.suffix == ".xml":
            topic = file.name.split("_")[0]
            if topic.isdigit() and int(topic) in topics:
                out += _ecb(file)
    return out


def _stand_off(path: Path) -> list[Gold]:
    text = path.read_text(encoding="utf-8")
    loaded: Any
    try:
        loaded = json.loads(text)
        articles = loaded if isinstance(loaded, list) else [loaded]
    except json.JSONDecodeError:
        articles = [json.loads(line) for line in text.splitlines() if line.strip()]
    out = []
    for article in articles:
        for m in article["mentions"]:
            if m.get("entity"):
                demonym = bool(m.get("norp") or m.get("demonym"))
                type_ = EntityType(m.get("type") or "MISC")
                out.append(
                    Gold(article["file"], m["start"], m["text"], type_, demonym, m["entity"])
                )
    return out


_ECB_TYPES = {
    "HUM_PART_PER": EntityType.PERSON,
    "HUM_PART_ORG": EntityType.ORG,
    "HUM_PART_GPE": EntityType.PLACE,
    "HUM_PART_FAC": EntityType.PLACE,
    "LOC_GEO": EntityType.PLACE,
    "LOC_FAC": EntityType.PLACE,
    "LOC_OTHER": EntityType.PLACE,
}
_PRONOUNS = """he she it they him her them his its their who which that this i we you us our my
your mr mrs"""
_NOT_NAMES = frozenset(_PRONOUNS.split())
_JOINTS = "the a an of and for in on at to by 's - , . & de la del al"
_SMALL = frozenset(_JOINTS.split())


def named(words: Sequence[str]) -> bool:
    """Whether a mention's words are a name: each but the small ones begins with a capital."""
    content = [w for w in words if w.lower() not in _SMALL]
    if not content or any(w.lower() in _NOT_NAMES and not w.isupper() for w in content):
        return False
    edges = words[0][:1] + words[-1][:1]
    return edges.upper() == edges and all(not w[:1].islower() for w in content)


def detokenised(words: Sequence[str]) -> str:
    """The words of a corpus of tokens as one would write them (``U . S .`` becomes ``U.S.``)."""
    text = " ".join(words)
    text = re.sub(r"\b([A-Z]) \. (?=[A-Z] \.)", r"\1.", text)
    text = re.sub(r"\b([A-Z]) \.", r"\1.", text)
    text = re.sub(r" (['’]s\b|[.,)])", r"\1", text)
    return re.sub(r" - ", "-", text).strip()


def _ecb(path: Path) -> list[Gold]:
    """The named mentions of participants and places in a file of ECB+."""
    root = ElementTree.parse(path).getroot()  # noqa: S314 - a corpus that the user names
    tokens = {t.get("t_id", ""): t.text or "" for t in root.iter("token")}
    order = {t: i for i, t in enumerate(tokens)}
    instance: dict[str, str] = {}
    anchors: dict[str, tuple[str, list[str]]] = {}
    for mark in next(root.iter("Markables"), ()):
        spans = [a.get("t_id", "") for a in mark.iter("token_anchor")]
        if spans:
            anchors[mark.get("m_id", "")] = (mark.tag, spans)
        else:
            its = mark.get("instance_id") or f"{path.stem}-{mark.get('m_id')}"
            instance[mark.get("m_id", "")] = its
    entity: dict[str, str] = {}
    for relation in next(root.iter("Relations"), ()):
        target = relation.find("target")
        goal = instance.get(target.get("m_id", ""), "") if target is not None else ""
        for source in relation.iter("source"):
            entity[source.get("m_id", "")] = goal
    out = []
    for m_id, (tag, spans) in anchors.items():
        if not (tag.startswith(("HUM_PART", "LOC")) or tag == "NON_HUMAN_PART"):
            continue
        words = [tokens.get(t, "") for t in spans]
        if named(words):
            goal = entity.get(m_id) or f"{path.stem}-{m_id}"
            type_ = _ECB_TYPES.get(tag, EntityType.MISC)
            text = detokenised(words)
            out.append(Gold(path.stem, order.get(spans[0], 0), text, type_, False, goal))
    return out


def _errors(mentions: Sequence[Gold], said: Sequence[int], names: Sequence[str], top: int) -> str:
    """The costliest mixed and torn groups, in words."""
    both: dict[int, Counter[str]] = defaultdict(Counter)
    torn: dict[str, Counter[int]] = defaultdict(Counter)
    texts: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    for m, s in zip(mentions, said, strict=True):
        both[s][m.entity] += 1
        torn[m.entity][s] += 1
        texts[m.entity, s][m.text] += 1
    lines = ["mixed:"]

    def lost(counts: Counter[Any]) -> int:
        return sum(counts.values()) ** 2 - sum(n * n for n in counts.values())

    for s, c in sorted(both.items(), key=lambda i: -lost(i[1]))[:top]:
        parts = [f"{e}: {dict(texts[e, s].most_common(4))}" for e, _ in c.most_common(5)]
        lines.append(f"  {lost(c):6} {names[s]} <- " + " | ".join(parts))
    lines.append("torn:")
    for e, ct in sorted(torn.items(), key=lambda i: -lost(i[1]))[:top]:
        parts = [f"{names[s]}: {dict(texts[e, s].most_common(4))}" for s, _ in ct.most_common(6)]
        lines.append(f"  {lost(ct):6} {e} -> " + " | ".join(parts))
    return "\n".join(lines)


def main() -> None:
    """Print the scores of a path."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("--topics", default="1-35", help="ECB+ topics to read")
    parser.add_argument("--errors", type=int, default=0, help="show the N costliest groups")
    options = parser.parse_args()
    low, _, high = options.topics.partition("-")
    mentions = read(options.path, range(int(low), int(high or low) + 1))
    begin = time.perf_counter()
    said, names = link(mentions)
    took = time.perf_counter() - begin
    gold = [m.entity for m in mentions]
    out = [f"{len(mentions)} mentions, {len(set(gold))} gold entities, {len(set(said))} linked"]
    for title, result in (("pairwise", pairwise(gold, said)), ("B-cubed", b_cubed(gold, said))):
        out.append(
            f"{title:9} precision {result.precision:.4f}  recall {result.recall:.4f}  "
            f"F1 {result.f1:.4f}"
        )
    out.append(f"linked in {took:.2f} s")
    if options.errors:
        out.append(_errors(mentions, said, names, options.errors))
    sys.stdout.write("\n".join(out) + "\n")


if __name__ == "__main__":
    main()
