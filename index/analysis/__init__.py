"""Words: how a text becomes terms, the same way for the index, the query and the highlighter.

In: any text. Out: `Token`s, folded terms with character offsets on the original text, and stems.
Nothing here knows an engine; nothing heavy is imported.
"""

from index.analysis.stemming import needle, stem
from index.analysis.words import Token, fold, terms, tokens

__all__ = ["Token", "fold", "needle", "stem", "terms", "tokens"]
