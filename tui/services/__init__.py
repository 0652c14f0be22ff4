"""Threads that work for the screen; plain Python, no widget."""
