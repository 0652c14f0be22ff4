"""The signs of what a person has put to an article; each one cell wide."""

STAR = "★"
"""The article is marked."""

NOTE = "✎"
"""There is a note."""

TAG = "#"
"""A tag follows, or there is one."""
