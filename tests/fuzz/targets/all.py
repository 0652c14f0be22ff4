"""All targets by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.fuzz.targets import comparing, drawing, names, programs, queries, readers

if TYPE_CHECKING:
    from tests.fuzz.targets.base import Target

TARGETS: dict[str, Target] = {
    target.name: target
    for module in (readers, queries, names, comparing, drawing, programs)
    for target in module.TARGETS
}
