"""What a person has decided about names: kept for good, and applied to every linking.

A decision speaks of names as they are written, with their types; never of an entity's number. So
it outlives the index, another extraction and another linker. `journal` keeps decisions,
`lines` carries them elsewhere, `rejecting` and `applying` (with `moving`) make them hold before and
after linking.
"""

from __future__ import annotations

from index.decisions.model import Decision, Form, Kind, stamp, standing

__all__ = ["Decision", "Form", "Kind", "stamp", "standing"]
