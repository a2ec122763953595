"""Sample discs with songs: pop, rock, folk, a film compilation, one in Spanish."""

from processing.sample.facts import Defect, Look, SampleDisc, listing

TRACY_CHAPMAN = SampleDisc(
    item_barcode="059173000000201",
    title="Tracy Chapman",
    names=("Tracy Chapman",),
    label="Elektra",
    publisher_numbers=("9 60774-2",),
    gtin="075596077422",
    phonogram=(1988,),
    copyright=(1988,),
    small_print=(
        "Produced by David Kershenbaum",
        "℗ & © 1988 Elektra/Asylum Records, a Division of Warner Communications Inc.",
        "All rights reserved. Unauthorized duplication is a violation of applicable laws.",
        "Printed in U.S.A.",
    ),
    tracks=listing("""
        Talkin' Bout a Revolution | 2:38
        Fast Car | 4:58
        Across the Lines | 3:22
        Behind the Wall | 1:46
        Baby Can I Hold You | 3:16
        Mountains o' Things | 4:37
        She's Got Her Ticket | 3:54
        Why? | 2:01
        For My Lover | 3:15
        If Not Now... | 2:55
        For You | 3:09
    """),
    look=Look(
        "#d9c9ab", "#33261b", "#8a5a33", "garamond", "source", "haze", "oak",
        numbering="{}.", sticker="a",
    ),
    record="smp00001",
    others=("smp00002", "smp00003", "smp00004"),
)  # fmt: skip

BUENA_VISTA = SampleDisc(
    item_barcode="059173000000202",
    title="Buena Vista Social Club",
    names=("Buena Vista Social Club",),
    label="World Circuit/Nonesuch",
    publisher_numbers=("79478-2",),
    gtin="075597947823",
    phonogram=(1997,),
    copyright=(1997,),
    small_print=(
        "Produced by Ry Cooder. Recorded at Egrem Studios, Havana, Cuba, March 1996",
        "℗ & © 1997 World Circuit Ltd. Manufactured and marketed by Nonesuch Records,",
        "a Warner Music Group company, under license from World Circuit.",
    ),
    tracks=listing("""
        Chan Chan | 4:16
        De camino a la vereda | 5:03
        El cuarto de Tula | 7:27
        Pueblo nuevo | 6:05
        Dos gardenias | 3:02
        ¿Y tú qué has hecho? | 3:13
        Veinte años | 3:29
        El carretero | 3:28
        Candela | 5:27
        Amor de loca juventud | 3:21
        Orgullecida | 3:18
        Murmullo | 3:50
        Buena Vista Social Club | 4:50
        La bayamesa | 2:54
    """),
    look=Look(
        "#e8b23c", "#3a1a12", "#b3402a", "oswald", "archivo", "sun", "slate",
        columns=2, numbering="{:02}", sticker="b", symbology="code128",
    ),
    record="smp00005",
    others=("smp00006", "smp00007"),
)  # fmt: skip

