"""The light and the dark theme: quiet surfaces, and few colours that each mean one thing.

A person, an organisation, a place and any other name have a hue each; a hit and the current place
have one more each, with the ink that stands on it. The same variables are used by every pane; the
shape of a mark (underline, reverse, bold) says the same without colour.
"""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="clew-dark",
    dark=True,
    primary="#8fb4d8",
    secondary="#a3a8b4",
    accent="#e8c67a",
    foreground="#d6d3cc",
    background="#15171b",
    surface="#15171b",
    panel="#1f2228",
    success="#9cc28c",
    warning="#e0b060",
    error="#e08578",
    variables={
        "person": "#8fc1ea",
        "org": "#ddb27a",
        "place": "#95c8a0",
        "other": "#c3a3d6",
        "hit": "#d3ca95",
        "hit-ink": "#15171b",
        "current": "#f29a52",
        "current-ink": "#15171b",
        "quiet": "#7d828c",
        "line": "#363a43",
        "line-focus": "#8fb4d8",
        "row-cursor": "#2a3340",
        "border": "#8fb4d8",
        "border-blurred": "#363a43",
        "scrollbar": "#363a43",
        "scrollbar-hover": "#4a505c",
        "scrollbar-active": "#8fb4d8",
        "scrollbar-background": "#15171b",
        "scrollbar-background-hover": "#15171b",
        "scrollbar-background-active": "#15171b",
        "scrollbar-corner-color": "#15171b",
        "input-selection-background": "#8fb4d8 35%",
        "block-cursor-background": "#2a3340",
        "block-cursor-foreground": "#f2efe8",
        "block-cursor-text-style": "bold",
        "footer-key-foreground": "#8fb4d8",
    },
)
"""Warm greys on near-black."""

LIGHT = Theme(
    name="clew-light",
    dark=False,
    primary="#2f5f92",
    secondary="#5c6370",
    accent="#8a5a00",
    foreground="#26292e",
    background="#faf8f3",
    surface="#faf8f3",
    panel="#efebe2",
    success="#2f6b3a",
    warning="#8a5a00",
    error="#a8322a",
    variables={
        "person": "#1f5a9e",
        "org": "#8a5300",
        "place": "#22703a",
        "other": "#7a3f95",
        "hit": "#f3dd7a",
        "hit-ink": "#26292e",
        "current": "#b8480a",
        "current-ink": "#ffffff",
        "quiet": "#6f747d",
        "line": "#cfc9bc",
        "line-focus": "#2f5f92",
        "row-cursor": "#dfe7ef",
        "border": "#2f5f92",
        "border-blurred": "#cfc9bc",
        "scrollbar": "#cfc9bc",
        "scrollbar-hover": "#b5ae9f",
        "scrollbar-active": "#2f5f92",
        "scrollbar-background": "#faf8f3",
        "scrollbar-background-hover": "#faf8f3",
        "scrollbar-background-active": "#faf8f3",
        "scrollbar-corner-color": "#faf8f3",
        "input-selection-background": "#2f5f92 25%",
        "block-cursor-background": "#dfe7ef",
        "block-cursor-foreground": "#15171b",
        "block-cursor-text-style": "bold",
        "footer-key-foreground": "#2f5f92",
    },
)
"""Ink on paper."""
