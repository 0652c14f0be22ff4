"""The panes and their parts; they know the model's types and nothing else of the engine."""
