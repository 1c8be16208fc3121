"""15 March 2027: set with LibreOffice; nothing but the pages shows where bilag begin."""
from press.model import Bilag, Decision, Export, Meeting, Punkt, Shell

PLACE = "Fyrtårnsmuseet, loftet, Fyrbakken 1"


def earlier():
    """Minutes that end with punkt 2, so that the outer punkt 3 could go on in them."""
    return Meeting("Rådmandsmøder 2027", "Rådmandsmøde d. 8 marts", "2027-03-08", "13:00", "13:30", PLACE, "Kort møde på grund af vinterferien.", punkter=[
        Punkt("1", "Godkendelse af dagsorden", decision=Decision("Godkendt.", "approved")),
        Punkt("2", "Temadag om frivillige på stranden", "(20 min)", 20,
              decision=Decision("""<p>Det blev besluttet, at temadagen holdes i Kulturhuset Kajen den 12. juni.</p>
<p><task by="BFK">BFK sender indbydelser ud.</task> <task by="STU">STU finder en ordstyrer.</task></p>""", "decided"))])


def tang():
    return Bilag("Notat om tang.docx", made="word", style="notat", head="Kyststaben", foot="Side {p} af {n}", body="""
<h1>Tang på de offentlige strande</h1>
<p>Hver sommer skyller der mellem 400 og 900 ton tang op på kommunens strande. Efter tre dage begynder den at lugte, og efter en uge kommer der klager.
Havne&shy;driften kører den væk, når den ligger højere end en halv meter, men grænsen er aldrig blevet skrevet ned, og den bliver tolket forskelligt
fra strand til strand. Kommunens 2030-plan for klima siger, at tangen skal ses som en ressource, ikke som affald.</p>
<p>Landbrugs&shy;skolen i Nordhavnen har i to år samlet tang til jord&shy;forbedring. Forsøget viser, at saltet kan skylles ud på en måned, hvis tangen
ligger i lave volde, og at kornet på for&shy;søgs&shy;markerne har klaret tørken bedre end ellers. Skolen kan tage imod 250 ton om året. Resten må
stadig køres til forbrænding, og det koster 640 kr. pr. ton.</p>
<h2>Tre måder at gøre det på</h2>
<p>Den første er at lade tangen ligge uden for de strande, hvor der er livredder. Det er billigst og giver føde til vadefuglene, men det kræver, at
bade&shy;gæsterne får at vide hvorfor. Den anden er at samle ind hver morgen i juli og august. Det holder strandene rene, men maskinerne pakker sandet,
og Natur&shy;styrelsen vil se på en til&shy;ladelse. Den tredje er at samle ind efter vejret: når vinden har stået i vest i to døgn, køres der ud,
ellers ikke.</p>
<p>Kyststaben anbefaler den tredje. Den kan begynde i år, og den udnytter, at kommunens folk i forvejen holder øje med vinden af hensyn til
diget. Klima&shy;aftrykket falder med omkring 70 ton CO₂e om året, fordi der køres færre ture. Udgiften holdes inden for rammen.</p>
<h2>Det skal der holdes øje med</h2>
<p>Ved Søstjernen ligger der sten, som maskinerne ikke kan køre over, og dér må der samles med hånd&shy;kraft. Foreningen Ren Kyst har tilbudt at stå
for det mod at få stillet vogn og handsker til rådighed. Aftalen skal sige, hvem der hæfter, hvis nogen kommer til skade, og den skal gælde for et år
ad gangen. Ved Klitvejen yngler den lille præste&shy;krave fra april, og her må der slet ikke køres før midten af juli.</p>
<p>Endelig skal det aftales, hvem der svarer, når borgerne ringer. I fjor endte 112 opkald om tang hos Borger&shy;service, som ikke vidste, hvornår der
ville blive kørt. Et kort på hjemme&shy;siden, der viser næste tur, vil formentlig tage de fleste.</p>
<h2>Hvad de andre gør</h2>
<p>Nabokommunen mod syd har i tre år ladet en landmand hente tangen gratis. Det er gået godt i to af årene, men i det tredje fik landmanden nok efter
fire uger, og så lå den. Kommunen på den anden side af sundet lægger den i stedet bag klitten som læ for nye planter. Det har virket over for sand&shy;flugt, men
det lugter, og der er kommet fluer ved sommer&shy;husene. Ingen af de to kender den samlede pris, fordi kørslen er spredt på flere konti.</p>
<p>Det taler for, at Strandby Kommune samler udgifterne ét sted fra begyndelsen og gør dem op efter hver sæson. Så kan aftalen med skolen ændres, hvis det viser
sig, at mængderne svinger mere, end forsøget har kunnet vise.</p>
<p>Notatet er skrevet af Kyststaben i marts 2027.</p>""")


def slides():
    return Bilag("Oplæg om tang.pptx", made="slides", style="report", body="""
<h1>Tang er ikke affald</h1><p>Oplæg for rådmanden, Kyststaben</p><hr>
<h1>Hvad vi ved</h1><ul><li>Mellem 400 og 900 ton hver sommer</li><li>Landbrugsskolen kan bruge 250 ton</li><li>Resten koster 640 kr. pr. ton at brænde</li></ul><hr>
<h1>Hvad vi foreslår</h1><ul><li>Kør efter vinden, ikke efter kalenderen</li><li>Håndkraft ved Søstjernen</li><li>Et kort på nettet over næste tur</li></ul>""")


