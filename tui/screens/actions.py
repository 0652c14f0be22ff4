"""What the keys of the explorer do: an action for each, which goes to the helper that owns it.

A mixin for `tui.screens.explorer.ExplorerScreen`, which has the helpers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from tui.widgets.search_bar import SearchBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from tui.screens.all_mentions import AllMentions
    from tui.screens.comparing import Comparing
    from tui.screens.deciding import Decisions
    from tui.screens.finding import Finding
    from tui.screens.folding import Folding
    from tui.screens.listing import Listing
    from tui.screens.marked import Marked
    from tui.screens.marking import Marker
    from tui.screens.pages import Pages
    from tui.screens.recalling import Recalling
    from tui.screens.resuming import Resuming
    from tui.screens.searching import Searching
    from tui.screens.shelving import Shelving
    from tui.screens.stage import Stage
    from tui.screens.walker import Walker
    from tui.state import State

    _Screen = Screen[None]
else:
    _Screen = object


class Actions(_Screen):
    """The actions of `tui.keys.EXPLORER`."""

    begun: bool
    comparing: Comparing
    folding: Folding
    listing: Listing
    marked: Marked
    pages: Pages
    resuming: Resuming
    searching: Searching
    shelving: Shelving
    stage: Stage
    state: State
    walker: Walker
    open_article: Callable[[int], None]
    open_entity: Callable[[str], None]

    _all_mentions: AllMentions | None = None
    _finding: Finding | None = None
    _decisions: Decisions | None = None
    _marker: Marker | None = None
    _recalling: Recalling | None = None

    @property
    def all_mentions(self) -> AllMentions:
        """Lists the mentions of the followed name."""
        if self._all_mentions is None:
            from tui.screens.all_mentions import AllMentions

            self._all_mentions = AllMentions(self.stage, self.walker, self.folding)
        return self._all_mentions

    @property
    def finding(self) -> Finding:
        """Looks for words in the shown text."""
        if self._finding is None:
            from tui.screens.finding import Finding

            self._finding = Finding(self.stage, self.pages)
        return self._finding

    @property
    def decisions(self) -> Decisions:
        """Decides about names."""
        if self._decisions is None:
            from tui.screens.deciding import Decisions

            self._decisions = Decisions(self.stage, self.shelving, self, self.open_entity)
        return self._decisions

    @property
    def recalling(self) -> Recalling:
        """Lists the saved searches."""
        if self._recalling is None:
            from tui.screens.recalling import Recalling

            parts = self.stage, self.shelving, self.pages, self.searching, self.listing
            self._recalling = Recalling(*parts, self, self._search_all)
        return self._recalling

    @property
    def marker(self) -> Marker:
        """Puts marks, tags and notes to articles."""
        if self._marker is None:
            from tui.screens.marking import Marker

            parts = self.stage, self.pages, self.marked, self.resuming
            self._marker = Marker(*parts, self.app)
        return self._marker

    def unkept(self) -> list[tuple[str, str]]:
        """The notes that could not be kept: the path of the article, and what was written."""
        return self._marker.unkept() if self._marker is not None else []

    @property
    def finds(self) -> bool:
        """Whether the search bar is about the shown text alone."""
        return self._finding is not None and self._finding.on

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let the search key be typed where one types; until all is there, only that key works.

        The key has priority everywhere else, so that what follows it in one burst (a paste, a slow
        line) goes into the search bar already.
        """
        if action == "focus_search" and isinstance(self.focused, Input):
            return False
        if not self.begun and action != "focus_search":
            return False
        return super().check_action(action, parameters)

    def action_focus_search(self) -> None:
        """Go to the search bar; where one pane has all of the screen, that is the results."""
        self._search_all()
        self.query_one(SearchBar).focus()
        if self.begun:
            self.folding.make_room_for_results()

    def action_find(self) -> None:
        """Look for words in the text that is shown."""
        if self.finding.begin():
            self.folding.uncover_text()

    def _search_all(self) -> None:
        """Have the search bar be about all articles."""
        if self.finds:
            self.finding.end()

    def action_next_hit(self, by: int) -> None:
        """Go to the next or previous hit; while two articles are compared, to the difference."""
        if self.comparing.on and not self.finds:
            self.comparing.step(by)
        else:
            self.walker.hit_step(by)

    def action_sort(self) -> None:
        """Sort the list of articles by something else."""
        self.searching.sort()

    def action_saved_searches(self) -> None:
        """List the saved searches."""
        self.recalling.show()

    def action_toggle_hits(self) -> None:
        """List the results by hit, or by article again."""
        self.listing.by_hit.toggle()

    def action_narrow(self) -> None:
        """Count the list's articles by outlet, folder, name and month, and narrow to some."""
        from tui.screens.facets import narrow

        self._search_all()
        narrow(self.stage, self.app, self.searching)

    def action_narrow_to_name(self) -> None:
        """Narrow the search to the articles with the name under the cursor, or the followed one."""
        from tui.screens.narrowing import narrow_to_name

        name = self._name_meant()
        if not name:
            self.stage.tell("No name is followed; ] follows the first in sight")
            return
        self._search_all()
        self.walker.take_up(name)
        narrow_to_name(self.stage, self.searching, name)

    def _name_meant(self) -> str:
        """The name under the cursor, or the followed one, or an empty string."""
        entities = self.stage.entities
        return (entities.cursor_name if entities.has_focus_within else "") or self.state.entity

    def action_decide(self) -> None:
        """Decide about the name under the cursor, or the followed one."""
        self.decisions.about(self._name_meant())

    def action_review(self) -> None:
        """Review the names that may be one."""
        self.decisions.review()

    def action_next_mention(self, by: int) -> None:
        """Go to the next or previous mention of the followed name."""
        self.walker.step(by)

    def action_next_mention_article(self, by: int) -> None:
        """Go to the next or previous article with the followed name."""
        self.walker.article_step(by)

    def action_list_mentions(self) -> None:
        """List all mentions of the followed name, or go back to the text."""
        self.all_mentions.toggle()

    def action_history(self, by: int) -> None:
        """Go back or forward."""
        self.pages.travel(by)

    def action_next_row(self, by: int) -> None:
        """Show the next or previous article of the list."""
        from tui.screens.stepping import next_row

        next_row(self.stage, self.pages, by)

    def action_next_version(self, by: int) -> None:
        """Show the next or previous version of the text in sight, or what it is compared with."""
        if self.comparing.on:
            self.comparing.cross()
            return
        from tui.screens.versions import next_version

        next_version(self.stage, self.pages, by)

    def action_compare(self) -> None:
        """Compare the article with its next version or a related article, or end that."""
        self.comparing.toggle()

    def action_related(self) -> None:
        """List the articles that tell of the same as the one in sight."""
        from tui.screens.relating import show_related

        show_related(self.stage, self.app, self.open_article, self.comparing.begin_with)

    def action_timeline(self) -> None:
        """List what the articles of the list tell of which day."""
        from tui.screens.timeline import show_timeline

        show_timeline(self.stage, self.app, self.pages)

    def action_put(self, what: str) -> None:
        """Put a star, a tag or a note to the article that is meant, or list all of these."""
        marker = self.marker
        {"star": marker.star, "tag": marker.tag, "note": marker.note, "all": marker.list}[what]()

    def action_pane(self, name: str) -> None:
        """Go to a pane."""
        if name == "entities":
            self.folding.toggle_entities()
        else:
            self.folding.show(name)

    def action_next_pane(self, by: int) -> None:
        """Go to the next or previous pane."""
        self.folding.step(by)

    def action_cancel(self) -> None:
        """Close what is open, else clear the search, else let go of the followed name."""
        if self.folding.mentions_shown:
            self.folding.show_mentions(shown=False)
        elif self.folding.entities_open:
            self.folding.close_entities()
        elif self.selections:
            self.clear_selection()
        elif self.finds:
            self.finding.end()
        elif self.comparing.on:
            self.comparing.end()
        elif self.searching.text:
            self.searching.clear()
        elif self.state.thread is not None:
            self.walker.let_go()
        else:
            self.folding.show("articles")

    def action_copy_text(self) -> None:
        """Copy the selected text, else the current mention or hit, else the citation."""
        from tui.screens.quoting import copy

        copy(self.stage, self.get_selected_text() or "", self.app.copy_to_clipboard)

    def action_copy_quotation(self) -> None:
        """Copy what is selected, or the passage that one reads, with its source."""
        from tui.screens.quoting import copy_quotation

        copy_quotation(self.stage, self.get_selected_text() or "", self.app.copy_to_clipboard)

    def action_open_original(self) -> None:
        """Open the file of the article in another program, at the place that one reads."""
        from tui.screens.originals import open_original

        open_original(self.stage, self.app)

    def action_refresh_index(self) -> None:
        """Read the folder again."""
        self.shelving.refresh()
