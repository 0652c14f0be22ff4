"""Bringing the index in line with the folder: one refresh, from its files to its entities.

`refresh` is the one writer, and `apart` runs it in a process of its own. What has changed
(`folder_changes`) is read (`intake`, `streaming`) and stored (`storing`, `copies`, `repetition`);
`enrichment` has the names extracted (`extracting`), settled (`settling`) and linked (`uses`,
`changes`).
"""
