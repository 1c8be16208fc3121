"""Strandby Byråd, 22 September 2027: other sizes, other case numbers, no outline."""
from byraad_0616 import named
from press.model import Decision, Export, History, Meeting, Punkt, Shell


def export():
    debate = "".join(f"<p>{t}</p>" for t in (
        "Budgettet for 2028 lægges frem til første behandling. Det hviler på aftalen mellem Kystlisten, Socialt Forum og Havnelisten og bygger på, at der bliver "
        "312 flere indbyggere om året, de fleste af dem over halvfjerds.",
        "Der er tre ting, som fylder mere end i fjor. Det er pleje i hjemmet, hvor lønnen er steget. Det er diget ved Klitvejen, hvor staten har skåret i tilskuddet. Og det er "
        "skolernes tage, hvor to tredjedele er lagt i samme årti og nu skal skiftes på én gang.",
        "Driften hænger sammen, hvis der findes 38 mio. kr. Halvdelen er fundet ved at lade være med at fylde ledige stillinger i seks måneder. Resten er fordelt på "
        "afdelingerne efter størrelse, og hver afdeling har selv sagt, hvad den vil lade være med.",
        "Anlæg er holdt på 121 mio. kr. Det er mindre, end byrådet har ønsket, og det betyder, at svømmehallen bliver delt over fire år. Låneadgangen er brugt til "
        "færgelejet og til varme i kulturhusene.",
        "Taksterne følger priserne, dog ikke for havkajakker og plads på slæbestedet, hvor der er lavet en aftale med foreningerne.",
        "Forslag til ændringer skal være modtaget senest den 1. oktober klokken tolv. De bliver lagt frem med tal fra Økonomi, så partierne kan se, hvad de "
        "koster, og hvad de trækker med sig.",
        "På skolerne er der sat 6 mio. kr. af til vikarer. Det er mindre end i år, men pengene kan nu flyttes mellem skolerne, og det har lederne bedt om i flere år. "
        "Tangskolen og Fyrskolen deler fra august et køkken, og den halve stilling, som er sparet, går til skolehaven bag museet.",
        "På ældreområdet åbner plejehjemmet Havblik en ny fløj med atten pladser. Fløjen koster 9,4 mio. kr. om året at drive, og den aflaster hjemmeplejen med omkring det "
        "halve. Regnestykket er usikkert, fordi det afhænger af, hvor længe folk bliver boende, og derfor er der lagt en buffer på 2 mio. kr. ind i 2028.",
        "På vejene er der penge til at holde stand, men ikke til at indhente det, som er udskudt. Ti kilometer cykelsti står på listen, og tre af dem bliver lavet: fra "
        "stationen til Nordhavnen, forbi den gamle fiskeauktion og ud til lystbådehavnen.",
        "Puljen til kultur er uændret. Museet på Fyrbakken har søgt om at holde længere åbent og får lov til det, hvis det selv finder pengene. Biblioteket i Nordhavnen "
        "åbner igen efter vandskaden, når gulvet er lagt, og forsikringen har svaret.",
        "Endelig er der sat 1,5 mio. kr. af til at gøre klimahandleplanen for havne og strande til noget, der kan mærkes: strøm på bro 4, sten fra gamle moler og et kort over, "
        "hvornår der bliver samlet tang.",
        "Høringssvar fra råd og fagudvalg er samlet i et bilag. Ældrerådet peger på ventetiden på madudbringning. Handicaprådet vil have ramper på flere "
        "badebroer. Ungerådet vil have natbussen hele året. Lokalrådet i Nordhavnen gentager, at der mangler en plads til både, mens der bygges."))
    punkter = [
        Punkt("1", "Meddelelser", case="27/00311", decision=Decision("Intet at meddele.", "none")),
        Punkt("2", "Budget 2028: første behandling af forslag til driftsbudget, anlægsplan og takster samt høringssvar fra råd, nævn og lokalråd", case="27/04418",
              decision=Decision("""<p>Budgetforslaget oversendes til anden behandling den 13. oktober 2027.</p>
<p>Frist for ændringsforslag er den 1. oktober.</p><p><task by="Økonomi">Økonomi samler forslagene og sender dem ud.</task></p>
<p><no>Jørn Bakke tog forbehold for anlægsplanen.</no></p>""", "referred"),
              text="<h3>Resume</h3>" + debate,
              history=[History("Magistraten", "2027-09-07", "1", "<p>Magistraten anbefaler, at forslaget oversendes til byrådet.</p>"),
                       History("Økonomiudvalget", "2027-09-14", "5", "<p>Udvalget drøftede forslaget.</p><p>Rosa Thybo deltog ikke.</p>")],
              bilag=named("Indstilling", "Bilag 1: Driftsbudget 2028-2031", "Bilag 2: Anlægsplan", "Bilag 3: Takster", "Bilag 4: Høringssvar")),
        Punkt("3", "Valg af medlem til Hegnsynet", case="27/05102", text="<p>Efter Ole Vad, der er flyttet, skal der vælges et nyt medlem.</p>",
              decision=Decision("Valgt blev Merete Flint.", "decided"), bilag=named("Brev fra Ole Vad")),
        Punkt("4", "Forespørgsel fra Kystlisten om lugt fra renseanlægget", case="27/05244", text="<p>Kystlisten spørger, hvornår lugten fra renseanlægget holder op, og om naboerne kan få at vide, når der bliver tømt.</p><p>Peder Lund, Kystlisten.</p>"),
        Punkt("5", "Udbud af kørsel til plejehjemmet Havblik", case="27/03990", closed=True, prefix="Lukket: ",
              decision=Decision("Magistratens indstilling blev tiltrådt.", "approved")),
    ]
    m = Meeting("", "Strandby Byråd", "2027-09-22", "18:30", location="Kulturhuset Kajen, store sal", layout="byraad", weekday="Onsdag", punkter=punkter)
    return Export("byraad-2027-09-22",
                  "Byråd layout in other sizes and margins, no outline, case numbers `27/04418`; a punkt over two pages, one without a decision, Indholdsfortegnelse "
                  "the only list of titles, some cut off",
                  [m], shell=Shell(font="Liberation Serif", size=12, heading=17, title=22, leading=1.15, margins="20mm 14mm 20mm 18mm"), file="objstm", producer="Strandby Eksport B 2.0")
