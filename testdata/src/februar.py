"""The meeting of 8 February 2027, which is sent out as an agenda and later as minutes."""
from press.model import Bilag, Decision, Meeting, Punkt, category

SERIES = "Rådmandsmøder Kyst, Kultur og Fritid 2027-2030"


def earlier(own):
    """The minutes of the week before, which punkt 2 carries as its bilag; own
    are the stamps that they brought along."""
    notat = Bilag("Notat om nøgler til bådhuset.docx", style="notat", foot="Side {p} af {n}", body="""
<h1>Nøgler til bådhuset på Lodsgade</h1>
<p>Strandby Roklub og Foreningen Havkajakken deler bådhuset på Lodsgade 4. Begge foreninger har siden efteråret bedt om flere nøgler, fordi de
unges træ&shy;ning er flyttet til tidlig morgen.</p>
<p>Havnedriften har talt nøglerne op. Der er udleveret 46, hvoraf 9 ikke kan gøres rede for. En ombygning til brikker vil koste 38.500 kr. og kan
være færdig på to uger.</p>
<h2>Det peger vi på</h2>
<p>Låsene skiftes til brikker inden påske, og foreningerne betaler selv for brik nummer to og frem. Ordningen skal også gælde, når den først er kommet helt på plads, for alle dem, der holder i p-huset ved siden af.</p>""")
    return Meeting(
        SERIES, "Rådmandsmøde d. 1. februar", "2027-02-01", "10:00", "11:30", "Lodshuset, lokale 3, Tangvej 12", "TJO skriver referat.",
        toc="categories", comma=True, own=own, punkter=[
            *category("Til beslutning",
                      Punkt("1", "Dagsorden", decision=Decision("Godkendt.", "approved")),
                      Punkt("2", "Referat", decision=Decision("Godkendt med den rettelse, at HAV og ikke KYS skaffer tilbud på pullerter.", "approved_with_remarks")),
                      Punkt("3", "Nøgler og adgang til bådhuset på Lodsgade", "(5 min)", 5, twice=True, bilag=[notat],
                            decision=Decision("""<at n="1" is="approved">rådmanden godkendte, at låsene skiftes til brikker inden påske.</at>
<p><task by="HAV">HAV giver foreningerne besked.</task></p>""", "approved")),
                      Punkt("4", "Temadag om frivillige på stranden", "(10 min)", 10,
                            decision=Decision("Udsættes til mødet i marts, hvor tallene for sæsonen foreligger.", "postponed"))),
            *category("Faste punkter",
                      Punkt("5", "Orientering fra Magistraten", decision=Decision("<ul><li>Rådmanden orienterede om forhandlingerne om kystsikring.</li></ul>", "noted")),
                      Punkt("6", "Bordet rundt")),
        ])


