"""What a search is answered with, beside the text index itself: the articles, marked and in order.

`searching` answers a query; `clauses` finds what it says of names
(`name_clauses`) and of marks (`mark_clauses`), `marking` and `snippets`
where its words stand in a text (`scanning`, `needles`, `folding`), `occurrences` where names do;
`advising` and `completing` say what else might be asked, `relating` which other articles tell of
the same. `listing` has all articles, in reading order.
"""
