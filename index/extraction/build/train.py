"""The command that trains the model from annotated articles.

    python -m index.extraction.build.train --data FOLDER

FOLDER is as `index.extraction.build.corpus` reads it. The tweets among the articles are left out, a
share of the sentences without a name is dropped, and another share is added in capitals, so that
headlines in capitals are not strange; all by a fixed seed, so that the same data gives the same
model. Two models are averaged (see `train`). It writes ``index/extraction/data/model.xz``.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from index.extraction import classes
from index.extraction import words as w
from index.extraction.build.corpus import Annotated, Sentence, read
from index.extraction.features import make_batch, neighbours, shared_features
from index.extraction.forms import class_features, own_features
from index.extraction.rules import Rules
from index.extraction.tagger import TAGS, pack
from index.extraction.tokens import Reader
from index.extraction.truecase import truecase
from index.extraction.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray


_OUT = Path(__file__).parents[1] / "data" / "model.xz"
_WITHOUT = frozenset({"btc"})
_SEED = 7
_DROPPED = 0.3
_CAPITALS = 0.06
_TITLED = 0.03
_SETTINGS = {"c1": 0.1, "c2": 12.0, "max_iterations": 60, "feature.minfreq": 3}


def _upper(sentence: Sentence) -> Sentence:
    return Sentence([word.upper() for word in sentence.words], sentence.tags)


def _titled(sentence: Sentence) -> Sentence:
    words = [
        word[0].upper() + word[1:] if len(word) > 3 or k == 0 else word
        for k, word in enumerate(sentence.words)
    ]
    return Sentence(words, sentence.tags)


def _varied(articles: Iterable[Annotated]) -> Iterator[Annotated]:
    """The articles, and after them the sentences in capitals and in the case of titles."""
    chance = random.Random(_SEED)  # noqa: S311 - to be repeated
    for article in articles:
        yield article
        for share, change in ((_CAPITALS, _upper), (_TITLED, _titled)):
            changed = [change(s) for s in article.sentences if chance.random() < share]
            if changed:
                yield Annotated(article.source, changed)


def tagged(article: Annotated) -> tuple[str, list[tuple[int, int, str]]]:
    """An article as text, a line a sentence, and its names as characters with their tags."""
    pieces: list[str] = []
    spans: list[tuple[int, int, str]] = []
    at = 0
    for sentence in article.sentences:
        for word, tag in zip(sentence.words, sentence.tags, strict=True):
            end = at + len(word)
            if tag[0] == "B" or (tag[0] == "I" and (not spans or spans[-1][2] != tag[2:])):
                spans.append((at, end, tag[2:]))
            elif tag[0] == "I":
                spans[-1] = (spans[-1][0], end, tag[2:])
            pieces += (word, " ")
            at = end + 1
        pieces[-1] = "\n"
    return "".join(pieces), spans


def _word_tags(
    starts: Sequence[int], ends: Sequence[int], spans: list[tuple[int, int, str]]
) -> list[str]:
    """The tags of the tokeniser's words, from spans of characters."""
    tags = ["O"] * len(starts)
    at = 0
    for begin, end, kind in spans:
        while at < len(starts) and ends[at] <= begin:
            at += 1
        first = True
        while at < len(starts) and starts[at] < end:
            tags[at] = ("B-" if first else "I-") + kind
            first = False
            at += 1
    return tags


def examples(
    articles: Iterable[Annotated], with_classes: bool = True
) -> Iterator[tuple[list[list[str]], list[str]]]:
    """Each sentence as the features and the tags of its words.

    Args:
        articles: the articles.
        with_classes: whether the classes of words are among the features.
    """
    chance = random.Random(_SEED + 1)  # noqa: S311 - to be repeated
    own: dict[str, list[list[str]]] = {}
    vocabulary = Vocabulary()
    reader = Reader(vocabulary)
    for article in articles:
        text, spans = tagged(article)
        row = reader.read([text])
        titles = row.titles(vocabulary)
        row = truecase(row, vocabulary, titles)
        (tokens,) = row.split(vocabulary)
        tags = _word_tags(tokens.starts, tokens.ends, spans)
        batch = make_batch(row, [Rules(tokens).names()], titles)
        cap = (vocabulary.bits[row.numbers] & w.CAP) != 0
        around = neighbours(batch, cap, np.arange(len(row.numbers)))
        vocabulary.learn(row.numbers)
        shared = np.array(shared_features(batch, vocabulary, around)).T.tolist()
        words = [*tokens.words, ""]
        for word, b in zip(words, [*tokens.bits, 0], strict=True):
            if word not in own:
                own[word] = _own(word, b, with_classes)
        places = [there.tolist() for there in around]
        for begin, end in tokens.sentences:
            if all(tag == "O" for tag in tags[begin:end]) and chance.random() < _DROPPED:
                continue
            rows = []
            for i in range(begin, end):
                features = [str(key) for key in shared[i]]
                for place, there in enumerate(places):
                    features += own[words[there[i]]][place]
                rows.append(features)
            yield rows, tags[begin:end]


