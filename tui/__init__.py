"""The face: the full-screen explorer and the command line, both over the verbs of `index`."""
