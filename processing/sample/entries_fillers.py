"""Other real CDs, so that a search has something to be wrong about.

Many are by the same people as the sample's discs, or carry a like title.
"""

from processing.sample.entries import Entry, Rules

_POPULAR = ("Popular music--1991-2000",)
_ROCK = ("Rock music--1991-2000",)
_JAZZ = ("Jazz",)

SINGERS = (
    Entry(
        "smp00038", "Post", "Elektra", ("61740-2",), 1995, name="Björk", gtin="075596174022",
        phonogram=1995, subjects=_ROCK, oclc=False,
        contents=("Army of me -- Hyperballad -- The modern things -- It's oh so quiet -- Enjoy -- "
                  "You've been flirting again -- Isobel -- Possibly maybe -- I miss you -- Cover "
                  "me -- Headphones.",),
    ),
    Entry(
        "smp00039", "Vespertine", "Elektra", ("62653-2",), 2001, name="Björk",
        gtin="075596265324", phonogram=2001, rules=Rules.RDA, subjects=_ROCK, oclc=False,
        contents=("Hidden place -- Cocoon -- It's not up to you -- Undo -- Pagan poetry -- Frosti "
                  "-- Aurora -- An echo, a stain -- Sun in my mouth -- Heirloom -- Harm of will -- "
                  "Unison.",),
    ),
    Entry(
        "smp00040", "The bends", "Capitol", ("CDP 7243 8 29626 2 5",), 1995, oclc=False,
        name="Radiohead (Musical group)", kind="110", gtin="724382962625", phonogram=1995,
        place="Hollywood, Calif.", country="cau", subjects=_ROCK,
        contents=("Planet telex -- The bends -- High and dry -- Fake plastic trees -- Bones -- Nice "
                  "dream -- Just -- My iron lung -- Bullet proof : I wish I was -- Black star -- "
                  "Sulk -- Street spirit (fade out).",),
    ),
    Entry(
        "smp00041", "Airbag", "Capitol", ("CDP 7243 8 58701 2 5",), 1998, oclc=False,
        remainder="How am I driving?", name="Radiohead (Musical group)", kind="110",
        gtin="724385870125", place="Hollywood, Calif.", country="cau", subjects=_ROCK,
        contents=("Airbag -- Pearly -- Meeting in the aisle -- A reminder -- Polyethylene (parts 1 "
                  "& 2) -- Melatonin -- Palo Alto.",),
    ),
    Entry(
        "smp00042", "Amnesiac", "Capitol", ("CDP 7243 5 32764 2 3",), 2001, oclc=False,
        name="Radiohead (Musical group)", kind="110", gtin="724353276423", phonogram=2001,
        place="Hollywood, Calif.", country="cau", subjects=("Rock music--2001-2010",),
        contents=("Packt like sardines in a crushd tin box -- Pyramid song -- Pulk/pull revolving "
                  "doors -- You and whose army? -- I might be wrong -- Knives out -- Morning bell/"
                  "amnesiac -- Dollars & cents -- Hunting bears -- Like spinning plates -- Life in "
                  "a glasshouse.",),
    ),
    Entry(
        "smp00043", "The rhythm of the saints", "Warner Bros.", ("9 26098-2",), 1990,
        name="Simon, Paul, 1941-", gtin="075992609821", place="Burbank, Calif.", country="cau",
        phonogram=1990, subjects=_ROCK,
        contents=("The obvious child -- Can't run but -- The coast -- Proof -- Further to fly -- "
                  "She moves on -- Born at the right time -- The cool, cool river -- Spirit voices "
                  "-- The rhythm of the saints.",),
    ),
    Entry(
        "smp00044", "New beginning", "Elektra", ("61850-2",), 1995, name="Chapman, Tracy",
        phonogram=1995, subjects=_POPULAR, oclc=False,
        contents=("Heaven's here on earth -- New beginning -- Smoke and ashes -- Cold feet -- At "
                  "this point in my life -- The promise -- The rape of the world -- Tell it like it "
                  "is -- Give me one reason -- Remember the tinman -- I'm ready.",),
    ),
    Entry(
        "smp00045", "Crossroads", "Elektra", ("9 60888-2",), 1989, name="Chapman, Tracy",
        phonogram=1989, subjects=("Popular music--1981-1990",), oclc=False,
        contents=("Crossroads -- Bridges -- Freedom now -- Material world -- Be careful of my heart "
                  "-- Subcity -- Born to fight -- A hundred years -- This time -- All that you have "
                  "is your soul.",),
    ),
    Entry(
        "smp00046", "Rumours", "Warner Bros.", ("3010-2",), 1984, gtin="075992731324",
        name="Fleetwood Mac (Musical group)", kind="110", place="Burbank, Calif.", country="cau",
        original=1977, subjects=("Rock music--1971-1980",),
        contents=("Second hand news -- Dreams -- Never going back again -- Don't stop -- Go your "
                  "own way -- Songbird -- The chain -- You make loving fun -- I don't want to know "
                  "-- Oh daddy -- Gold dust woman.",),
    ),
    Entry(
        "smp00047", "Jagged little pill", "Maverick", ("9 45901-2",), 1995, gtin="093624590125",
        name="Morissette, Alanis", place="Beverly Hills, Calif.", country="cau", phonogram=1995,
        subjects=_ROCK, oclc=False,
        contents=("All I really want -- You oughta know -- Perfect -- Hand in my pocket -- Right "
                  "through you -- Forgiven -- You learn -- Head over feet -- Mary Jane -- Ironic -- "
                  "Not the doctor -- Wake up.",),
    ),
    Entry(
        "smp00048", "Buena Vista Social Club presents Ibrahim Ferrer", "World Circuit/Nonesuch",
        ("79532-2",), 1999, name="Ferrer, Ibrahim", phonogram=1999, language="spa", oclc=False,
        subjects=("Popular music--Cuba--1991-2000",),
        contents=("Bruca maniguá -- Herido de sombras -- Marieta -- Guateque campesino -- Mamí me "
                  "gustó -- Nuestra última cita -- Cienfuegos tiene su guaguancó -- Silencio -- "
                  "Aquellos ojos verdes -- Qué bueno baila usted -- Como fue.",),
    ),
    Entry(
        "smp00049", "Introducing-- Rubén González", "World Circuit/Nonesuch", ("79477-2",), 1997,
        name="González, Rubén", phonogram=1997, language="spa", oclc=False,
        subjects=("Piano music--Cuba",),
        contents=("La engañadora -- Cumbanchero -- Tres lindas cubanas -- Melodía del río -- "
                  "Mandinga -- Almendra -- Siboney -- Tumbao -- Como siento yo.",),
    ),
    Entry(
        "smp00050", "Tierra gitana", "Nonesuch", ("79399-2",), 1996, gtin="075597939927",
        name="Gipsy Kings (Musical group)", kind="110", phonogram=1996, language="spa",
        oclc=False, subjects=("Popular music--France",),
    ),
    Entry(
        "smp00051", "Amazing grace", "Rhino", ("R2 75627",), 1999, gtin="081227562724",
        remainder="the complete recordings", name="Franklin, Aretha", pieces=2, original=1972,
        place="Los Angeles, Calif.", country="cau", oclc=False, subjects=("Gospel music",),
    ),
    Entry(
        "smp00052", "More best of Leonard Cohen", "Columbia", ("CK 68636",), 1997,
        name="Cohen, Leonard, 1934-2016", gtin="074646863626", phonogram=1997, oclc=False,
        subjects=_POPULAR,
    ),
)  # fmt: skip

