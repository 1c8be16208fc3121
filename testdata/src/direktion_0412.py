"""12 April 2027: another body, another font; a stamp on every page."""
from press.model import Bilag, Decision, Export, Meeting, Punkt, Shell


def report():
    return Bilag("Klimahandleplan for havne, kyst og kulturhuse 2027-2031 - udkast til drøftelse i direktionen efter høring hos Klitplejelauget og "
                 "lokalrådene i Nordhavnen.pdf", style="report", head="Strandby Kommune · Klimahandleplan for havne, kyst og kulturhuse · udkast",
                 foot="Side {p} af {n} – Kyst, Kultur og Fritid – april 2027", body="""
<h1>Klimahandleplan for havne, kyst og kulturhuse 2027-2031</h1>
<h2>1. Hvorfor en plan for os selv</h2>
<p>Byrådet har besluttet, at kommunens egne bygninger, biler og både skal udlede halvt så meget i 2031 som i 2024. Vores afdeling står for en
ellevtedel af udledningen, og det meste af den kommer fra tre steder: opvarmning af kulturhusene, brændstof til havnens både og indkøb til
anlæg. Planen siger, hvad vi selv kan gøre, hvad det koster, og hvem der gør det. Den erstatter ikke kommunens samlede plan, men føjer sig ind i den,
sådan at tallene kan lægges sammen uden at blive talt to gange. Hvor vi er i tvivl, har vi skrevet det, og hvor vi har regnet på noget, står regne&shy;stykket
i et bilag, så andre kan regne efter.</p>
<p>Arbejdet har taget et halvt år. Medarbejderne på havnen har målt brændstof på hver enkelt tur, kulturhusene har læst deres målere af hver uge, og
indkøberne har gennemgået alle køb over 50.000 kr. Det har vist, at gennemsnit snyder: to af havnens ni både bruger mere end de øvrige syv til&shy;sammen,
og Kulturhuset Kajen bruger lige så meget varme i de uger, hvor huset er lukket, som når der er forestilling. Det er dér, vi begynder.</p>
<h2>2. Bådene</h2>
<p>Lodsbåden og sand&shy;pumperen sejler mest om vinteren, når vejret er dårligst, og de kan ikke skiftes ud med både på batteri med det, der kan
købes i dag. De kan derimod sejle på et brændstof, der er lavet af affald fra fiske&shy;industrien. Prisen er en fjerdedel højere, og tanken på kajen
skal bygges om. Tilsynsbådene sejler korte ture i roligt vand. De skiftes til el, efterhånden som de er slidt op, den første i 2028. Der skal trækkes
strøm ud til bro 4, og det arbejde følges ad med gravningen til det nye færgeleje, så kajen ikke skal brydes op to gange. Sejlerne har bedt om at
blive oplært, inden bådene kommer, og det bliver de: en uge for hver mand, og en mekaniker med i den første måned.</p>
<h2>3. Husene</h2>
<p>Kajen får styring på varmen, så den går ned, når huset er tomt. Museet på Fyrbakken får nye vinduer mod vest, hvor salt og sand har gjort de gamle
utætte, og biblioteket i Nordhavnen kobles på fjern&shy;varmen. De tre ting koster 5,9 mio. kr. og er betalt hjem på elleve år. Vi har også set på
sol&shy;celler, men tagene på Kajen og museet er fredede, og på biblioteket bærer spærene ikke. En anden mulighed er at leje plads på taget af
fiske&shy;auktionen, hvor selskabet bag selv har spurgt, om kommunen vil være med. Det undersøges til efteråret.</p>
<h2>4. Indkøbene</h2>
<p>Sten til moler og diger sejles i dag fra udlandet. Bruger vi sten fra gamle moler igen, falder udledningen fra anlæg med en sjettedel, og
prisen er den samme, hvis der er plads til et lager. Der er plads bag slæbestedet, men naboerne skal spørges først. Vi vil desuden skrive ind i
udbuddene, at en bydende skal sige, hvad arbejdet udleder, og at det tæller for en femtedel, når buddene vejes mod hinanden. Juristerne har set på
teksten og mener, at den holder, hvis måden at regne på er slået fast på forhånd.</p>
<h2>5. Opfølgning</h2>
<p>Tallene gøres op hver januar. Afviger de mere end en tiendedel fra planen, kommer der en sag til direktionen med forslag til, hvordan der
rettes op. Medarbejderne kan følge udviklingen på tavlen i kantinen, og skolerne kan få tallene til undervisning.</p>
<h2>Bilag til planen</h2>
<p>Bilag 1: Sådan er der regnet</p><p>Bilag 2: Målinger fra bådene, uge 36 til 48</p><p>Bilag 3: Høringssvar fra Klitplejelauget</p><p>Bilag 7: Ordliste</p>""")


