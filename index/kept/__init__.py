"""What a person writes into clew: kept for good in one file, apart from what can be rebuilt.

`entry` is a line of it, `log` the file. What the entries of a matter say, its own room knows
(`index.decisions` for those about names).
"""
