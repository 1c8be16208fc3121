package danish

// The tables of words whose forms Snowball takes apart, or that it takes for
// forms of other words. A row has the stem first, which is Snowball's of the
// forms that it takes together, where there are any; then the forms that are to
// have it, but for those of the genitive. Written for these tables, after what
// goes wrong among the common words of municipal minutes.

// irregularWords stand for themselves only: in other words their letters mean
// something else, or are inflected as Snowball knows.
const irregularWords = `
er var
være vær værende været
har havde haft havende
have haven haver haverne
hav havet havene
blive bliver bliv blev blevet bleven blevne
få får fik fået
se ser set ses sås seende sete
ske sker skete sket
dø døde døende
kan kunne kunnet
skal skulle skullet
vil ville villet
må måtte måttet
vide vidste vidst
sige siger sagde sagt siges sigende
men
mene mener mente ment menes menende
stor stort store større størst største
lang langt lange længere længst længste
god godt gode
hel helt hele
al alt alle
anden andet andre
ingen intet
nogen noget nogle
hver hvert
egen eget egne
ung ungt unge
høj højt høje højere højest højeste
lav lavt lave lavere lavest laveste
fin fint fine finere finest fineste
sen sent sene senere senest seneste
klar klart klare klarere
svær svært svære sværere sværest sværeste
pæn pænt pæne pænere
dyr dyrt dyre dyrere dyrest dyreste dyret dyrene
varm varmt varme varmere varmest
grøn grønt grønne grønnere grønneste
ren rent rene renere renest
smuk smukt smukke smukkere smukkest smukkeste
tom tomt tomme
dum dumt dumme
stram stramt stramme strammere
slem slemt slemme
nem nemt nemme nemmere nemmest nemmeste
bred bredt brede bredere bredest bredeste
åben åbent åbne åbnede åbner åbnere åbnes åbnet
sikre sikrer sikrede sikret sikres
voksen voksne voksent
ny nyt nye nyere nyest nyeste
fri frit frie friere
billig billigt billige billigere billigst billigste
fremmed fremmede
lille
små
ældre
allerede
således
gæld gælden
gælde gælder gjaldt gældende
by byen byer byerne
år året årene
uge ugen uger ugerne
yde yd ydede yder ydes ydet ydende
øge øg øgede øger øges øget øgende
eje ejede ejes ejet
ejer ejeren ejere ejerne
ene enes enedes
øje øjet øjne øjnene
øre øret ører ørerne
ære æren
ånd ånden ånder ånderne
ide ideen ideer ideerne
æg ægget æggene
øl øllet øller øllerne
ur uret urene
ed eden eder ederne
en ens
et
leder lederen ledere lederne
lede ledede ledet ledende ledes
led leddet leddene
lærer læreren lærere lærerne
borger borgeren borgere borgerne
bruger brugeren brugere brugerne
brug brugen brugene
bruge brugte brugt bruges brugende
tal tallet tallene
tale taler talen talerne talte talt tales talende
bed bede beder bedes bedt bedet
lyst lysten lyster
alder alderen aldre aldrene
aften aftenen aftener aftenerne aftner
orden ordenen
digt digtet digte digtene
sigt sigte
konto kontoen konti kontiene
asfalt asfalten
anstalt anstalten anstalter anstalterne
bog bogen bøger bøgerne
kurs kursen
poet poeten poeter poeterne
tog toget toge togene
brød brødet brødene
nød nøden nødder nødderne
lås låsen låse låsene
mens
presse pressen
inden
viden
moderne
moden modent modne
håndtere håndterer håndterede håndteret håndteres
længde længden længder længderne
eneste
kæreste kæresten kærester
synes syntes
øve øv øver øvede øves øvet øvende
true truer truede trues truet truende
enkel enkle enklere enklest enkleste
enkelt enkelte
hal hallen haller hallerne
borg borgen borge borgene
både
ellers
mols
mette
ellen
hanne
emne emnet emner emnerne
stemme stemmer stemte stemt stemmes stemmende stemmen stemmerne
måle målte målt måles målende
rive river rev revet
nedrive nedriver nedrev nedrevet nedrives
morgen morgenen morgener morgenerne
ko koen køer køerne
gås gåsen gæs gæssene
tå tåen tæer tæerne
blå blåt blåere
sandt sande sandere
hundrede hundreder
måler måleren målere målerne
rette retter rettede rettet rettes rettende
`