def school_food():
    return Bilag("Indstilling om skolemad.docx", made="word", style="indstilling", foot="Side {p} af {n}", body="""
<h1>Skolemad på Tangskolen og Fyrskolen</h1>
<h2>BAGGRUND</h2>
<p>De to skoler har siden august haft hver sit køkken med mad, som eleverne selv er med til at lave. Tangskolen køber fisk af havnens både, og
Fyrskolen får grøntsager fra haven bag museet. Ordningen er betalt af en pulje, som løber ud til sommer.</p>
<h2>FORSLAG TIL BESLUTNING</h2>
<ol><li>at rådmanden godkender, at ordningen går videre på begge skoler i skoleåret 2027/28.</li><li>at rådmanden afviser at hæve forældrenes betaling.</li></ol>
<h2>SAGEN KORT</h2>
<p>Omkring seks ud af ti elever spiser med. På Tangskolen er det flest i de små klasser, på Fyrskolen er det omvendt. Lærerne fortæller, at der er mere
ro efter middag, men der er ikke målt på det. Køkkenerne smider under to kilo mad ud om dagen, og det er en tredjedel af det, kantinerne gjorde før.</p>
<p>Fortsætter ordningen, mangler der 410.000 kr. Pengene kan findes ved at lade de to køkkener dele en leder og ved at købe stort ind sammen med
plejehjemmet Havblik. Det kræver, at varerne kan køres ud tre gange om ugen, og at der er plads på køl begge steder.</p>
<h2>TIDSPLAN</h2>
<p>Forældrene får besked i maj. Køkkenernes nye leder begynder i august.</p>""")


def hearing():
    return Bilag("Høringssvar.pdf", style="letter", body="""
<h1>Høringssvar fra forældrene på Fyrskolen</h1>
<p>Til Strandby Kommune</p>
<p>Vi er glade for maden, og vores børn er det endnu mere. Vi vil bede om tre ting. Lad der være en ret uden fisk hver dag. Sig det tidligt, når prisen
skal ændres, for mange af os har tre børn på skolen. Og lad de store klasser blive ved med at være med i køkkenet, for det er dér, de lærer noget.</p>
<p>Vi hørte om forslaget gennem avisen og ville gerne have hørt det fra skolen selv.</p>
<p>På vegne af forældrene, bestyrelsen for Fyrskolen</p>""")


def sheet():
    return Bilag("Priser.xlsx", made="sheet", style="indstilling", body="""
<p>Priser på skolemad, forslag 2027/28</p>
<table><tr><td>Skole</td><td>Hvad er med</td><td>Pris pr. dag</td><td>Bemærkning</td></tr>
<tr><td>Tangskolen</td><td>Varm ret, brød og frugt, fisk to gange om ugen</td><td>27 kr.</td><td>Uændret siden 2026</td></tr>
<tr><td>Fyrskolen</td><td>Varm ret og salat fra haven, brød ved siden af</td><td>25 kr.</td><td>Søskende får fem kroner af</td></tr>
<tr><td>Begge</td><td>Morgenmad før første time</td><td>9 kr.</td><td>Kun tirsdag og torsdag</td></tr></table>""")


def export():
    m = Meeting("Rådmandsmøder 2027", "Rådmandsmøde d. 15 marts", "2027-03-15", "13:00", "15:00", PLACE, "", punkter=[
        Punkt("1", "Godkendelse af dagsorden", decision=Decision("Godkendt.", "approved")),
        Punkt("2", "Referat", bilag=[Bilag("Referat 8 marts.pdf", made="meeting", meeting=earlier())], decision=Decision("Godkendt uden bemærkninger.", "approved")),
        Punkt("3", "Tangindsamling på de offentlige strande", "(5 min)", 5, bilag=[tang(), slides()], decision=Decision("""
<at n="1" is="approved">rådmanden tiltrådte, at der samles ind efter vejret.</at>
<p>Et kort på nettet vil hjælpe borgerne. <task by="BFK">BFK vender tilbage med et forslag.</task></p>""", "approved")),
        Punkt("4", "Sag om en medarbejder i Havnedriften", closed=True, prefix="Lukket: ", decision=Decision("Beslutningen offentliggøres ikke.", "unknown")),
        Punkt("5", "Skolemad på Tangskolen og Fyrskolen", "(15 min)", 15, twice=True, bilag=[school_food(), hearing(), sheet()], decision=Decision("""
<at n="1" is="approved">rådmanden godkendte, at ordningen går videre på begge skoler.</at>
<at n="2" is="rejected">rådmanden godkendte ikke, at forældrenes betaling hæves.</at>""", "mixed")),
        Punkt("6", "Bordet rundt", decision=Decision("""<ul><li>TJO orienterede om stormen i weekenden.</li>
<li>Rådmanden spurgte til skaderne på diget. <task by="KYS">KYS laver en oversigt inden fredag.</task></li></ul>""", "decided")),
        Punkt("7", "Eventuelt", decision=Decision("Intet.", "none"))])
    return Export("2027-03-15-raadmandsmoede",
                  "set with LibreOffice, no Indhold, no stamps, no outline: borders of bilag show only on the page (other font, landscape slides, a title, "
                  "`Side 1 af 2`, a worksheet); nested minutes that end where the outer meeting goes on; `Lukket:`; soft and real hyphens",
                  [m], shell=Shell(font="Liberation Serif", size=12, heading=13, title=17, maker="writer"))
