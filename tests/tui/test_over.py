"""What stands on the border of what opens over the explorer."""

from __future__ import annotations

import pytest
from textual.widget import Widget

from tui.screens.over import frame


@pytest.mark.parametrize(
    ("width", "title", "hint"),
    [
        (30, "Notes on 日本", "Enter goes · Esc closes"),
        (20, "Notes on 日本", "Esc closes"),
        (18, "Notes on 日…", "Esc closes"),
        (12, "Notes…", ""),
        (3, "", ""),
    ],
)
def test_title_and_hint_fit_the_border(width: int, title: str, hint: str) -> None:
    box = Widget()
    frame(box, "Notes on 日本", ("Enter goes · Esc closes", "Esc closes"), width)
    assert (str(box.border_title), str(box.border_subtitle)) == (title, hint)
