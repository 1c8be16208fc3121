"""7 June 2027: twenty punkter, and a bilag that prints the whole agenda again."""
from press.model import Bilag, Decision, Export, Meeting, Punkt, Shell, category

# number, title, time, minutes, decision, outcome; no decision where it is None
ITEMS = [
    ("Til beslutning", [
        ("Dagsorden", "", 0, "Godkendt.", "approved"),
        ("Referat fra mødet den 31. maj", "", 0, "Godkendt.", "approved"),
        ("Klitplejeplan for Klitlunden", "(10 min)", 10, '<at n="1" is="approved">rådmanden godkendte planen for hegn og hjælme.</at>', "approved"),
        ("Sommerferiens åbningstider i kulturhusene", "(5 min)", 5, "Godkendt med den ændring, at Kajen også holder åbent om søndagen.", "approved_with_remarks"),
        ("Byrådsindstilling om cykelparkering ved stationen i Nordhavnen", "(10 min.)", 10, "Indstillingen blev tiltrådt.", "approved"),
        ("Tilskud til Strandby Roklubs jubilæum", "(5 min)", 5, "Ansøgningen blev afvist.", "rejected"),
        ("Natbus til Nordhavnen efter forsøget", "(ca. 15 min)", 15, "Punktet blev udsat.", "postponed"),
        ("Aftale med vinterbaderne i foreningen Isfuglen", "(5 min)", 5, "Rådmanden tiltrådte aftalen. <task by=\"JUR\">JUR skriver den rent.</task>", "approved"),
    ]),
    ("Til drøftelse", [
        ("Hunde på stranden", "(10 min)", 10, "Drøftet.", "discussed"),
        ("Skiltning på engelsk og tysk", "(5 min)", 5, "<p>Drøftet.</p><p><task by=\"BFK\">BFK laver to forslag til skilte.</task></p>", "decided"),
        ("Legepladsen ved Søstjernen", "(5 min)", 5, None, ""),
        ("Måling af besøg på kommunens strande med kameraer og tællere ved stierne", "(10 min)", 10, "Rådmanden og direktionen drøftede fordele og ulemper.", "discussed"),
    ]),
    ("Til orientering", [
        ("Regnskab for første kvartal", "(5 min)", 5, "Taget til efterretning.", "noted"),
        ("Vandprøver i maj", "(5 min)", 5, "Til efterretning.", "noted"),
        ("Status på fyrtårnets nye lampe", "(5 min)", 5, None, ""),
        ("Sygefravær i Havnedriften", "(10 min)", 10, "<p>Taget til efterretning.</p><p>Bemærkninger</p><ul><li>Rådmanden roste indsatsen.</li></ul>", "noted"),
    ]),
    ("Faste punkter", [
        ("Nyt fra Magistraten", "", 0, "Rådmanden orienterede om budgettet.", "noted"),
        ("Nyt fra udvalget", "", 0, "Intet nyt.", "none"),
        ("Bordet rundt", "", 0, None, ""),
        ("Eventuelt", "", 0, "Intet til eventuelt.", "none"),
    ]),
]


def punkter():
    out = []
    for name, items in ITEMS:
        for title, time, minutes, text, outcome in items:
            n = len(out) + 1
            out += category(name, Punkt(str(n), title, time, minutes, twice=n in (3, 9), decision=Decision(text, outcome) if text else None,
                                        text="<p>Der lægges op til en beslutning om farven.</p>" if n == 10 else "."))
    return out


def printed(ps):
    """The whole agenda, headings word for word, as a secretary printed it."""
    body = "<h1>Udsendt dagsorden med beslutninger til orientering af kulturhusenes ledere</h1>"
    for p in ps:
        body += f"<h2>{p.heading}</h2>"
        if int(p.number) % 5 == 0:
            body += f"<p>Beslutning for {p.heading}</p><p>Se referatet, når det foreligger.</p>"
    return Bilag("Udsendt dagsorden 7. juni.docx", style="print", head="Strandby Kommune", foot="Udskrevet 7. juni 2027 kl. 07.52, side {p}", body=body)


def dunes():
    return Bilag("Klitplejeplan for Klitlunden 2027.docx", style="report", head="Klitplejeplan", foot="Side {p} af {n}", body="""
<h1>Klitplejeplan for Klitlunden</h1>
<h2>Punkt 1: Hvor slider folk mest?</h2>
<p>De tre stier fra parkeringspladsen er blevet til elleve. Sandet ligger bart i en bredde af fyrre meter, og ved storm flytter det sig ind over
Klitvejen. Klitplejelauget har fulgt to felter i seks år og tegnet dem op hver vinter.</p>
<h2>Punkt 2: Hvad hjælper?</h2>
<p>Hegn af pil holder i tre år og samler sandet, så hjælmen kan få fat. Brædder på stien får folk til at blive dér. Skilte alene hjælper ikke.</p>
<h2>Punkt 3: Hvad koster det?</h2>
<p>Hegn, brædder og planter koster 186.000 kr. Lauget lægger 300 timer.</p>""")


def export():
    ps = punkter()
    ps[1].bilag = [printed(ps)]
    ps[2].bilag = [dunes()]
    m = Meeting("Rådmandsmøder Kyst, Kultur og Fritid 2027-2030", "Rådmandsmøde d. 7. juni", "2027-06-07", "10:00", "12:30", "Lodshuset, lokale 3, Tangvej 12",
                "Referent: AVB. Direktionen deltager under punkt 9 til 12.", toc="categories", punkter=ps)
    return Export("2027-06-07-tyve-punkter",
                  "twenty punkter, Indhold over two pages, minutes that lack three decisions; a bilag that prints the whole agenda again, headings word for word, "
                  "in another setting; a bilag with `Punkt 1:` headings of its own; stamps on the first pages, no ending; object streams",
                  [m], shell=Shell(size=10.5, heading=12.5, title=15), stamp="first", ext=False, file="objstm")
