"""Days in running text: how they are written, and which are meant.

In: a text (or a sentence) and the day of its publication. Out: `Written` words with their places,
and the day, month or year-and-month that they mean, with how sure that is. One parser for all who
read days in text: comparing (`index.alignment`) and the timeline (`index.answering`).
"""
