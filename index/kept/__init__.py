"""What a person writes into clew: kept for good in one file, apart from what can be rebuilt.

`entry` is a line of it, `log` the file, `journal` what the lines of one matter say. What there is
to say, the matter's own room knows (`index.decisions` about names).
"""
