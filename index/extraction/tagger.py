"""The trained model: features → the likeliest tags of sentences (a linear-chain CRF's Viterbi).

The model is a table of features, their weights by tag, and the weights of one tag after another.
Own features of a word are summed once and kept with the word (`Vocabulary.scores`), so that a word
met again costs a row of an array.
"""

from __future__ import annotations

import lzma
import struct
import zlib
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from index.extraction import classes
from index.extraction import words as w
from index.extraction.features import neighbours, shared_features
from index.extraction.forms import PLACES, class_features, own_features
from index.extraction.vocabulary import Vocabulary

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.extraction.features import Batch, Ints
    from index.extraction.forms import OwnFeatures

TAGS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC")
_MAGIC = b"CLEWCRF1"
_HEAD = struct.Struct("<8sIIf")


def pack(
    keys: NDArray[np.uint32], weights: NDArray[np.float32], links: NDArray[np.float32]
) -> bytes:
    """A model as bytes: sorted keys as differences, then for each the tags with a weight, then
    those weights in steps of a fraction of the largest, all compressed.

    Args:
        keys: sorted, different.
        weights: by key and tag.
        links: by tag and the tag after it.
    """
    step = float(np.abs(weights).max() / 127)
    small = np.rint(weights / step).astype(np.int8)
    keep = small.any(axis=1)
    keys, small = keys[keep], small[keep]
    masks = ((small != 0) << np.arange(len(TAGS))).sum(axis=1).astype("<u2")
    deltas = np.diff(keys, prepend=np.uint32(0)).astype("<u4")
    planes = deltas.view(np.uint8).reshape(-1, 4).T.tobytes()
    body = b"".join(
        [
            _HEAD.pack(_MAGIC, len(keys), int((small != 0).sum()), step),
            links.astype("<f4").tobytes(),
            planes,
            masks.view(np.uint8).reshape(-1, 2).T.tobytes(),
            small[small != 0].tobytes(),
        ]
    )
    return lzma.compress(body, preset=9 | lzma.PRESET_EXTREME)


class Tagger:
    """A model ready to tag.

    Weights are kept in steps, as they are packed, and less the weight of the first tag: the best
    path stays the same, sums are exact, and a row of weights is 16 bytes.
    """

    def __init__(self, packed: bytes) -> None:
        """Unpack what `pack` has made."""
        data = lzma.decompress(packed)
        _, count, used, self._step = _HEAD.unpack_from(data)
        size = len(TAGS)
        at = _HEAD.size
        self._links = np.frombuffer(data, "<f4", size * size, at).reshape(size, size).copy()
        at += self._links.nbytes
        planes = np.frombuffer(data, np.uint8, 4 * count, at).reshape(4, count)
        at += planes.nbytes
        deltas = np.ascontiguousarray(planes.T).view("<u4").ravel()
        masks = np.frombuffer(data, np.uint8, 2 * count, at).reshape(2, count)
        at += masks.nbytes
        mask = np.ascontiguousarray(masks.T).view("<u2").ravel()
        weights = np.zeros((count + 1, size), np.int16)
        used_by = (mask[:, None] >> np.arange(size, dtype=np.uint16) & 1).astype(np.bool_)
        weights[:-1][used_by] = np.frombuffer(data, np.int8, used, at)
        self._table: NDArray[np.int16] = weights[:, 1:] - weights[:, :1]
        self._features = Features(np.cumsum(deltas, dtype=np.uint32))
        self._classes = classes.load()
        self._of_class = np.stack(self._sums(class_features(self._classes.levels)), axis=1)
        self.vocabulary = Vocabulary(self._own)

    def _own(self, words: list[str], bits: list[int]) -> NDArray[np.int16]:
        """The summed weights of words' own features, by word, place and tag."""
        summed = np.stack(self._sums(own_features(words, bits)), axis=1)
        summed += self._of_class[self._classes.find(words)]
        return summed

    def _sums(self, features: list[OwnFeatures]) -> list[NDArray[np.int16]]:
        """The summed weights of features that belong together, by place."""
        return [
            np.add.reduceat(
                self._table.take(self._features.rows(keys), axis=0), begins, axis=0, dtype=np.int16
            )
            for keys, begins in features
        ]

    def tag(self, batch: Batch) -> NDArray[np.int8]:
        """The number of each word's tag in `TAGS`."""
        out = np.zeros(len(batch.ids), np.int8)
        cap = (self.vocabulary.bits[batch.ids] & w.CAP) != 0
        at = _worth(batch, cap)
        if len(at):
            scores = self._scores(batch, cap, at)
            out[at] = _viterbi(scores, self._links, _stretches(batch, at, scores, self._links))
        return out

    def _scores(self, batch: Batch, cap: NDArray[np.bool_], at: Ints) -> NDArray[np.float32]:
        """What speaks for each tag at the words asked for, transitions apart."""
        around = neighbours(batch, cap, at)
        ids = np.append(batch.ids, 0)
        near = np.zeros(len(ids), np.bool_)
        for there in around:
            near[there] = True
        self.vocabulary.learn(ids[near])
        own = self.vocabulary.scores.reshape(-1, len(TAGS) - 1)
        rows = self.vocabulary.rows[ids] * len(PLACES)
        total = np.zeros((len(at), len(TAGS) - 1), np.int32)
        for place, there in enumerate(around):
            total += own.take(rows[there] + place, axis=0)
        for keys in shared_features(batch, self.vocabulary, around):
            total += self._table.take(self._features.rows(keys), axis=0)
        scores = np.zeros((len(at), len(TAGS)), np.float32)
        np.multiply(total, self._step, out=scores[:, 1:], casting="unsafe")
        return scores