def indstilling():
    return Bilag("Indstilling - Badebroer langs Klitvejen.docx", made="word", style="indstilling", head="Indstilling til rådmanden 8. februar 2027",
                 foot="Side {p} af {n}", body="""
<h1>Badebroer langs Klitvejen</h1>
<h2>BAGGRUND</h2>
<p>Strandby Kommune har elleve badebroer mellem Fyrbakken og Søstjernen. De fleste er fra halvfemserne, og fire af dem blev taget op før tid sidste
år, fordi skruerne var rustet over. Borgerne har vænnet sig til, at broerne ligger der fra første weekend i maj, og henvendelserne begynder, så snart
vandet er tolv grader.</p>
<p>Kyststaben har gennemgået broerne sammen med Havnedriften. Gennemgangen viser, at tre broer kan holde i ti år endnu, at fire kan reddes med nye
pæle, og at de sidste fire bør skiftes. Udgiften afhænger af, om broerne skiftes på én gang, eller om arbejdet deles over tre vintre.</p>
<h2>FORSLAG TIL BESLUTNING</h2>
<ol><li>at rådmanden godkender, at fire badebroer skiftes over tre vintre.</li><li>at rådmanden tager gennemgangen til efterretning.</li></ol>
<h2>SAGEN KORT</h2>
<p>Hvis arbejdet deles, kan kommunens egne folk klare det meste uden for sæsonen. Det er langsommere, men det er også billigere, fordi pramme og
mandskab alligevel er betalt. Skiftes alle fire broer i samme vinter, må opgaven i udbud, og et udbud kan tidligst være færdigt, når sæsonen er gået i
gang.</p>
<p>Handicaprådet har peget på, at ingen af de nuværende broer har en rampe, som en kørestol kan bruge. Kyststaben foreslår, at broen ved Søstjernen
får en rampe i første vinter, og at de øvrige følger med, når de alligevel skilles ad. Rampen skal have en hældning på højst en til tyve, og det
betyder, at broen bliver fire meter længere, end den er i dag.</p>
<p>Vinterbaderne i foreningen Isfuglen har bedt om, at broen ved Fyrbakken bliver liggende hele året. Det er muligt, hvis broen bygges med løse fag,
som kan løftes af ved varsel om storm. Foreningen har tilbudt at tage vagterne. Kyststaben vurderer, at aftalen bør prøves i to vintre, før den gøres
fast, og at foreningen skal tegne en forsikring, som kommunen godkender.</p>
<h2>ØKONOMI</h2>
<p>Arbejdet koster 2,4 mio. kr. over tre år og holdes inden for rammen til drift af strande. Deles det ikke, er prisen 3,1 mio. kr., og så mangler der
0,7 mio. kr. i 2027.</p>
<h2>TIDSPLAN</h2>
<p>Broen ved Søstjernen lægges ud i maj 2027 med rampe. Broerne ved Måge Allé og Tangvej følger i 2028, og den sidste i 2029. Borgerne får besked på
opslag ved stranden og på kommunens hjemmeside, så snart planen er vedtaget.</p>
<p>Kyststaben, 29. januar 2027</p>""")


def overview():
    return Bilag("Bilag 1 - Oversigt over badebroer.pdf", style="table", landscape=True, body="""
<h1>Bilag 1: Badebroernes stand, januar 2027</h1>
<table><tr><th>Bro</th><th>Bygget</th><th>Stand</th><th>Hvad skal der ske</th></tr>
<tr><td>Fyrbakken</td><td>1994</td><td>Pælene er hule ved bundlinjen, dækket er skiftet i 2019</td><td>Bygges om med løse fag, som vinterbaderne kan løfte af</td></tr>
<tr><td>Klitvejen nord</td><td>1996</td><td>God. Enkelte brædder er løse efter påsejling</td><td>Ses efter hvert forår</td></tr>
<tr><td>Klitvejen syd</td><td>1996</td><td>Skruerne er rustet over på de tre yderste fag</td><td>Nye skruer af syrefast stål inden maj</td></tr>
<tr><td>Søstjernen</td><td>1991</td><td>Bør ikke lægges ud igen</td><td>Skiftes i 2027 og får rampe</td></tr>
<tr><td>Måge Allé</td><td>1993</td><td>Svaj på midten, 14 cm lavere end tegningen</td><td>Skiftes i 2028</td></tr>
<tr><td>Tangvej</td><td>1993</td><td>Som Måge Allé, men med sundt dæk</td><td>Skiftes i 2028, dækket bruges igen</td></tr></table>""")


def other_agenda():
    items = [("Godkendelse af dagsordenen", "Ingen.", "16.00 – 16.05"), ("Besøg af Klitplejelauget", "Lauget fortæller om hjælme, hegn og heste.", "16.05 – 16.35"),
             ("Natbus til Nordhavnen: foreløbige tal", "Tallene for januar ligger under det, der var håbet på.", "16.35 – 17.00"),
             ("Budgetopfølgning på kulturhusene", "Forvaltningen gennemgår tre huse, hvor udgifterne løber foran.", "17.00 – 17.25"), ("Eventuelt", "Intet anmeldt.", "17.25 – 17.30")]
    body = ["<h1>Dagsorden for Kyst- og Fritidsudvalget</h1><p>Dato: 9. februar 2027</p><p>Tid: kl. 16.00 til 17.30</p><p>Sted: Strandby Rådhus, mødelokale Ternen</p>",
            "<p><b>Punkterne kort</b></p>", "".join(f"<p>{n}. {t}</p>" for n, (t, _, _) in enumerate(items, 1))]
    for n, (t, why, when) in enumerate(items, 1):
        body.append(f"<h2>{n}. {t}</h2><p>Formål: {why}</p><p>Tid: {when}</p><p>Bilag:</p><ul><li>Forside til punkt {n}</li><li>Bilag {n}: {t}</li></ul>")
    return Bilag("Dagsorden til Kyst- og Fritidsudvalget 9. februar.docx", style="agenda", head="Kyst- og Fritidsudvalget", foot="Side {p} af {n}", body="".join(body))


