"""Catalog entries around the sample's discs of songs: each with its editions and carriers."""

from processing.sample.entries import Carrier, Entry, Rules

_TRACY = (
    "Talkin' bout a revolution (2:38) -- Fast car (4:58) -- Across the lines (3:22) -- Behind "
    "the wall (1:46) -- Baby can I hold you (3:16) -- Mountains o' things (4:37) -- She's got "
    "her ticket (3:54) -- Why? (2:01) -- For my lover (3:15) -- If not now-- (2:55) -- For you (3:09)."
)
_TRACY_PLAIN = (
    "Talkin' bout a revolution -- Fast car -- Across the lines -- Behind the wall -- Baby can I "
    "hold you -- Mountains o' things -- She's got her ticket -- Why? -- For my lover -- If not "
    "now -- For you."
)
_BUENA_VISTA = (
    "Chan chan (4:16) -- De camino a la vereda (5:03) -- El cuarto de Tula (7:27) -- Pueblo nuevo "
    "(6:05) -- Dos gardenias (3:02) -- ¿Y tú qué has hecho? (3:13) -- Veinte años (3:29) -- El "
    "carretero (3:28) -- Candela (5:27) -- Amor de loca juventud (3:21) -- Orgullecida (3:18) -- "
    "Murmullo (3:50) -- Buena Vista Social Club (4:50) -- La bayamesa (2:54)."
)
_O_BROTHER = (
    "Po' Lazarus (James Carter & The Prisoners) -- Big rock candy mountain (Harry McClintock) -- "
    "You are my sunshine (Norman Blake) -- Down to the river to pray (Alison Krauss) -- I am a man "
    "of constant sorrow (The Soggy Bottom Boys) -- Hard time killing floor blues (Chris Thomas "
    "King) -- I am a man of constant sorrow (instrumental) (Norman Blake) -- Keep on the sunny side "
    "(The Whites) -- I'll fly away (Alison Krauss and Gillian Welch) -- Didn't leave nobody but the "
    "baby (Emmylou Harris, Alison Krauss and Gillian Welch) -- In the highways (The Peasall "
    "Sisters) -- I am weary, let me rest (The Cox Family) -- I am a man of constant sorrow "
    "(instrumental) (John Hartford) -- O death (Ralph Stanley) -- In the jailhouse now (The Soggy "
    "Bottom Boys) -- I am a man of constant sorrow (The Soggy Bottom Boys) -- Indian war whoop "
    "(instrumental) (John Hartford) -- Lonesome valley (The Fairfield Four) -- Angel band (The "
    "Stanley Brothers)."
)
_BLUE = (
    "All I want -- My old man -- Little green -- Carey -- Blue -- California -- This flight tonight "
    "-- River -- A case of you -- The last time I saw Richard."
)
_OK = (
    "Airbag -- Paranoid android -- Subterranean homesick alien -- Exit music (for a film) -- Let "
    "down -- Karma police -- Fitter happier -- Electioneering -- Climbing up the walls -- No "
    "surprises -- Lucky -- The tourist."
)
_GRACELAND = (
    "The boy in the bubble (3:59) -- Graceland (4:48) -- I know what I know (3:13) -- Gumboots "
    "(2:42) -- Diamonds on the soles of her shoes (5:45) -- You can call me Al (4:39) -- Under "
    "African skies (3:34) -- Homeless (3:45) -- Crazy love, vol. II (4:17) -- That was your mother "
    "(2:51) -- All around the world, or, The myth of fingerprints (3:15)."
)
_HOMOGENIC = (
    "Hunter (4:15) -- Jóga (5:05) -- Unravel (3:21) -- Bachelorette (5:12) -- All neon like (5:53) "
    "-- 5 years (4:29) -- Immature (3:06) -- Alarm call (4:19) -- Pluto (3:19) -- All is full of "
    "love (4:33)."
)
_ROCK_80S = ("Rock music--1981-1990",)
_ROCK_90S = ("Rock music--1991-2000",)

TRACY_CHAPMAN = (
    Entry(
        "smp00001", "Tracy Chapman", "Elektra", ("9 60774-2", "60774-2"), 1988,
        name="Chapman, Tracy", gtin="075596077422", minutes=36, phonogram=1988,
        contents=(_TRACY,), performers="Tracy Chapman, vocals, guitar ; with other musicians.",
        notes=("Lyrics on insert.",), subjects=("Popular music--1981-1990", "Folk-rock music"),
    ),
    Entry(
        "smp00002", "Tracy Chapman", "Elektra", ("9 60774-1",), 1988,
        name="Chapman, Tracy", gtin="075596077415", carrier=Carrier.LP, phonogram=1988,
        contents=(_TRACY_PLAIN,), oclc=False, subjects=("Popular music--1981-1990",),
    ),
    Entry(
        "smp00003", "Tracy Chapman", "Elektra", ("9 60774-4",), 1988,
        name="Chapman, Tracy", gtin="075596077446", carrier=Carrier.CASSETTE, level="I",
        phonogram=1988, subjects=("Popular music--1981-1990",),
    ),
    Entry(
        "smp00004", "Tracy Chapman", "Elektra", ("960 774-2",), 1988,
        name="Chapman, Tracy", gtin="075596077422", place="Hamburg", country="gw ",
        cataloged_in="ger", rules=Rules.RDA, level="7", oclc=False,
    ),
)  # fmt: skip