O_BROTHER = SampleDisc(
    item_barcode="059173000000205",
    title="O Brother, Where Art Thou?",
    subtitle="Music from a Film by Joel Coen & Ethan Coen",
    names=("Various Artists",),
    label="Mercury",
    publisher_numbers=("088 170 069-2",),
    gtin="008817006925",
    phonogram=(2000,),
    copyright=(2000,),
    small_print=(
        "Produced by T Bone Burnett",
        "℗ & © 2000 Mercury Records. Manufactured and distributed in the United States",
        "by Universal Music & Video Distribution Corp.",
    ),
    tracks=listing("""
        Po Lazarus | 4:31 | James Carter & The Prisoners
        Big Rock Candy Mountain | 2:16 | Harry McClintock
        You Are My Sunshine | 4:26 | Norman Blake
        Down to the River to Pray | 2:55 | Alison Krauss
        I Am a Man of Constant Sorrow | 3:10 | The Soggy Bottom Boys
        Hard Time Killing Floor Blues | 2:42 | Chris Thomas King
        I Am a Man of Constant Sorrow (Instrumental) | 4:28 | Norman Blake
        Keep on the Sunny Side | 3:33 | The Whites
        I'll Fly Away | 3:57 | Alison Krauss & Gillian Welch
        Didn't Leave Nobody but the Baby | 1:57 | Emmylou Harris, Alison Krauss & Gillian Welch
        In the Highways | 1:35 | The Peasall Sisters
        I Am Weary (Let Me Rest) | 3:13 | The Cox Family
        I Am a Man of Constant Sorrow (Instrumental) | 2:34 | John Hartford
        O Death | 3:19 | Ralph Stanley
        In the Jailhouse Now | 3:34 | The Soggy Bottom Boys
        I Am a Man of Constant Sorrow | 4:16 | The Soggy Bottom Boys
        Indian War Whoop (Instrumental) | 1:30 | John Hartford
        Lonesome Valley | 4:07 | The Fairfield Four
        Angel Band | 2:15 | The Stanley Brothers
    """),
    look=Look(
        "#efe6cf", "#4a2c1a", "#a8452e", "playfair", "garamond", "frame", "walnut",
        columns=2, numbering="{}.", sticker="a",
    ),
    record="smp00014",
    others=("smp00015", "smp00016"),
)  # fmt: skip

FIVE_LEAVES_LEFT = SampleDisc(
    item_barcode="059173000000207",
    title="Five Leaves Left",
    names=("Nick Drake",),
    label="Island",
    publisher_numbers=("842 915-2", "IMCD 8"),
    gtin="042284291521",
    phonogram=(1969,),
    copyright=(),
    small_print=(
        "Produced by Joe Boyd for Witchseason Productions Ltd.",
        "℗ 1969 Island Records Ltd. All rights reserved.",
        "Marketed by Island Records Ltd.",
    ),
    tracks=listing("""
        Time Has Told Me | 4:27
        River Man | 4:21
        Three Hours | 6:16
        Way to Blue | 3:11
        Day Is Done | 2:29
        Cello Song | 4:49
        The Thoughts of Mary Jane | 3:22
        Man in a Shed | 3:55
        Fruit Tree | 4:50
        Saturday Sun | 4:03
    """),
    look=Look(
        "#4f6b4a", "#f1ead2", "#d8c47e", "garamond", "garamond", "split", "linen",
        numbering="{}", sticker="b",
    ),
    others=("smp00019", "smp00020"),
    note="The catalog has other albums of the same singer, but no record of this one.",
)  # fmt: skip

BLUE = SampleDisc(
    item_barcode="059173000000209",
    title="Blue",
    names=("Joni Mitchell",),
    label="Reprise",
    publisher_numbers=("2038-2",),
    gtin="075992719926",
    phonogram=(1971,),
    copyright=(1971,),
    small_print=(
        "All songs composed by Joni Mitchell",
        "℗ & © 1971 Reprise Records, a Time Warner Company",
        "All rights reserved. Printed in U.S.A.",
    ),
    tracks=listing("""
        All I Want | 3:32
        My Old Man | 3:33
        Little Green | 3:25
        Carey | 3:00
        Blue | 3:00
        California | 3:48
        This Flight Tonight | 2:50
        River | 4:00
        A Case of You | 4:20
        The Last Time I Saw Richard | 4:13
    """),
    look=Look(
        "#2c4f7c", "#eef3f8", "#8fb4dc", "josefin", "source", "waves", "oak",
        numbering="{}.", durations=False, upc_left=True,
    ),
    record="smp00024",
    others=("smp00025", "smp00026"),
    defects=frozenset({Defect.BLURRED}),
    note="A record of another album carries this UPC by mistake.",
)  # fmt: skip