def meeting(decided):
    """The meeting: decided tells the minutes from the agenda."""
    d = (lambda text, outcome: Decision(text, outcome)) if decided else (lambda text, outcome: None)
    return Meeting(
        SERIES, "Rådmandsmøde d. 8. februar", "2027-02-08", "10:00", "12:00", "Lodshuset, lokale 3, Tangvej 12",
        "PMK deltager under punkt 4.a og 4.b. AVB er referent." if decided else "", toc="categories", punkter=[
            *category("Til beslutning",
                      Punkt("1", "Dagsorden", decision=d("Godkendt.", "approved")),
                      Punkt("2", "Referat", bilag=[Bilag("Referat 1. februar.docx", made="meeting", meeting=earlier("first" if decided else "none"))], decision=d("Godkendt.", "approved")),
                      Punkt("3", "Sommerens badebroer langs Klitvejen og ved Søstjernen", "(10 min)", 10, twice=True, bilag=[indstilling(), overview()],
                            decision=d("""<at n="1" is="approved_with_remarks">rådmanden godkendte, at fire badebroer skiftes over tre vintre, med den bemærkning, at rampen ved Søstjernen skal være klar til skolernes ferie.</at>
<at n="2" is="noted">rådmanden tog gennemgangen af badebroerne til efterretning.</at>
<p>Bemærkninger</p><ul><li>Rådmanden lagde vægt på, at vinterbaderne får en skriftlig aftale. <task by="KYS">KYS udarbejder et udkast inden udgangen af marts.</task></li>
<li>Priserne skal kunne forklares:<ul><li>hvad pælene koster</li><li>hvad prammen koster</li></ul></li></ul>""", "mixed")),
                      Punkt("4.a", "Nyt færgeleje: valg af rådgiver", "(15 min)", 15, text="<p>Tre firmaer har budt. PMK gennemgår forskellene mundtligt.</p>",
                            decision=d("""<at n="1" is="decided">rådmanden besluttede, at opgaven gives til det firma, der har den korteste byggetid.</at>
<p><task by="HAV">HAV følger op.</task></p>""", "decided")),
                      Punkt("4.b", "Nyt færgeleje: lokalråd og naboer i Nordhavnen", "(5 min)", 5, decision=d("Drøftet.", "discussed")),
                      Punkt("5", "Byrådsindstilling om parkering ved strandene", "(10 min.)", 10,
                            text="<p>Indstillingen lægger op til, at de første to timer er gratis. Udkastet eftersendes.</p>",
                            decision=d("Sendes videre til Magistraten.", "referred"))),
            *category("Faste punkter",
                      Punkt("6", "Orientering fra Magistraten", decision=d("Intet at referere.", "none")),
                      Punkt("7", "Orientering fra udvalget", bilag=[other_agenda()],
                            decision=d("<ul><li>AVB orienterede om besøget hos Klitplejelauget.</li></ul>", "noted")),
                      Punkt("8", "Bordet rundt", decision=d("""<p>Rådmanden orienterede om</p><ul><li>åbningen af Fyrtårnsmuseet</li><li>et brev fra havnens lystfiskere</li></ul>""", "noted"))),
            *category("Lukkede punkter", Punkt("9", "Køb af grund ved Fyrbakken", closed=True,
                                               decision=d("Tiltrådt. <task by=\"JUR\">JUR indhenter skøde.</task>", "approved"))),
        ])
