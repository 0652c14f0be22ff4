"""Commands that make the data that ships with the extractor; run by developers only."""
