"""Saved searches: queries that a person asks again, with how many articles answered the last time.

They are kept with what else a person writes (`index.kept`), and so outlive the index. `model` says
what is kept, `saving` keeps and counts.
"""
