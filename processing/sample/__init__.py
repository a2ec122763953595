"""The sample that a newcomer sees first: twelve real CDs, drawn photos, a small catalog.

Nothing here is copied from anywhere: `photos` draws every picture from the facts in `discs`
(plain designs of our own, never the real artwork), `records` writes the MARC records, and
`truth` says what is right. It shows the truth, not a show: some discs cannot be settled.
"""
