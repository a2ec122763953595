"""Every weight and limit that decides a match, by name: what the rules ask, in one place.

Scores of fields are 0.0 to 1.0, of whole records and of track lists 0 to 100. `manage.py
evaluate` shows what a change does.
"""

from processing.catalog.evidence import Field, Verdict

# How a record ranks (`compare`): identifiers decide, texts drive where they are silent,
# preferences break ties.
IDENTIFIER_WEIGHTS = {Field.GTIN: 28, Field.PUBLISHER_NUMBER: 22}
SIMILARITY_WEIGHTS = {
    Field.TITLE: 17,
    Field.NAME: 8,
    Field.TRACKS: 20,
    Field.LABEL: 5,
    Field.DISCS: 6,
    Field.YEARS: 5,
}
IS_THE_RECORD, IS_ANOTHER = 0.9, 0.1  # mean score of the identifiers
AGREED_BASE, AGREED_SIMILARITY, AGREED_PREFERENCE = 0.85, 0.10, 0.05
DIFFERS_SHARE = 0.3
SPEAKS_FOR = 0.5
MIXED_IDENTIFIER, MIXED_SIMILARITY, MIXED_PREFERENCE = 0.4, 0.5, 0.1
TEXT_SIMILARITY, TEXT_PREFERENCE = 0.9, 0.1

# Which record is chosen, and how far it has to be ahead (`choose`).
FLOOR = 10  # below it too little speaks for a record to show it as a match
MARGIN = 5  # to the next record that describes another issue
MEDIUM_SCORE = 75
MORE_AGREES = 0.5  # points for each field that agrees

# What High confidence asks of a match that an identifier carries (`high`).
MIN_TITLE = 0.8
MIN_OWN_DIGITS = 4  # a number such as "CD 12" is used by many labels, whatever its letters are

# From when a field agrees, and from when partly.
TITLE_AGREES, TITLE_PARTLY = 0.85, 0.6
NAME_AGREES, NAME_PARTLY = 0.8, 0.6
LABEL_AGREES, LABEL_PARTLY = 0.85, 0.5
TRACKS_AGREE, TRACKS_PARTLY = 80, 40
YEAR_SCORES = {Verdict.AGREE: 1.0, Verdict.PARTIAL: 0.6, Verdict.CONFLICT: 0.0}
YEAR_GAP = 1  # December releases and inferred dates; from two years on it is another issue
FIRST_CD_YEAR = 1982  # October, in Japan

# Identifiers (`compare_codes`, `publisher_number`).
WEAK_GTIN = 0.5
INDEXED_GTIN, INDEXED_NUMBER = 0.9, 0.7  # found by the code, which the record does not show
LETTERS_SCORE, DIGITS_SCORE, ALIKE_SCORE = 1.0, 0.7, 0.5

# Titles (`text`, `compare_fields`). What is below MIN_TITLE or TRACKS_AGREE keeps from High.
TITLE_NUMBER_CONFLICT = 0.5
TITLE_NUMBER_MISSING = 0.84
SAME_WORK, SAME_WORK_WORDS = 0.9, 88  # the same numbers, and words that are as alike as this (100)
PART_MISSING = 0.79  # a volume, part or disc that only one side names
OTHER_VERSION = 0.78  # the same title, live or in a remix
BOTH_CUT = 0.84  # two shortened titles that agree may have lost what makes them differ
EXCHANGED = 0.75  # title and name read the other way round

# Names and labels (`names`, `compare_fields`).
INITIALS_SCORE, SURNAME_SCORE, NAME_PART_SCORE = 0.95, 0.85, 0.9
STATED_NAME = 0.95  # stands in the statement of responsibility as on the item
OTHER_PERSON = 0.55  # the same surname with another forename
OTHER_PERFORMERS = 0.3  # the same composer
ROMANISED = 0.84  # the same in a model's romanisation only
LABEL_EQUAL = 0.9  # all words of the one are in the other

# Tracks (`tracks`, `track_groups`), measured in facts 2.3.
PAIR = 0.75
NEIGHBOUR_PAIR = 0.55  # between two matched neighbours it is the same track in other words
ORDER_PENALTY = 0.5  # of lists that are turned round; a shuffled one loses half of that
OTHER_EDITION = 0.79  # of the score: below TRACKS_AGREE, however few tracks are others
# So many at the end of one list are no loss of the other.
OUR_BONUS_TRACKS, THEIR_BONUS_TRACKS = 1, 2
DURATION_GRACE, DURATION_LIMIT, DURATION_WEIGHT = 10, 40, 0.25  # seconds, seconds, share
OTHER_LENGTH, OTHER_TOTAL = 30, 180  # seconds of a track, and of all tracks: a cataloger looks
UNSURE_PAIR, MAX_UNSURE = 0.8, 1 / 3  # pairs below it, and the share of them that still agrees
OTHER_NAME_BELOW, OTHER_NAME_FACTOR = 0.4, 0.85
MIN_TRACKS_TO_LOSE = 8  # one of so many may have been missed in reading
MIN_TRACKS_TO_DIFFER = 3  # of very short lists a low score proves nothing
SET_RATIO = 1.6  # without disc numbers a record so much longer is a set; less is bonus tracks
MIN_PART = 4  # a single with two songs is not a part of the album that has them
GROUP, MOVEMENT, MOVEMENTS = 0.75, 0.6, 0.9

# Two records that describe one issue (`same_issue`).
SAME_TITLE, SAME_TRACKS = 0.85, 80

# The disc in the case (`hidden`): below it two titles on one item are two works.
OTHER_WORK = 0.55