BUENA_VISTA = (
    Entry(
        "smp00005", "Buena Vista Social Club", "World Circuit/Nonesuch", ("79478-2",), 1997,
        name="Buena Vista Social Club (Musical group)", kind="110", gtin="075597947823",
        minutes=60, phonogram=1997, contents=(_BUENA_VISTA,), language="spa",
        recorded="Recorded at Egrem Studios, Havana, Cuba, March 1996.",
        notes=("Program notes and Spanish lyrics with English translations inserted.",),
        subjects=("Popular music--Cuba--1991-2000", "Sones"),
        added=("700 Cooder, Ry", "700 Segundo, Compay", "700 Ferrer, Ibrahim"),
    ),
    Entry(
        "smp00006", "Buena Vista Social Club", "World Circuit", ("WCD 050",), 1997,
        name="Buena Vista Social Club (Musical group)", kind="110", gtin="769233005021",
        place="London", country="enk", phonogram=1997, contents=(_BUENA_VISTA,), language="spa",
        rules=Rules.RDA, oclc=False, subjects=("Popular music--Cuba--1991-2000",),
    ),
    Entry(
        "smp00007", "Buena Vista Social Club", "World Circuit", ("WCD 050",), 1997,
        name="Buena Vista Social Club (Groupe musical)", kind="110", gtin="769233005021",
        place="Londres", country="enk", language="spa", cataloged_in="fre", rules=Rules.RDA,
        oclc=False, level="7", added=("700 Cooder, Ry",),
    ),
)  # fmt: skip

O_BROTHER = (
    Entry(
        "smp00014", "O brother, where art thou?", "Mercury", ("088 170 069-2",), 2000,
        remainder="music from a film by Joel Coen & Ethan Coen", gtin="008817006925",
        place="Nashville, Tenn.", country="tnu", minutes=61, phonogram=2000, form="cy",
        contents=(_O_BROTHER,), performers="Various performers.",
        notes=("Produced by T Bone Burnett.",),
        subjects=("Motion picture music--Excerpts", "Country music", "Bluegrass music"),
        added=("700 Burnett, T-Bone", "700 Krauss, Alison", "710 Soggy Bottom Boys"),
    ),
    Entry(
        "smp00015", "O brother, where art thou?", "Lost Highway", ("170 069-1",), 2000,
        remainder="music from a film by Joel Coen & Ethan Coen", gtin="008817006918",
        place="Nashville, Tenn.", country="tnu", carrier=Carrier.LP, pieces=2, form="cy",
        oclc=False, contents=(_O_BROTHER,), subjects=("Motion picture music--Excerpts",),
    ),
    Entry(
        "smp00016", "O brother, where art thou?", "Lost Highway", (), 2011,
        remainder="music from a film by Joel Coen & Ethan Coen", rules=Rules.RDA,
        place="Nashville, Tennessee", country="tnu", pieces=2, original=2000, form="cy",
        edition="Deluxe edition.", contents=(f"Disc 1. {_O_BROTHER}",),
        notes=("The second disc has further songs from the recording sessions.",),
        subjects=("Motion picture music--Excerpts",),
    ),
)  # fmt: skip

JONI_MITCHELL = (
    Entry(
        "smp00024", "Blue", "Reprise", ("2038-2",), 1971, name="Mitchell, Joni",
        statement="Joni Mitchell", place="Burbank, Calif.", country="cau", gtin="075992719926",
        minutes=36, phonogram=1971, contents=(_BLUE,), performers="Joni Mitchell, vocals, guitar, "
        "dulcimer, piano ; with other musicians.", subjects=("Folk-rock music", "Popular music--1971-1980"),
    ),
    Entry(
        "smp00025", "Blue", "Reprise", ("MS 2038",), 1971, name="Mitchell, Joni",
        place="Burbank, Calif.", country="cau", carrier=Carrier.LP, phonogram=1971,
        contents=(_BLUE,), oclc=False, subjects=("Popular music--1971-1980",),
    ),
    Entry(  # the UPC of Blue, copied here by mistake
        "smp00026", "Court and spark", "Asylum", ("1001-2",), 1974, name="Mitchell, Joni",
        statement="Joni Mitchell", place="Los Angeles", country="cau", gtin="075992719926",
        phonogram=1974, level="I",
        contents=("Court and spark -- Help me -- Free man in Paris -- People's parties -- Same "
                  "situation -- Car on a hill -- Down to you -- Just like this train -- Raised on "
                  "robbery -- Trouble child -- Twisted.",),
        subjects=("Popular music--1971-1980",),
    ),
)  # fmt: skip

