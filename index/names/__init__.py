"""The entities as a reader meets them, and what a person has decided about them.

`naming` finds entities, their mentions and their company; `suggesting` pairs that may be one;
`deciding` takes decisions, by names as they are written (`written_names`).
"""