// irregularNouns are inflected so in compounds, too.
const irregularNouns = `
barn barnet børn børnene
mand manden mænd mændene
håndbog håndbogen håndbøger håndbøgerne
lærebog lærebogen lærebøger lærebøgerne
årbog årbogen årbøger årbøgerne
hånd hånden hænder hænderne
fod foden fødder fødderne
tand tanden tænder tænderne
nat natten nætter nætterne
stad staden stæder stæderne
bedstefar bedstefædre bedstefædrene
mor moren mødre mødrene
bror broren brødre brødrene
søster søsteren søstre søstrene
datter datteren døtre døtrene
bonde bonden bønder bønderne
kraft kraften kræfter kræfterne
rod roden rødder rødderne
plads pladsen pladser pladserne
indsats indsatsen indsatser indsatserne
sats satsen satser satserne
kreds kredsen kredse kredsene kredser
proces processen processer processerne
dans dansen danse dansene
finans finansen finanser finanserne
instans instansen instanser instanserne
konkurs konkursen konkurser konkurserne
kursus kurset kurser kurserne
impuls impulsen impulser impulserne
univers universet universer universerne
succes successen succeser successer succeserne successerne
spids spidsen spidser spidserne
gods godset godser godserne
hals halsen halse halsene
kompas kompasset kompasser kompasserne
indsigt indsigten indsigter indsigterne
udsigt udsigten udsigter udsigterne
oversigt oversigten oversigter oversigterne
hensigt hensigten hensigter hensigterne
ansigt ansigtet ansigter ansigterne
pligt pligten pligter pligterne
svigt svigtet svigtene svigter
procent procenten procenter procenterne
producent producenten producenter producenterne
docent docenten docenter docenterne
center centeret centret centre centrene
artikel artiklen artikler artiklerne
regel reglen regler reglerne
titel titlen titler titlerne
middel midlet midler midlerne
handel handelen handlen
mangel manglen mangler manglerne mangle manglede manglende mangles manglet
kapitel kapitlet kapitler kapitlerne
cykel cyklen cykler cyklerne cykle cyklede cyklende cyklet
vinkel vinklen vinkler vinklerne
nummer nummeret numret numre numrene
register registeret registret registre registrene
sommer sommeren somre somrene
vinter vinteren vintre vintrene
teater teateret teatret teatre teatrene
filter filteret filtret filtre filtrene
kloster klosteret klostret klostre klostrene
museum museet museer museerne
forum forummet forummer fora foraene
faktum faktummet fakta
minister ministeren ministre ministrene
magister magisteren magistre magistrene
risiko risikoen risici risiciene
fængsel fængslet fængsler fængslerne
måned måneden måneder månederne
hoved hovedet hoveder hovederne
internet internettet
konkret konkrete
diskret diskrete
samfund samfundet samfundene
forbund forbundet forbundene
eksempel eksemplet eksempler eksemplerne
finger fingeren fingre fingrene
offer offeret ofre ofrene ofret
trussel truslen trusler truslerne
miljø miljøet miljøer miljøerne miljøs
sikker sikkert sikrere sikrest
usikker usikkert usikre
budget budgettet budgetter budgetterne
toilet toilettet toiletter toiletterne
køkken køkkenet køkkener køkkenerne
fænomen fænomenet fænomener fænomenerne
konsekvens konsekvensen konsekvenser konsekvenserne
tendens tendensen tendenser tendenserne
evidens evidensen
licens licensen licenser licenserne
mester mesteren mestre mestrene
mønster mønsteret mønstret mønstre mønstrene
lager lageret lagre lagrene
kompleks komplekset komplekser komplekserne komplekse
boks boksen bokse boksene
kryds krydset krydsene
cirkel cirklen cirkler cirklerne
kabel kablet kabler kablerne
cafe cafeen cafeer cafeerne
fleksibel fleksibelt fleksible
simpel simpelt simple simplere simplest
formel formelt formelle
tilfreds tilfredse
dagsorden dagsordenen dagsordener dagsordenerne
langsigtet langsigtede
egnet egnede
tjeneste tjenesten tjenester tjenesterne
håndværker håndværkeren håndværkere håndværkerne
tilpas tilpasse tilpasser tilpassede tilpasset tilpasses
bekræft bekræfte bekræfter bekræftede bekræftet bekræftes
foren forene forener forenede forenes forenet
kælder kælderen kældre kældrene
billede billedet billeder billederne
skilt skiltet skilte skiltene
skrue skruen skruer skruerne
spuns spunsen spunse spunsene
løn lønnen lønninger lønningerne
buffer bufferen buffere bufferne
fase fasen faser faserne
gas gassen gasser gasserne
forælder forælderen forældre forældrene
skulder skulderen skuldre skuldrene
kammer kammeret kamre kamrene
seddel sedlen sedler sedlerne
møbel møblet møbler møblerne
bræt brættet brædder brædderne
gammel gammelt gamle
`

