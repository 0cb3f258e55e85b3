"""The ministry's letters: what they say, how they are numbered, set, issued and verified.

`issuing` is what effects and meetings call; `drafts` and `withdrawing` are acts of people on a dossier.
"""
