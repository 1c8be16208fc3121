"""May 2027: three meetings of one series in one PDF, one after another."""
from press.model import Bilag, Decision, Export, Meeting, Punkt, Shell, category

SERIES, PLACE = "Rådmandsmøder forår 2027", "Strandby Rådhus, mødelokale Ternen"


def ferry():
    return Bilag("Tidsplan for færgelejet.pdf", style="open-table", landscape=True, body="""
<h1>Nyt færgeleje: tidsplan</h1>
<table><tr><th>Opgave</th><th>Hvem</th><th>Hvornår</th><th>Afhænger af</th></tr>
<tr><td>Boringer i havnebunden</td><td>Firmaet, der vandt rådgivningen, sammen med lodserne</td><td>Maj og juni 2027</td><td>Stille vejr i seks dage</td></tr>
<tr><td>Tilladelse fra kystmyndigheden</td><td>Juristerne</td><td>August 2027</td><td>Boringerne, og at naboerne er hørt</td></tr>
<tr><td>Udbud af spuns og rampe</td><td>Havnedriften</td><td>Oktober til december 2027</td><td>Tilladelsen</td></tr>
<tr><td>Byggeri</td><td>Den, der vinder udbuddet</td><td>Marts til november 2028</td><td>At lystbådene er flyttet</td></tr></table>""")


def letter():
    return Bilag("Brev fra lokalrådet i Nordhavnen.pdf", style="letter", body="""
<h1>Til rådmanden for Kyst, Kultur og Fritid</h1>
<p>Lokalrådet i Nordhavnen takker for mødet i april. Vi fik svar på det meste, men ikke på det, som betyder mest for os: støjen om natten, mens
spunsen bliver rammet ned. Vi bor i træhuse, og de ryster, når der køres lastbiler forbi. Vi beder om, at der ikke arbejdes efter klokken ni, og at
der bliver sat målere op i Lodsgade og Kajgade.</p>
<p>Vi vil også gerne vide, hvor lystbådene skal ligge, mens der bygges. Flere af os lever af dem.</p>
<p>Med venlig hilsen</p><p>Lokalrådet</p>""")


def export():
    first = Meeting(SERIES, "Rådmandsmøde uge 18", "2027-05-03", "09:00", "10:30", PLACE, "", toc="categories", punkter=[
        *category("Beslutninger",
                  Punkt("1", "Godkendelse af dagsorden", decision=Decision("Godkendt.", "approved")),
                  Punkt("2", "Nyt færgeleje: tidsplan", "(10 min)", 10, bilag=[ferry()],
                        decision=Decision('<at n="1" is="approved">rådmanden godkendte tidsplanen.</at>', "approved"))),
        *category("Orienteringer",
                  Punkt("3", "Sæsonens livreddere", "(5 min.)", 5, text="<p>Der er ansat 24 livreddere. Tårnet ved Klitvejen åbner først i juli.</p>",
                        decision=Decision("Rådmanden blev orienteret.", "noted")),
                  Punkt("4", "Eventuelt"))])
    second = Meeting(SERIES, "Rådmandsmøde uge 19", "2027-05-10", "09:00", "10:00", PLACE, "Mødet er flyttet fra tirsdag.", toc="categories", punkter=[
        *category("Beslutninger",
                  Punkt("1", "Godkendelse af dagsorden", decision=Decision("Godkendt.", "approved")),
                  Punkt("2", "Takster for sommerens havkajakker", "(10 min)", 10, twice=True,
                        decision=Decision("""<at n="1" is="postponed">behandlingen af taksterne udsættes, til regnskabet for 2026 er gjort op.</at>
<at n="2" is="referred">spørgsmålet om leje af bådhuset oversendes til Ejendomme.</at>""", "mixed"))),
        *category("Orienteringer", Punkt("3", "Eventuelt", decision=Decision("Intet.", "none")))])
    third = Meeting(SERIES, "Rådmandsmøde uge 20", "2027-05-18", "13:30", "15:00", PLACE, "Dagsorden til behandling.", toc="categories", punkter=[
        *category("Beslutninger",
                  Punkt("1", "Godkendelse af dagsorden"),
                  Punkt("2", "Svar til lokalrådet i Nordhavnen om støj og lystbåde under byggeriet", "(15 minutter)", 15, bilag=[letter()])),
        *category("Orienteringer", Punkt("3", "Fyrtårnsmuseets åbningstider", "(5 min)", 5, text="<p>Museet ønsker åbent til kl. 20 om torsdagen.</p>"), Punkt("4", "Eventuelt"))])
    return Export("2027-05-tre-moeder",
                  "three meetings in one PDF: two minutes and an agenda, each with front, Indhold and numbers from 1; stamps `….pdf` on the last pages; a table "
                  "without lines, on landscape paper",
                  [first, second, third], shell=Shell(font="DejaVu Sans", size=10, heading=12, title=15, leading=1.35, margins="22mm 18mm 18mm 18mm"), stamp="last")
