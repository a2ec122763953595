"""Catalog entries around the sample's classical and jazz discs."""

from processing.sample.entries import Carrier, Entry, Rules

_KIND_OF_BLUE = "So what -- Freddie freeloader -- Blue in green -- All blues -- Flamenco sketches."
# The first CD ran the first three pieces fast, as the LP did; the 1997 reissue put that right.
_KIND_OF_BLUE_1987 = (
    "So what (9:02) -- Freddie freeloader (9:33) -- Blue in green (5:26) -- All blues (11:31) -- "
    "Flamenco sketches (9:25)."
)
_KOLN = "Part I (26:15) -- Part II a (15:00) -- Part II b (19:19) -- Part II c (6:59)."
_SYMPHONIES = (
    "Symphonie Nr. 5 c-moll op. 67 = Symphony no. 5 in C minor. Allegro con brio ; Andante con moto "
    "; Allegro ; Allegro (33:22) -- Symphonie Nr. 7 A-dur op. 92 = Symphony no. 7 in A major. Poco "
    "sostenuto, vivace ; Allegretto ; Presto, assai meno presto ; Allegro con brio (38:36)."
)
_SYMPHONY_SUBJECT = ("Symphonies",)
_JAZZ_50S = ("Jazz--1951-1960",)
_JAZZ_60S = ("Jazz--1961-1970", "Jazz-rock (Music)")
_BEETHOVEN = "Beethoven, Ludwig van, 1770-1827"
_DAVIS = "Davis, Miles"
_JARRETT = "Jarrett, Keith"
_DRAKE = "Drake, Nick, 1948-1974"

BEETHOVEN = (
    Entry(
        "smp00008", "Symphonien Nr. 5 & 7", "Deutsche Grammophon", ("447 400-2",), 1995,
        name=_BEETHOVEN, statement="Ludwig van Beethoven", uniform="Symphonies. Selections",
        remainder="Symphonies nos. 5 & 7", place="Hamburg", country="gw ", gtin="028944740028",
        original=1975, form="sy", language="zxx", minutes=72,
        contents=(_SYMPHONIES,), performers="Wiener Philharmoniker ; Carlos Kleiber, conductor.",
        recorded="Recorded in the Großer Saal, Musikverein, Vienna.",
        notes=("Reissue of analog recordings first issued in 1975 and 1976.",),
        subjects=_SYMPHONY_SUBJECT, added=("700 Kleiber, Carlos, 1930-2004", "710 Wiener Philharmoniker"),
    ),
    Entry(
        "smp00009", "Symphonie Nr. 5 c-moll, op. 67", "Deutsche Grammophon", ("2530 516",), 1975,
        name=_BEETHOVEN, statement="Beethoven", uniform="Symphonies, no. 5, op. 67, C minor",
        place="Hamburg", country="gw ", carrier=Carrier.LP, form="sy", language="zxx",
        performers="Wiener Philharmoniker ; Carlos Kleiber, conductor.", oclc=False,
        subjects=_SYMPHONY_SUBJECT, added=("700 Kleiber, Carlos, 1930-2004", "710 Wiener Philharmoniker"),
    ),
    Entry(
        "smp00010", "Symphonies nos. 5 & 7", "Deutsche Grammophon", ("471 630-2",), 2003,
        name=_BEETHOVEN, statement="Beethoven", uniform="Symphonies. Selections",
        place="Hamburg", country="gw ", original=1975, form="sy", language="zxx", rules=Rules.RDA,
        contents=(_SYMPHONIES,), performers="Wiener Philharmoniker ; Carlos Kleiber, conductor.",
        notes=("Hybrid Super Audio CD.",), subjects=_SYMPHONY_SUBJECT,
        added=("700 Kleiber, Carlos, 1930-2004", "710 Wiener Philharmoniker"),
    ),
)  # fmt: skip