def leaflet():
    return Bilag("Pjece om ny affaldsordning i lystbådehavnen", style="columns", body="""
<h1>Sorter ved broen</h1>
<p>Fra den 1. maj får lystbåde&shy;havnen ny affalds&shy;ordning. Der kommer syv spande ved hver bro, og de gamle containere bag slæbe&shy;stedet bliver
kørt væk. Ordningen følger den, du kender hjemmefra, men der er et par ting, som kun findes på havnen.</p>
<h2>Spildolie og filtre</h2>
<p>Olie hældes i tanken ved mastekranen. Den er åben fra klokken otte til seks, og havne&shy;mesteren har nøglen uden for tiden. Filtre og klude lægges i
den røde kasse. Kom aldrig olie i spandene; et enkelt uheld gør en hel container ubrugelig.</p>
<h2>Bundmaling</h2>
<p>Skrab kun båden på pladsen med afløb. Støvet er giftigt for muslingerne, og fra i år bliver der taget prøver af vandet ved bro 2 og 5. Brug presenning,
når det blæser, og saml affaldet op, inden du går hjem.</p>
<h2>Nødraketter</h2>
<p>Gamle nød&shy;blus og raketter må ikke komme i spandene. Aflever dem på gen&shy;brugs&shy;stationen på Måge Allé i original&shy;pakningen. Der er en særlig
disk, og det koster ingenting.</p>
<h2>Tøm toilettet rigtigt</h2>
<p>Pumpen ved benzin&shy;tanken er gratis og virker hele døgnet. Der skylles efter med havvand. Er slangen i stykker, så ring på nummeret på skiltet; vi
kommer samme dag.</p>
<h2>Hvorfor gør vi det?</h2>
<p>Sidste år smed vi 61 ton ud i havnen, og kun en femtedel kunne bruges igen. Målet er tre femtedele i 2029. Det kræver, at alle hjælper til, også de
gæster, der kun er her en nat. Derfor står der billeder på spandene i stedet for ord, og derfor får alle både en pose med hjem.</p>
<h2>Har du spørgsmål?</h2>
<p>Havne&shy;kontoret på Kajgade 2 har åbent alle hverdage fra otte til fjorten. I weekenden kan du spørge de frivillige i de grønne veste.</p>""")


def export():
    m = Meeting("Direktionsmøder Kyst, Kultur og Fritid", "Direktionsmøde d. 12. april 2027", "2027-04-12", "08:30", "10:00", "Havnekontoret, Kajgade 2",
                "Afbud fra TJO. Mødet holdes i kantinen, hvis der er mere end ti deltagere.", toc="plain", punkter=[
                    Punkt("1", "Dagsorden og siden sidst", "(5 minutter)", 5, decision=Decision("Dagsordenen blev godkendt.", "approved")),
                    Punkt("2", "Klimahandleplan for havne, kyst og kulturhuse", "(ca. 20 min)", 20, bilag=[report()],
                          text="<p>Direktionen skal tage stilling til, om udkastet kan sendes til rådmanden.</p>", decision=Decision("""
<p>Direktionen drøftede udkastet og anbefaler, at rådmanden godkender planen.</p>
<ul><li>Afsnittet om bådene skal kunne læses uden forkundskaber. <task by="HAV">HAV omskriver afsnittet.</task></li>
<li>Tallene for kulturhusene ses efter af økonomerne (<task by="ØKS">ØKS følger op</task>).</li></ul>""", "recommended")),
                    Punkt("3", "Ny affaldsordning i lystbådehavnen", "(10 minutter)", 10, bilag=[leaflet()],
                          decision=Decision("Taget til efterretning. <no>PMK tog forbehold for udgiften til spande.</no>", "noted")),
                    Punkt("4", "Ledelsesinformation", "(ca. 5 min.)", 5, decision=Decision("Udgik.", "withdrawn")),
                    Punkt("5", "Eventuelt", decision=Decision("Ingen bemærkninger.", "none"))])
    return Export("2027-04-12-direktionsmoede",
                  "another body in Carlito; Indhold without categories, `(5 minutter)`, `(ca. 20 min)`; a stamp on every page over up to five lines, no ending; "
                  "two columns; running heads and feet inside sentences; a bilag's own `Bilag 1: …` list; soft hyphens; outline of punkter; RC4, empty password",
                  [m], shell=Shell(font="Carlito", size=12, heading=14, title=18, leading=1.2, margins="25mm 25mm 25mm 25mm"),
                  stamp="each", ext=False, stamp_font="embedded", outline="punkter", file="rc4")