INSTRUMENTAL = (
    Entry(
        "smp00053", "Time out", "Columbia/Legacy", ("CK 65122",), 1997, gtin="074646512227",
        name="Dave Brubeck Quartet", kind="110", original=1959, language="zxx", form="jz",
        subjects=_JAZZ,
        contents=("Blue rondo à la Turk -- Strange meadow lark -- Take five -- Three to get ready "
                  "-- Kathy's waltz -- Everybody's jumpin' -- Pick up sticks.",),
    ),
    Entry(
        "smp00054", "A love supreme", "Impulse!", ("GRD-155",), 1995, gtin="011105015523",
        name="Coltrane, John, 1926-1967", original=1965, language="zxx", form="jz", subjects=_JAZZ,
        contents=("Part 1. Acknowledgement -- Part 2. Resolution -- Part 3. Pursuance -- Part 4. "
                  "Psalm.",),
    ),
    Entry(
        "smp00055", "Getz/Gilberto", "Verve", ("314 521 414-2",), 1997, gtin="731452141422",
        name="Getz, Stan, 1927-1991", original=1964, language="por", form="jz", oclc=False,
        subjects=("Bossa nova (Music)",), added=("700 Gilberto, João",),
        contents=("The girl from Ipanema -- Doralice -- Para machuchar meu coração -- Desafinado "
                  "-- Corcovado -- Só danço samba -- O grande amor -- Vivo sonhando.",),
    ),
    Entry(
        "smp00056", "In a silent way", "Columbia/Legacy", ("CK 86556",), 2002, name="Davis, Miles",
        gtin="696998655621", original=1969, language="zxx", form="jz", rules=Rules.RDA,
        subjects=_JAZZ, oclc=False, contents=("Shhh/Peaceful -- In a silent way/It's about that time.",),
    ),
    Entry(
        "smp00057", "'Round about midnight", "Columbia/Legacy", ("CK 85201",), 2001, oclc=False,
        name="Davis, Miles", gtin="696998520127", original=1957, language="zxx", form="jz",
        subjects=_JAZZ,
        contents=("'Round midnight -- Ah-leu-cha -- All of you -- Bye bye blackbird -- Tadd's "
                  "delight -- Dear old Stockholm.",),
    ),
    Entry(
        "smp00058", "Symphony no. 3", "Elektra Nonesuch", ("9 79282-2",), 1992, form="sy",
        name="Górecki, Henryk Mikołaj, 1933-2010", gtin="075597928228", language="pol",
        subjects=("Symphonies (Soprano with orchestra)",), phonogram=1992,
        performers="Dawn Upshaw, soprano ; London Sinfonietta ; David Zinman, conductor.",
    ),
    Entry(
        "smp00059", "Kronos Quartet performs Philip Glass", "Nonesuch", ("79356-2",), 1995,
        name="Glass, Philip", gtin="075597935622", language="zxx", form="ct", oclc=False,
        phonogram=1995, subjects=("String quartets",), added=("710 Kronos Quartet",),
    ),
    Entry(
        "smp00060", "Symphony no. 5 ; Symphony no. 7", "RCA Victor Living Stereo",
        ("09026-68976-2",), 1998, name="Beethoven, Ludwig van, 1770-1827", form="sy",
        statement="Beethoven", language="zxx", oclc=False, subjects=("Symphonies",),
        performers="Chicago Symphony Orchestra ; Fritz Reiner, conductor.",
    ),
    Entry(
        "smp00061", "Down from the mountain", "Lost Highway", ("088 170 221-2",), 2001,
        remainder="live concert performances by the artists & musicians of O brother, where art thou?",
        place="Nashville, Tenn.", country="tnu", phonogram=2001, oclc=False,
        subjects=("Country music", "Bluegrass music"), performers="Various performers.",
    ),
)  # fmt: skip

FILLERS = SINGERS + INSTRUMENTAL