// irregularVerbs are inflected so after verbPrefixes, too.
const irregularVerbs = `
gå går gik gået gående gås
stå står stod stået stående stås
slå slår slog slået slående slås
nå nåede når nået nås nående
bo bor boede boet boende
giv give giver gives gav givet given givne givende
skriv skrive skriver skrives skrev skrevet skreven skrevne skrivende
driv drive driver drives drev drevet dreven drevne drivende
find finde finder findes fandt fandtes fundet funden fundne
tag tage tager tages tog toges taget tagen tagne tagende
drag drage drager drages drog droges draget dragne
læg lægge lægger lægges lagde lagdes lagt lagte læggende
sæt sætte sætter sættes satte sattes sat sættende
vælg vælge vælger vælges valgte valgtes valgt
spørg spørge spørger spørges spurgte spurgt
træf træffe træffer træffes traf truffet truffen trufne
bring bringe bringer bringes bragte bragtes bragt
gør gøre gøres gjorde gjordes gjort gjorte gørende
byd byde byder bydes bød bødes budt
bryd bryde bryder brydes brudt brudte
hjælp hjælpe hjælper hjælpes hjalp hjulpet hjulpne
stig stige stiger steg steget stigende
bær bære bærer bæres båret bårne
skær skære skærer skæres skåret
kom komme kommer kommet kommende
hold holde holder holdes holdt holdtes
fald falde falder faldt faldet faldne
lad lade lader lades lod ladt
sælg sælge sælger sælges solgte solgt
tæl tælle tæller tælles
optæl optælle optæller optælles optalte optalt
bind binde binder bindes bandt bundet bundne
svind svinde svinder svandt svundet
vind vinde vinder vindes vandt vundet
ligge ligger ligges lå ligget liggende
sidde sidder sad siddet siddende
levere leverer leverede leveret leveres leverende
tving tvinge tvinger tvang tvunget tvungne
synk synke synker sank sunket
nyd nyde nyder nydes nydt
lyd lyde lyder lød lydt
skyd skyde skyder skydes skød skudt
træd træde træder trædes trådte trådt trædende
send sende sender sendes sendte sendt sendtes sendende
fortæl fortælle fortæller fortalte fortalt
ret rette retter rettede rettet rettes rettende
indled indlede indleder indledes indledte indledt indledende
vejled vejlede vejleder vejledes vejledte vejledt vejledende vejledede vejledet
forbliv forblive forbliver forblev forblevet
drik drikke drikker drak drukket
følg følge følgen følger følgerne følges følgende fulgte fulgtes fulgt
træk trække trækker trækkes trak trukket trukne
slip slippe slipper slap sluppet slupne
betyd betyde betyder betød betydet
ødelæg ødelægge ødelægger ødelagde ødelagt ødelagte
forbered forberede forbereder forberedes forberedte forberedt forberedende
`

// rootsWithT are the roots of verbs whose past ends in te: kørte, kørt.
const rootsWithT = `
kør før hør lær køb skab tab del føl spis læs løs vis bevis rejs lys brug søg mød
bestem nævn tjen begræns styr glem ram dræb føj hæng anvend vend brænd tænd
gem tøm døm røm meld byg rør døb lån råb kald kend send spænd tænk
bestil skil klæd spred skjul fød stil fyld spild mål smag
`

// adjectivesWithT are the roots of adjectives whose t Snowball leaves: rødt.
const adjectivesWithT = `
sjov dyb halv rød hvid blød klog svag rig tryg præcis enorm ekstern intern reel primær ond gal fed sød
stejl skarp syg træg nervøs seriøs cirkulær populær kær global stabil gul sur skæv travl ekstrem
`
