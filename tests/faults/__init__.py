"""Faults: an index is killed, damaged, filled up and taken away, and must come back whole.

The short mode runs with the other tests; ``python -m tests.faults --kills 200`` is the long one.
"""