def _own(word: str, bits: int, with_classes: bool) -> list[list[str]]:
    """The features of a word by itself, for each place."""
    (number,) = classes.load().find([word])
    return [
        list(map(str, [*keys.tolist(), *(more[number] if with_classes else ())]))
        for (keys, _), more in zip(own_features([word], [bits]), _of_classes(), strict=True)
    ]


@cache
def _of_classes() -> list[list[list[int]]]:
    """The features of each class, for each place."""
    levels = classes.load().levels
    return [keys.reshape(len(levels), -1).tolist() for keys, _ in class_features(levels)]


class _Model(NamedTuple):
    """Features, sorted, their weights by tag, and the weights of one tag after another."""

    keys: NDArray[np.uint32]
    weights: NDArray[np.float32]
    links: NDArray[np.float32]


def _trained(data: Path, settings: dict[str, float], report: bool, with_classes: bool) -> _Model:
    """Train one of the models that are averaged."""
    import pycrfsuite

    trainer: Any = pycrfsuite.Trainer(verbose=report)
    trainer.select("lbfgs")
    trainer.set_params(settings)
    for rows, tags in examples(_varied(read(data, _WITHOUT)), with_classes):
        trainer.append(pycrfsuite.ItemSequence(rows), tags)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger: Any = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
    number = {tag: k for k, tag in enumerate(TAGS)}
    keys = np.array(sorted({int(key) for key, _ in info.state_features}), np.uint32)
    weights = np.zeros((len(keys), len(TAGS)), np.float32)
    row = {int(key): k for k, key in enumerate(keys.tolist())}
    for (key, tag), weight in info.state_features.items():
        weights[row[int(key)], number[tag]] = weight
    links = np.full((len(TAGS), len(TAGS)), 0, np.float32)
    for (one, other), weight in info.transitions.items():
        links[number[one], number[other]] = weight
    for one in TAGS:
        for other in TAGS:
            if other[0] == "I" and one[2:] != other[2:]:
                links[number[one], number[other]] = -100
    return _Model(keys, weights, links)


def _mean(models: Sequence[_Model]) -> _Model:
    """The model whose weights are the mean of some models' weights.

    Its scores are the mean of theirs: a logarithmic opinion pool (Smith, Cohn and Osborne:
    Logarithmic Opinion Pools for Conditional Random Fields, ACL 2005).
    """
    keys = np.unique(np.concatenate([model.keys for model in models]))
    weights = np.zeros((len(keys), len(TAGS)), np.float32)
    for model in models:
        weights[np.searchsorted(keys, model.keys)] += model.weights / len(models)
    links = np.stack([model.links for model in models]).mean(axis=0, dtype=np.float32)
    return _Model(keys, weights, np.asarray(links, np.float32))


def train(data: Path, settings: dict[str, float], report: bool = True) -> bytes:
    """Train on a folder; returns the packed model.

    One model sees the classes of words and one does not, which leans the more on what it sees:
    together they find more than either.
    """
    return pack(*_mean([_trained(data, settings, report, seen) for seen in (False, True)]))


def main() -> None:
    """Read the command line, train, and write the model."""
    parser = argparse.ArgumentParser(description="Train the extractor's model.")
    parser.add_argument("--data", type=Path, required=True, help="folder of annotated articles")
    parser.add_argument("--out", type=Path, default=_OUT, help="where to write the model")
    parser.add_argument("--set", nargs=2, action="append", default=[], help="a setting of training")
    args = parser.parse_args()
    settings = _SETTINGS | {key: float(value) for key, value in args.set}
    settings["max_iterations"] = int(settings["max_iterations"])
    packed = train(args.data, settings)
    args.out.write_bytes(packed)
    sys.stdout.write(f"{args.out}: {len(packed):,} bytes\n")


if __name__ == "__main__":
    main()
