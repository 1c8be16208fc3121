"""1 November 2027: stamps on some bilag only, a number that is missing, a heading that is missing."""
from press.model import Bilag, Decision, Export, Meeting, Punkt, Shell, category


def proposal():
    return Bilag("Indstilling - Ny svømmehal ved Søstjernen.docx", made="word", style="indstilling", head="Indstilling til rådmanden", foot="Side {p} af {n}", stamp="each", body="""
<h1>Ny svømmehal ved Søstjernen</h1>
<h2>BAGGRUND</h2>
<p>Den gamle hal på Måge Allé er fra 1971. Taget er understøttet, og omklædningen er lukket for den ene halvdel af dagen, fordi ventilationen kun kan
trække ét rum ad gangen. Svømmeklubben har 1.340 medlemmer og venteliste til alle børnehold.</p>
<h2>FORSLAG TIL BESLUTNING</h2>
<ol><li>at rådmanden godkender, at der udarbejdes et program for en ny hal.</li><li>at rådmanden godkender, at programmet sendes i høring hos klubberne.</li>
<li>at rådmanden tager tilstanden af den gamle hal til efterretning.</li></ol>
<h2>SAGEN KORT</h2>
<p>En ny hal kan ligge på den grund ved Søstjernen, som kommunen ejer i forvejen. Grunden er tør og ligger over den kote, som vandet ventes at nå i en
storm, der kommer en gang på hundrede år. Varmen kan tages fra havet, og det gør hallen billig i drift. Til gengæld skal der bygges en sti under
Klitvejen, så børnene kan komme frem uden at krydse den.</p>
<p>Klubberne har forskellige ønsker. Svømmerne vil have otte baner på femogtyve meter. Vandpoloklubben vil have dybde. Skolerne vil have et bassin, hvor
de mindste kan bunde, og de vil have det om formiddagen. Plejehjemmet Havblik vil have varmt vand. Staben har tegnet tre løsninger, og kun den
dyreste kan det hele på én gang.</p>
<p>Den gamle hal kan holde i fire år, hvis taget bliver set efter hver vinter. Skal den holde længere, må der bruges 11 mio. kr. på ventilation, og de
penge er tabt, når hallen bliver revet ned. Derfor haster det med at vælge, også selv om byggeriet først kan begynde i 2029.</p>
<p>Staben har besøgt fire nye haller i andre kommuner. Det, som de fleste fremhæver, er ikke bassinerne, men gangen mellem omklædning og vand: den skal være kort,
den skal være varm, og den skal kunne ses fra livredderens stol. Det næste er lyden. To af hallerne har måttet hænge plader op bagefter, og det kostede mere, end hvis
det var gjort med det samme. Endelig anbefaler alle fire, at der bliver tænkt på dem, der ikke svømmer: forældre, der venter, og skoleklasser, der spiser madpakker.</p>
<p>Trafikken er regnet igennem for en lørdag i november. Der mangler 60 pladser til biler, hvis der er stævne. De kan lægges på græs langs Tangvej, når det er tørt, men
ikke ellers, og derfor skal cykelstien fra stationen være færdig, før hallen åbner.</p>
<h2>ØKONOMI</h2>
<p>Programmet koster 900.000 kr. og holdes inden for rammen. En hal koster mellem 118 og 164 mio. kr.</p>
<h2>TIDSPLAN</h2>
<p>Programmet ligger klar i april 2028. Derefter er der otte ugers høring.</p>""")


def sketches():
    return Bilag("Tre løsninger.pdf", style="open-table", landscape=True, stamp="none", body="""
<h1>Tre løsninger for en ny svømmehal</h1>
<table><tr><th>Løsning</th><th>Hvad den kan</th><th>Hvad den ikke kan</th><th>Pris</th></tr>
<tr><td>Lille</td><td>Seks baner og et lavt bassin til skolerne</td><td>Stævner, vandpolo og varmt vand</td><td>118 mio. kr.</td></tr>
<tr><td>Mellem</td><td>Otte baner, lavt bassin, springtårn på tre meter</td><td>Varmt vand til genoptræning</td><td>139 mio. kr.</td></tr>
<tr><td>Stor</td><td>Det hele, også på samme tid</td><td>Den kan ikke bygges i etaper</td><td>164 mio. kr.</td></tr></table>""")