BITCHES_BREW = (
    Entry(
        "smp00011", "Bitches brew", "Columbia/Legacy", ("C2K 65774",), 1999, name=_DAVIS,
        statement="Miles Davis", gtin="074646577424", pieces=2, phonogram=1999, original=1970,
        rules=Rules.RDA, language="zxx", form="jz",
        contents=("Disc 1. Pharaoh's dance (20:04) -- Bitches brew (26:58) -- Disc 2. Spanish key "
                  "(17:32) -- John McLaughlin (4:22) -- Miles runs the voodoo down (14:01) -- "
                  "Sanctuary (10:56) -- Feio (11:49).",),
        performers="Miles Davis, trumpet ; with instrumental ensemble.",
        notes=("Originally released in 1970; the last work was not on the original issue.",),
        subjects=_JAZZ_60S,
    ),
    Entry(
        "smp00012", "Bitches brew", "Columbia", ("GP 26",), 1970, name=_DAVIS,
        carrier=Carrier.LP, pieces=2, oclc=False, language="zxx", form="jz",
        contents=("Pharaoh's dance -- Bitches brew -- Spanish key -- John McLaughlin -- Miles runs "
                  "the voodoo down -- Sanctuary.",),
        subjects=_JAZZ_60S,
    ),
    Entry(
        "smp00013", "Bitches brew", "Columbia", ("G2K 40577",), 1987, name=_DAVIS, pieces=2,
        language="zxx", form="jz", gtin="074644057720", original=1970,
        contents=("Pharaoh's dance -- Bitches brew -- Spanish key -- John McLaughlin -- Miles runs "
                  "the voodoo down -- Sanctuary.",),
        subjects=_JAZZ_60S,
    ),
)  # fmt: skip

KIND_OF_BLUE = (
    Entry(
        "smp00017", "Kind of blue", "Columbia", ("CK 40579",), 1987, name=_DAVIS,
        statement="Miles Davis", gtin="074644057928", original=1959, language="zxx", form="jz",
        contents=(_KIND_OF_BLUE_1987,), subjects=_JAZZ_50S,
        performers="Miles Davis, trumpet ; Julian Adderley, alto saxophone ; John Coltrane, tenor "
        "saxophone ; Wynton Kelly or Bill Evans, piano ; Paul Chambers, bass ; James Cobb, drums.",
    ),
    Entry(
        "smp00018", "Kind of blue", "Columbia", ("CS 8163",), 1959, name=_DAVIS,
        carrier=Carrier.LP, oclc=False, language="zxx", form="jz", contents=(_KIND_OF_BLUE,),
        subjects=_JAZZ_50S,
    ),
)  # fmt: skip

NICK_DRAKE = (
    Entry(
        "smp00019", "Pink moon", "Island", ("842 923-2",), 1990, name=_DRAKE,
        statement="Nick Drake", place="London", country="enk", original=1972,
        contents=("Pink moon -- Place to be -- Road -- Which will -- Horn -- Things behind the sun "
                  "-- Know -- Parasite -- Free ride -- Harvest breed -- From the morning.",),
        subjects=("Folk music--England",),
    ),
    Entry(
        "smp00020", "Bryter layter", "Island", ("842 928-2",), 1990, name=_DRAKE,
        statement="Nick Drake", place="London", country="enk", original=1970, oclc=False,
        contents=("Introduction -- Hazey Jane II -- At the chime of a city clock -- One of these "
                  "things first -- Hazey Jane I -- Bryter layter -- Fly -- Poor boy -- Northern sky "
                  "-- Sunday.",),
        subjects=("Folk music--England",),
    ),
)  # fmt: skip

KEITH_JARRETT = (
    Entry(
        "smp00021", "The Köln concert", "ECM Records", ("ECM 1064", "810 067-2"), 1983,
        name=_JARRETT, statement="Keith Jarrett", place="München", country="gw ",
        gtin="042281006722", original=1975, language="zxx", form="jz", minutes=68,
        contents=(_KOLN,), performers="Keith Jarrett, piano.",
        recorded="Recorded January 24, 1975, at the opera in Köln, Germany.",
        subjects=("Piano music (Jazz)",),
    ),
    Entry(
        "smp00022", "The Köln concert", "ECM Records", ("ECM 1064/65 ST",), 1975, name=_JARRETT,
        place="München", country="gw ", carrier=Carrier.LP, pieces=2, language="zxx", form="jz",
        contents=(_KOLN,), oclc=False, subjects=("Piano music (Jazz)",),
    ),
    Entry(
        "smp00023", "La Scala", "ECM Records", ("ECM 1640", "537 268-2"), 1997, name=_JARRETT,
        statement="Keith Jarrett", place="München", country="gw ", language="zxx", form="jz",
        phonogram=1997, contents=("La Scala, part I -- La Scala, part II -- Over the rainbow.",),
        recorded="Recorded February 13, 1995, at the Teatro alla Scala, Milan.",
        subjects=("Piano music (Jazz)",),
    ),
)  # fmt: skip

CLASSICAL_AND_JAZZ = (
    BEETHOVEN + BITCHES_BREW + KIND_OF_BLUE + NICK_DRAKE + KEITH_JARRETT
)  # fmt: skip
