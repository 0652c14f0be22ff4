"""Sessions of the real program in a terminal emulator; nothing is imported from the program."""
