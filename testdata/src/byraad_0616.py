"""Strandby Byråd, 16 June 2027."""
from press.model import Bilag, Decision, Export, History, Meeting, Punkt, Shell

DAY = "byrådets møde den 16. juni 2027"


def named(*names):
    return [Bilag(n, made="named") for n in names]


def export():
    punkter = [
        Punkt("1", "Godkendelse af dagsorden", case="EMN-2026-004410", text="", decision=Decision("Godkendt.", "approved")),
        Punkt("2", "Svar på forslag fra Havnelisten om at lade natbussen køre hele vejen til Nordhavnen i sommerens weekender", case="EMN-2027-000218",
              decision=Decision(f"""<p>Byrådet vedtog i {DAY} indstillingen fra Magistraten, og sagen går tilbage til Magistratsafdelingen for Kyst, Kultur og Fritid.</p>
<p><no>Klitpartiets byrådsgruppe kunne ikke tiltræde indstillingens beslutningspunkt 2.</no></p>
<p><no>Havnelisten og Jørn Bakke kunne ikke tiltræde indstillingen.</no></p>
<p><away>Rosa Thybo deltog ikke i sagens behandling.</away></p>""", "approved"),
              text="""<p>FORSLAG FRA HAVNELISTEN</p><p>Baggrund:</p>
<p>Natbussen standser i dag ved stationen, og de sidste tre kilometer må unge gå langs en vej uden fortov. Havnelisten synes ikke, at det er godt nok.
Bussen har allerede i dag et ophold på et helt kvarter, fordi den holder længe ude ved p-pladsen bag stationen, og den tid kan bruges på at køre ud til kajen og tilbage igen.</p>
<p>I fjor gik 40 unge hjem fra kajfesten midt om natten, og to af dem blev påkørt. Det endte med skrammer, men det kunne have været værre. Forældrene har siden kørt i
fast turnus, og det er en ordning, som bryder sammen den første lørdag, hvor ingen kan. Chaufførerne siger selv, at de hellere vil køre end holde stille, og
selskabet har ikke noget imod det, så længe der er tid til at komme tilbage til byen.</p>
<p>Det er blevet sagt, at de unge kan tage en taxa. Det kan de ikke. Der er to taxaer i Strandby efter midnat, og de holder begge ved hotellet.</p>
<p>Vi foreslår, at byrådet lader bussen køre hele vejen i juni, juli og august, og at der bliver talt, hvor mange der stiger på.</p>
<p>Asta Kirk, Havnelisten.</p>
<p>INDSTILLING FRA MAGISTRATSAFDELINGEN FOR KYST, KULTUR OG FRITID</p>
<p>På baggrund af forslaget har afdelingen undersøgt, hvad turen koster.</p>
<h3>Resume</h3>
<p>Den 24. februar sendte byrådet forslaget videre, så det kunne blive undersøgt. Siden har afdelingen kørt turen igennem på tre forskellige nætter og talt med selskabet,
politiet og lokalrådet.</p>
<p>Turen kan køres uden flere timer, hvis bussen springer to stop over. Det er stop, som under fire personer bruger efter midnat. Tælling kan ske med det
udstyr, som bussen har med i forvejen. Også de mål, kommunen har sat sig i sin 2030-plan for kollektiv trafik, taler for forsøget.</p>
<h3>Beslutningspunkter</h3><p>Det indstilles:</p>
<p>At 1) bussen kører til kajen fredag og lørdag nat i juli og august 2027.</p>
<p>At 2) stoppene ved Fyrbakken og Klitlunden springes over efter klokken et.</p>
<p>At 3) der tælles på alle ture, og at tallene lægges frem for byrådet i oktober.</p>
<h3>Borgmesterens Afdelings påtegning</h3><p>Sendes til Magistraten. Afdelingen har ikke noget at føje til.</p>""",
              history=[History("Strandby Byråd", "2027-02-24", "14", "<p>Sagen sendes til Magistratsafdelingen for Kyst, Kultur og Fritid, som udarbejder en indstilling.</p>"),
                       History("Magistraten", "2027-05-25", "6", """<p>Magistraten anbefaler byrådet at tiltræde indstillingen af 11. maj 2027.</p>
<p>Klitpartiet tog forbehold.</p>"""),
                       History("Kyst- og Fritidsudvalget", "2027-06-07", "2", "<p>Udvalget tiltrådte indstillingen mod én stemme.</p><p>Godkendt.</p>")],
              bilag=named("Indstilling", "Bilag 1: Forslag fra Havnelisten", "Bilag 2: Påstigere efter midnat", "Byrådsdebat 24.02.2027")),
        Punkt("3", "Anlægsbevilling til sti under Klitvejen", case="EMN-2027-001507",
              decision=Decision(f"""<p>Byrådet vedtog i {DAY} indstillingen fra Magistraten.</p>
<p><task by="Magistratsafdelingen for Teknik og Veje">Magistratsafdelingen for Teknik og Veje udarbejder et notat om pumperne i tunnelen.</task></p>""", "approved"),
              text="""<p>.</p><h3>Resume</h3>
<p>Der søges en bevilling på 14,2 mio. kr. til en sti under Klitvejen ved Søstjernen. Stien skal gøre det muligt for børn at komme til stranden og til en kommende
svømmehal uden at krydse vejen. Tunnelen ligger under grundvandet, og der skal derfor stå pumper i den hele året.</p>
<h3>Beslutningspunkter</h3><p>Det indstilles:</p><p>At 1) bevillingen gives og betales af rammen til trafiksikkerhed.</p>
<p>At 2) rådighedsbeløbet lægges i 2027 med 3,1 mio. kr. og i 2028 med 11,1 mio. kr.</p>""",
              history=[History("Magistraten", "2027-06-01", "3", "<p>Magistraten anbefaler byrådet at tiltræde indstillingen af 20. maj 2027.</p><p>Iver Mols deltog ikke i behandlingen.</p>")],
              bilag=named("Indstilling", "Bilag 1: Kort over stien", "Bilag 2: Overslag")),
        Punkt("4", "Lokalplan 88 med tillæg 4 til kommuneplanen: boliger, butikker og en mindre lystbådehavn ved den gamle fiskeauktion på Kajgade – endelig vedtagelse",
              case="EMN-2025-009921",
              decision=Decision("""<at n="1" is="approved">lokalplanen blev vedtaget endeligt.</at>
<at n="2" is="rejected">forslaget om at hæve byggeriet med en etage blev forkastet.</at>
<p><no>Klitpartiet stemte imod punkt 1.</no></p>""", "mixed"),
              text="""<h3>Resume</h3><p>Planen har været fremlagt i otte uger. Der kom 23 svar, hvoraf de fleste handler om udsigten fra Lodsgade.</p>
<p>Fem svar peger på, at tangen samler sig i hjørnet ved mole 2, når bassinet bliver lavet om.</p>""",
              bilag=named("Indstilling", "Bilag 1: Lokalplan 88", "Bilag 2: Svar fra høringen")),
        Punkt("5", "Forslag fra Klitpartiet om en fast pulje til frivillige på stranden", case="EMN-2027-003306",
              decision=Decision(f"""<p>Oversendes til Kyst- og Fritidsudvalget til behandling, jf. beslutning i {DAY}.</p>
<p><away>Asta Kirk var inhabil og forlod salen.</away></p>""", "referred"),
              text="<p>FORSLAG FRA KLITPARTIET</p><p>De frivillige på stranden bruger egne penge på handsker, kaffe og førstehjælp. Det skal kommunen betale.</p><p>På vegne af Klitpartiet, Iver Mols.</p>",
              bilag=named("Forslag fra Klitpartiet 02.06.2027")),
        Punkt("6", "Klimahandleplan for kommunens havne og strande: første status", case="EMN-2027-002954",
              decision=Decision("Byrådet tog redegørelsen til efterretning.", "noted"),
              text="<p>.</p><h3>Resume</h3><p>Status viser, at udledningen fra havnens både er faldet med en tiendedel. Stenene fra den gamle mole er brugt igen.</p>"
                   "<h3>Beslutningspunkter</h3><p>Det indstilles, at status tages til efterretning.</p>",
              history=[History("Magistraten", "2027-06-08", "11", "<p>Magistraten anbefaler, at redegørelsen tages til efterretning.</p>")],
              bilag=named("Indstilling", "Bilag 1: Status 2027")),
        Punkt("7", "Salg af areal på Tangvej", case="EMN-2027-003118", closed=True, prefix="Lukket: ", bare=True,
              decision=Decision(f"Byrådet vedtog i {DAY} indstillingen fra Magistraten.", "approved")),
    ]
    m = Meeting("", "Strandby Byråd", "2027-06-16", "17:00", location="Byrådssalen, Strandby Rådhus", layout="byraad", weekday="Onsdag", punkter=punkter)
    return Export("byraad-2027-06-16",
                  "Byråd layout: Indholdsfortegnelse with dots and cut-off titles, outline with the full ones, case numbers, decision and matter told apart by a larger "
                  "step only, Sagsforløb of several bodies (one says `Godkendt.`), names of bilag, dissent, absence, inhabilitet, `Lukket:` without Beslutninger",
                  [m], shell=Shell(font="Liberation Serif", size=11, heading=16, title=21, leading=1.11, margins="16mm 8mm 16mm 14mm", tagged=True),
                  outline="punkter", producer="Strandby Eksport B 2.0")