RADIOHEAD = (
    Entry(
        "smp00027", "OK computer", "Capitol", ("CDP 7243 8 55229 2 5", "55229"), 1997,
        name="Radiohead (Musical group)", kind="110", statement="Radiohead",
        place="Hollywood, Calif.", country="cau", gtin="724385522925", phonogram=1997,
        contents=(_OK,), notes=("Lyrics on insert.",), subjects=_ROCK_90S,
    ),
    Entry(
        "smp00028", "OK computer", "XL Recordings", ("XLCD781",), 2016,
        name="Radiohead (Musical group)", kind="110", place="London", country="enk",
        gtin="634904078126", rules=Rules.RDA, original=1997, contents=(_OK,),
        subjects=_ROCK_90S, oclc=False,
    ),
    Entry(
        "smp00029", "OK computer", "Parlophone", ("NODATA 02",), 1997,
        name="Radiohead (Musical group)", kind="110", place="London", country="enk",
        carrier=Carrier.LP, pieces=2, phonogram=1997, contents=(_OK,), oclc=False,
    ),
    Entry(
        "smp00030", "OK computer", "Capitol", (), 2009, name="Radiohead (Musical group)",
        kind="110", place="Hollywood, Calif.", country="cau", pieces=2, original=1997,
        edition="Collector's edition.", rules=Rules.RDA,
        contents=(f"Disc 1. {_OK}", "Disc 2. Polyethylene (parts 1 & 2) -- Pearly -- A reminder -- "
                  "Melatonin -- Meeting in the aisle -- Lull -- Palo Alto."),
        subjects=_ROCK_90S,
    ),
)  # fmt: skip

PAUL_SIMON = (
    Entry(
        "smp00031", "Graceland", "Warner Bros. Records", ("9 25447-2",), 1986,
        name="Simon, Paul, 1941-", statement="Paul Simon", place="Burbank, Calif.", country="cau",
        gtin="075992544726", minutes=43, phonogram=1986, contents=(_GRACELAND,), oclc=False,
        notes=("Lyrics on insert.",), subjects=_ROCK_80S,
    ),
    Entry(
        "smp00032", "Graceland", "Warner Bros.", ("1-25447", "9 25447-1"), 1986,
        name="Simon, Paul, 1941-", place="Burbank, Calif.", country="cau", gtin="075992544719",
        carrier=Carrier.LP, phonogram=1986, contents=(_GRACELAND,), subjects=_ROCK_80S,
    ),
    Entry(
        "smp00033", "Graceland", "Warner Bros.", ("4-25447", "9 25447-4"), 1986,
        name="Simon, Paul, 1941-", place="Burbank, Calif.", country="cau",
        carrier=Carrier.CASSETTE, phonogram=1986, oclc=False, level="M",
    ),
    Entry(
        "smp00034", "Graceland", "Legacy", ("88691 91472 2",), 2012, name="Simon, Paul, 1941-",
        rules=Rules.RDA, original=1986, edition="25th anniversary edition.",
        contents=(_GRACELAND.removesuffix(".") + " -- Homeless (demo) -- Diamonds on the soles of "
                  "her shoes (unreleased version) -- All around the world, or, The myth of "
                  "fingerprints (early version).",),
        subjects=_ROCK_80S,
    ),
)  # fmt: skip

BJORK = (
    Entry(
        "smp00035", "Homogenic", "Elektra", ("62061-2",), 1997, name="Björk",
        statement="Björk", gtin="075596206129", minutes=44, phonogram=1997, rules=Rules.RDA,
        contents=(_HOMOGENIC,), subjects=("Electronica (Music)", "Rock music--Iceland"),
        added=("700 Bell, Mark",),
    ),
    Entry(
        "smp00036", "Homogenic", "One Little Indian", ("TPLP 71 CD",), 1997, name="Björk",
        place="London", country="enk", phonogram=1997, contents=(_HOMOGENIC,), oclc=False,
    ),
    Entry(
        "smp00037", "Homogenic", "One Little Indian", ("TPLP 71",), 1997, name="Björk",
        place="London", country="enk", carrier=Carrier.LP, phonogram=1997, oclc=False,
        contents=(_HOMOGENIC,),
    ),
)  # fmt: skip

SONGS = TRACY_CHAPMAN + BUENA_VISTA + O_BROTHER + JONI_MITCHELL + RADIOHEAD + PAUL_SIMON + BJORK
