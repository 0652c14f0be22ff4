"""Whoosh's storage made durable: what is renamed into place is on the disk first."""

from __future__ import annotations

import os
import sys

from whoosh.filedb.filestore import FileStorage


class DurableStorage(FileStorage):  # type: ignore[misc]
    """Files in a folder; a rename waits until the file, and then the folder, is written."""

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Give a file its final name, durably."""
        with open(self._fpath(oldname), "rb+") as file:  # noqa: PTH123
            os.fsync(file.fileno())
        super().rename_file(oldname, newname, safe=safe)
        self.sync_folder()

    def sync_folder(self) -> None:
        """Wait until the folder's list of files is on the disk."""
        if sys.platform == "win32":
            return
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