def club():
    return Bilag("Brev fra svømmeklubben.pdf", style="letter", stamp="first", number=4, body="""
<h1>Kære rådmand</h1>
<p>Vi skriver igen om hallen. I lørdags måtte vi sende 60 børn hjem, fordi lyset gik ud. Vi kan godt vente på en ny hal, men ikke uden at vide, hvornår
den kommer.</p>
<p>Bestyrelsen i Strandby Svømmeklub</p>""")


def figures():
    return Bilag("Besøgstal for svømmehallen.xlsx", made="sheet", style="agenda", stamp="none", body="""
<p>Besøg i svømmehallen på Måge Allé</p>
<table><tr><td>Måned</td><td>Hvem kommer</td><td>Antal</td><td>Bemærkning</td></tr>
<tr><td>Juli</td><td>Mest turister, når det regner</td><td>4.112</td><td>Lukket i uge 30</td></tr>
<tr><td>August</td><td>Klubberne begynder igen</td><td>6.870</td><td></td></tr>
<tr><td>September</td><td>Skolerne om formiddagen, klubber om aftenen</td><td>9.455</td><td>Flest om tirsdagen</td></tr></table>""")


def export():
    m = Meeting("Rådmandsmøder Kyst, Kultur og Fritid 2027-2030", "Rådmandsmøde d. 1. november", "2027-11-01", "10:00", "11:30", "Lodshuset, lokale 3, Tangvej 12", "",
                toc="categories", punkter=[
                    *category("Til godkendelse",
                              Punkt("1", "Dagsorden", decision=Decision("Godkendt, idet punkt 5 udgår.", "approved_with_remarks")),
                              Punkt("2", "Ny svømmehal ved Søstjernen", "(ca. 20 min)", 20, bilag=[proposal(), sketches(), club(), figures()], decision=Decision("""
<at n="1" is="approved">rådmanden godkendte, at der udarbejdes et program for en ny hal.</at>
<at n="2" is="approved_with_remarks">rådmanden godkendte høringen med den bemærkning, at også plejehjemmet Havblik skal høres.</at>
<at n="3" is="noted">rådmanden tog tilstanden af den gamle hal til efterretning.</at>
<p><task by="STU">STU udarbejder en tidsplan.</task> <task by="ØKS">ØKS undersøger, om pengene kan findes i 2028.</task></p>""", "mixed")),
                              Punkt("3", "Frivillige livreddere: forsikring", "(5 min)", 5, decision=Decision("Tiltrådt. <task by=\"JUR\">JUR sørger for, at policen kommer på plads.</task>", "approved"))),
                    *category("Faste punkter",
                              Punkt("4", "Bordet rundt", decision=Decision("<ul><li>Rådmanden orienterede om stormrådet. <task by=\"\">Der udsendes et notat til direktionen.</task></li></ul>", "decided")),
                              Punkt("5", "Besøg hos havnens lodser", "(30 min)", 30, ghost=True),
                              Punkt("6", "Eventuelt", decision=Decision("Ingenting.", "none"))),
                    *category("Lukkede punkter", Punkt("7", "Erstatning efter stormen", "(10 min)", 10, closed=True, twice=True,
                                                       decision=Decision("Rådmanden godkendte forliget.", "approved")))])
    return Export("2027-11-01-blandede-stempler",
                  "stamps on some bilag only, one on each page, one whose number skips 3; bilag between them that only their pages show; a punkt that Indhold "
                  "promises and that is not there",
                  [m], shell=Shell(font="Carlito", size=11.5, heading=13.5, title=17))