class Features:
    """The features that a model knows: their numbers, sorted, and quick to find.

    They are hashes, spread evenly, so that the first bits of one say nearly where it stands.
    """

    _SHIFT = 32 - 19

    def __init__(self, keys: NDArray[np.uint32]) -> None:
        """Take features, sorted and different."""
        self._keys = np.append(keys, np.uint32(0xFFFFFFFF))
        firsts = np.arange((1 << 32 - self._SHIFT) + 1, dtype=np.uint64) << np.uint64(self._SHIFT)
        self._near = np.searchsorted(keys, firsts).astype(np.int32)

    def rows(self, keys: NDArray[np.uint32]) -> NDArray[np.int32]:
        """The place of each feature; one past the last for an unknown one."""
        at = self._near[keys >> np.uint32(self._SHIFT)]
        there = self._keys[at]
        short = np.flatnonzero(there < keys)
        while len(short):
            at[short] += 1
            there[short] = self._keys[at[short]]
            short = short[there[short] < keys[short]]
        return np.where(there == keys, at, np.int32(len(self._keys) - 1))


def _worth(batch: Batch, cap: NDArray[np.bool_]) -> Ints:
    """The words that may be part of a name: those with a capital, and their neighbours."""
    near = cap.copy()
    together = batch.sentence[1:] == batch.sentence[:-1]
    near[1:] |= cap[:-1] & together
    near[:-1] |= cap[1:] & together
    return np.flatnonzero(near)


def _stretches(
    batch: Batch, at: Ints, scores: NDArray[np.float32], links: NDArray[np.float32]
) -> Ints:
    """The runs of words worth tagging, as rows of (first, one past the last) of `at`.

    Outside of them no word is part of a name; the scores at their edges take in what it weighs to
    come from there or to go there, but for the edges of sentences.
    """
    sentence = batch.sentence[at]
    breaks = (np.diff(at) != 1) | (sentence[1:] != sentence[:-1])
    begins = np.flatnonzero(np.append(True, breaks))
    ends = np.append(begins[1:], len(at))
    firsts, lasts = at[begins], at[ends - 1]
    before = (firsts > 0) & (batch.sentence[firsts - 1] == batch.sentence[firsts])
    following = np.minimum(lasts + 1, len(batch.ids) - 1)
    after = (following != lasts) & (batch.sentence[following] == batch.sentence[lasts])
    scores[begins[before]] += links[0]
    scores[ends[after] - 1] += links[:, 0]
    return np.stack([begins, ends], axis=1)


def _viterbi(
    scores: NDArray[np.float32], links: NDArray[np.float32], bounds: Ints
) -> NDArray[np.int8]:
    """The best path of each stretch, all stretches a step at a time, longest first."""
    begins = bounds[:, 0]
    lengths = bounds[:, 1] - begins
    order = np.argsort(-lengths, kind="stable")
    begins, lengths = begins[order], lengths[order]
    longest = int(lengths[0])
    alive = [int(np.searchsorted(-lengths, -step, side="left")) for step in range(longest + 1)]
    # What the best path to each word and tag weighs; a column is a stretch, for speed.
    best = scores.copy()
    column = scores[begins].T
    for step in range(1, longest):
        rows = begins[: alive[step]] + step
        reached = column[:, None, : alive[step]] + links[:, :, None]
        column = reached.max(axis=0) + scores[rows].T
        best[rows] = column.T
    out = np.zeros(len(scores), np.int8)
    out[begins + lengths - 1] = best[begins + lengths - 1].argmax(axis=1)
    for step in range(longest - 1, 0, -1):
        rows = begins[: alive[step]] + step
        out[rows - 1] = (best[rows - 1] + links.T[out[rows]]).argmax(axis=1)
    return out


def _shipped(name: str) -> bytes:
    return files("index.extraction").joinpath("data", name).read_bytes()


def load() -> Tagger:
    """The model that ships with the package."""
    return Tagger(_shipped("model.xz"))


def data_version() -> str:
    """A short mark of the model, the gazetteer and the classes that ship with the package."""
    mark = 0
    for name in ("model.xz", "gazetteer.txt.xz", "classes.xz"):
        mark = zlib.crc32(_shipped(name), mark)
    return f"{mark:08x}"