OK_COMPUTER = SampleDisc(
    item_barcode="059173000000210",
    title="OK Computer",
    names=("Radiohead",),
    label="Capitol",
    publisher_numbers=("CDP 7243 8 55229 2 5",),
    gtin="724385522925",
    phonogram=(1997,),
    copyright=(1997,),
    small_print=(
        "Produced by Nigel Godrich and Radiohead",
        "℗ & © 1997 EMI Records Ltd. All rights reserved.",
        "Manufactured by Capitol Records, Inc., Hollywood and Vine Streets, Hollywood, California",
    ),
    tracks=listing("""
        Airbag | 4:44
        Paranoid Android | 6:23
        Subterranean Homesick Alien | 4:27
        Exit Music (for a Film) | 4:24
        Let Down | 4:59
        Karma Police | 4:21
        Fitter Happier | 1:57
        Electioneering | 3:50
        Climbing Up the Walls | 4:45
        No Surprises | 3:48
        Lucky | 4:19
        The Tourist | 5:24
    """),
    look=Look(
        "#e6edf0", "#26364a", "#5d8fb0", "archivo", "archivo", "stripes", "slate",
        numbering="{}", durations=False, sticker="a", symbology="code128",
    ),
    record="smp00027",
    others=("smp00028", "smp00029", "smp00030"),
    defects=frozenset({Defect.UPC_COVERED}),
)  # fmt: skip

GRACELAND = SampleDisc(
    item_barcode="059173000000211",
    title="Graceland",
    names=("Paul Simon",),
    label="Warner Bros. Records",
    publisher_numbers=("9 25447-2",),
    gtin="075992544726",
    phonogram=(1986,),
    copyright=(1986,),
    small_print=(
        "Produced by Paul Simon",
        "℗ & © 1986 Warner Bros. Records Inc. for the U.S.",
        "and WEA International Inc. for the world outside of the U.S. Made in U.S.A.",
    ),
    tracks=listing("""
        The Boy in the Bubble | 3:59
        Graceland | 4:48
        I Know What I Know | 3:13
        Gumboots | 2:42
        Diamonds on the Soles of Her Shoes | 5:45
        You Can Call Me Al | 4:39
        Under African Skies | 3:34
        Homeless | 3:45
        Crazy Love, Vol. II | 4:17
        That Was Your Mother | 2:51
        All Around the World or The Myth of Fingerprints | 3:15
    """),
    look=Look(
        "#f4f0e6", "#20201e", "#c6862b", "oswald", "source", "band", "walnut",
        numbering="{}.", capitals=True, sticker="b",
    ),
    record="smp00031",
    others=("smp00032", "smp00033", "smp00034"),
    defects=frozenset({Defect.UPSIDE_DOWN}),
)  # fmt: skip

HOMOGENIC = SampleDisc(
    item_barcode="059173000000212",
    title="Homogenic",
    names=("Björk",),
    label="Elektra",
    publisher_numbers=("62061-2",),
    gtin="075596206129",
    phonogram=(1997,),
    copyright=(1997,),
    small_print=(
        "Produced by Björk and Mark Bell",
        "℗ & © 1997 Björk Overseas Ltd./One Little Indian Ltd.",
        "Manufactured in the United States by Elektra Entertainment Group. Printed in U.S.A.",
    ),
    tracks=listing("""
        Hunter | 4:15
        Jóga | 5:05
        Unravel | 3:21
        Bachelorette | 5:12
        All Neon Like | 5:53
        5 Years | 4:29
        Immature | 3:06
        Alarm Call | 4:19
        Pluto | 3:19
        All Is Full of Love | 4:33
    """),
    look=Look(
        "#17151f", "#d8d2e6", "#7a4fa3", "josefin", "source", "dots", "linen",
        numbering="{}", sticker="a", symbology="code128",
    ),
    record="smp00035",
    others=("smp00036", "smp00037"),
    defects=frozenset({Defect.GLARE}),
)  # fmt: skip
