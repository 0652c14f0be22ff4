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

from index.extraction import words as w
from index.extraction.features import HERE, neighbours, own_features, shared_features
from index.extraction.vocabulary import Vocabulary

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.extraction.features import Batch, Ints

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
    """A model ready to tag."""

    def __init__(self, packed: bytes) -> None:
        """Unpack what `pack` has made."""
        data = lzma.decompress(packed)
        _, count, used, step = _HEAD.unpack_from(data)
        size = len(TAGS)
        at = _HEAD.size
        links = np.frombuffer(data, "<f4", size * size, at).reshape(size, size)
        at += links.nbytes
        planes = np.frombuffer(data, np.uint8, 4 * count, at).reshape(4, count)
        at += planes.nbytes
        deltas = np.ascontiguousarray(planes.T).view("<u4").ravel()
        masks = np.frombuffer(data, np.uint8, 2 * count, at).reshape(2, count)
        at += masks.nbytes
        mask = np.ascontiguousarray(masks.T).view("<u2").ravel()
        values = np.frombuffer(data, np.int8, used, at)
        table = np.zeros((count + 1, size), np.float32)
        table[:-1][(mask[:, None] >> np.arange(size) & 1).astype(np.bool_)] = values
        table *= np.float32(step)
        self._keys: NDArray[np.uint32] = np.cumsum(deltas, dtype=np.uint32)
        self._table = table
        self._links = links.copy()
        self.vocabulary = Vocabulary(self._own)

    def _rows(self, keys: NDArray[np.uint32]) -> NDArray[np.int64]:
        """The table's row of each feature; the last row, all 0, for an unknown one."""
        at = np.searchsorted(self._keys, keys)
        at[at == len(self._keys)] = 0
        return np.where(self._keys[at] == keys, at, len(self._keys))

    def _own(self, words: list[str], bits: list[int]) -> NDArray[np.float32]:
        """The summed weights of words' own features, by word, place and tag."""
        keys: list[int] = []
        begins: list[int] = []
        for word, b in zip(words, bits, strict=True):
            for features in own_features(word, b):
                begins.append(len(keys))
                keys += features
        rows = self._table[self._rows(np.array(keys, np.uint32))]
        summed: NDArray[np.float32] = np.add.reduceat(rows, begins, axis=0)
        return summed.reshape(len(words), -1, len(TAGS))

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
        around = neighbours(batch, cap)
        ids = np.append(batch.ids, 0)
        own = self.vocabulary.scores
        total: NDArray[np.float32] = own[batch.ids[at], HERE].copy()
        for place, there in enumerate(around):
            if place != HERE:
                total += own[ids[there[at]], place]
        for keys in shared_features(batch, self.vocabulary, around, at):
            total += self._table[self._rows(keys)]
        return total


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
    tags = scores.shape[1]
    longest = int(lengths[0])
    alive = [int(np.searchsorted(-lengths, -step, side="left")) for step in range(longest + 1)]
    best = scores[begins]
    back = np.zeros((len(scores), tags), np.int8)
    for step in range(1, longest):
        live = alive[step]
        reached = best[:live, :, None] + links[None]
        back[begins[:live] + step] = reached.argmax(axis=1)
        best[:live] = reached.max(axis=1) + scores[begins[:live] + step]
    out = np.zeros(len(scores), np.int8)
    current = best.argmax(axis=1)
    for step in range(longest - 1, -1, -1):
        live = alive[step]
        rows = begins[:live] + step
        out[rows] = current[:live]
        current[:live] = back[rows, current[:live]]
    return out


def _shipped(name: str) -> bytes:
    return files("index.extraction").joinpath("data", name).read_bytes()


def load() -> Tagger:
    """The model that ships with the package."""
    return Tagger(_shipped("model.xz"))


def data_version() -> str:
    """A short mark of the model and of the gazetteer that ship with the package."""
    return f"{zlib.crc32(_shipped('gazetteer.txt.xz'), zlib.crc32(_shipped('model.xz'))):08x}"
