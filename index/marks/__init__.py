"""What a person says of articles: marks (a star), tags and notes.

It is kept for good in the log of what a person writes, and refers to an article by its path and a
digest of its text, never by its number. So it follows an article that is moved, stays with one
that is changed, and outlives the index. `journal` keeps it, as `entries` of the log; `standing`
says what holds, `placing` and `passages` find the articles and passages that are meant, `present`
puts that together, `carrying` carries it elsewhere. `marking` is the face.
"""
