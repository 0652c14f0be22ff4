"""``python -m tui.cli``: the same as the console script ``clew``."""

from tui.cli import program

if __name__ == "__main__":
    program()
