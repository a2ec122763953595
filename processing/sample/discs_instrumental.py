"""Sample discs without songs: jazz and classical."""

from processing.sample.facts import Defect, Look, SampleDisc, listing

BEETHOVEN = SampleDisc(
    item_barcode="059173000000203",
    title="Symphonien Nr. 5 & 7",
    subtitle="Symphonies Nos. 5 & 7",
    names=("Ludwig van Beethoven", "Wiener Philharmoniker", "Carlos Kleiber"),
    label="Deutsche Grammophon",
    publisher_numbers=("447 400-2",),
    gtin="028944740028",
    phonogram=(1975, 1976),
    copyright=(1995,),
    small_print=(
        "Recording: Wien, Musikverein, Großer Saal. ADD",
        "℗ 1975 (Symphony No. 5), 1976 (Symphony No. 7) Polydor International GmbH, Hamburg",
        "© 1995 Deutsche Grammophon GmbH, Hamburg. Made in Germany",
    ),
    tracks=listing("""
        # Symphonie Nr. 5 c-moll op. 67 · Symphony No. 5 in C minor
        Allegro con brio | 7:22
        Andante con moto | 10:00
        Allegro | 5:09
        Allegro | 10:51
        # Symphonie Nr. 7 A-dur op. 92 · Symphony No. 7 in A major
        Poco sostenuto – Vivace | 13:36
        Allegretto | 8:09
        Presto – Assai meno presto | 8:15
        Allegro con brio | 8:36
    """),
    look=Look(
        "#f3efe4", "#22252e", "#7d1f2b", "playfair", "garamond", "block", "walnut",
        numbering="[{}]", sticker="b",
    ),
    record="smp00008",
    others=("smp00009", "smp00010"),
)  # fmt: skip

BITCHES_BREW = SampleDisc(
    item_barcode="059173000000204",
    title="Bitches Brew",
    names=("Miles Davis",),
    label="Columbia/Legacy",
    publisher_numbers=("C2K 65774",),
    gtin="074646577424",
    phonogram=(1999,),
    copyright=(1999,),
    original=1970,
    small_print=(
        "Original recordings produced by Teo Macero. Reissue produced by Bob Belden",
        "Originally released 1970 Sony Music Entertainment Inc.",
        "℗ 1999 Sony Music Entertainment Inc. © 1999 Sony Music Entertainment Inc.",
        "550 Madison Avenue, New York, NY 10022-3211",
    ),
    tracks=listing("""
        Pharaoh's Dance | 20:04
        Bitches Brew | 26:58
        ==
        Spanish Key | 17:32
        John McLaughlin | 4:22
        Miles Runs the Voodoo Down | 14:01
        Sanctuary | 10:56
        Feio | 11:49
    """),
    look=Look(
        "#1d2b4a", "#f0dfc2", "#c2527a", "playfair", "source", "haze", "slate",
        columns=2, numbering="{}", sticker="a",
    ),
    record="smp00011",
    others=("smp00012", "smp00013"),
)  # fmt: skip

KIND_OF_BLUE = SampleDisc(
    item_barcode="059173000000206",
    title="Kind of Blue",
    names=("Miles Davis",),
    label="Columbia/Legacy",
    publisher_numbers=("CK 64935",),
    gtin="074646493526",
    phonogram=(1997,),
    copyright=(1997,),
    original=1959,
    small_print=(
        "Julian Adderley, John Coltrane, Wyn Kelly, Bill Evans, Paul Chambers, James Cobb",
        "Originally released 1959 Sony Music Entertainment Inc.",
        "℗ 1997 Sony Music Entertainment Inc. © 1997 Sony Music Entertainment Inc.",
        "Manufactured by Columbia Records, 550 Madison Avenue, New York",
    ),
    tracks=listing("""
        So What | 9:22
        Freddie Freeloader | 9:46
        Blue in Green | 5:37
        All Blues | 11:33
        Flamenco Sketches | 9:26
        Flamenco Sketches (alternate take) | 9:32
    """),
    look=Look(
        "#dfe6ea", "#1f3140", "#2f6f94", "josefin", "archivo", "circle", "oak",
        numbering="{}.", upc_left=True, sticker="a", symbology="code128",
    ),
    others=("smp00017", "smp00018"),
    note="Only the 1987 CD and the LP are in the catalog; this is the 1997 reissue.",
)  # fmt: skip

KOLN_CONCERT = SampleDisc(
    item_barcode="059173000000208",
    title="The Köln Concert",
    names=("Keith Jarrett",),
    label="ECM",
    publisher_numbers=("ECM 1064", "810 067-2"),
    gtin="042281006722",
    phonogram=(1975,),
    copyright=(),
    small_print=(
        "Recorded live at the opera in Köln, Germany, January 24, 1975",
        "Keith Jarrett, piano. Produced by Manfred Eicher",
        "℗ 1975 ECM Records GmbH, München. Made in West Germany",
    ),
    tracks=listing("""
        Part I | 26:15
        Part II a | 15:00
        Part II b | 19:19
        Part II c | 6:59
    """),
    look=Look(
        "#f5f5f3", "#2b2b2b", "#9a9a94", "courier", "courier", "rule", "linen",
        numbering="{}", sticker="b",
    ),
    record="smp00021",
    others=("smp00022", "smp00023"),
    defects=frozenset({Defect.NO_UPC}),
    note="An early pressing without a UPC.",
)  # fmt: skip
