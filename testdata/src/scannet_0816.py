"""16 August 2027: scanned papers, long titles."""
from press.model import Bilag, Decision, Export, Meeting, Punkt, Shell


def contract():
    return Bilag("Underskrevet aftale om slæbestedet.pdf", made="scan", style="scan", stamp="first", body="""
<h1>Aftale om brug af slæbestedet</h1>
<p>Mellem Strandby Kommune og Foreningen Havkajakken er der indgået denne aftale.</p>
<p>Foreningen må bruge slæbestedet hver dag mellem klokken seks og ni. Kommunen holder stedet fri for is og tang. Foreningen rydder op efter sig og
låser bommen.</p>
<p>Aftalen gælder fra den 1. september 2027 og kan opsiges med tre måneders varsel.</p>
<p>Strandby, den 2. august 2027</p>""")


def sketch():
    return Bilag("Skitse af broen.pdf", made="scan", style="scan", landscape=True, body="""
<h1>Skitse: bro med løse fag</h1>
<p>Hvert fag er to meter og kan løftes af fire personer.</p>
<p>Pælene bliver stående. Dækket lægges op bag badehuset, når der er varsel om storm.</p>""")


def memo():
    return Bilag("Notat om opkrævning.docx", style="indstilling", foot="Side {p}", body="""
<h1>Opkrævning for plads på slæbestedet</h1>
<p>Foreningerne betaler i dag det samme, uanset hvor mange både de har. Notatet foreslår en pris pr. båd på 45 kr. om året, som opkræves sammen med
havneafgiften. Det giver 9.700 kr. mere end i dag og tager en halv dags arbejde.</p>
<p>Børn og unge under femten år betaler ikke.</p>""")


def export():
    m = Meeting("Rådmandsmøder Kyst, Kultur og Fritid 2027-2030", "Rådmandsmøde d. 16. august", "2027-08-16", "12:30", "14:00", "Bådhuset, Lodsgade 4",
                "Mødet holdes ved broen, hvis vejret tillader det. Husk fodtøj, der tåler vand. Referat skrives af PMK, som også tager billeder til den skitse, der er nævnt under punkt 3.",
                toc="plain", punkter=[
                    Punkt("1", "Dagsorden", decision=Decision("Godkendt.", "approved")),
                    Punkt("2", "Aftale med Foreningen Havkajakken og Strandby Roklub om brug af slæbestedet ved Lodsgade uden for åbningstiden, herunder om opkrævning af "
                          "betaling for plads til både og trailere", "(10 min)", 10, bilag=[contract(), memo()], twice=True, decision=Decision("""
<at n="1" is="approved">rådmanden godkendte aftalen om slæbestedet.</at>
<at n="2" is="approved_with_remarks">rådmanden godkendte en pris pr. båd, dog således at foreninger med færre end fem både ikke betaler.</at>
<p><away>TJO deltog ikke i behandlingen af punktet.</away></p>""", "approved_with_remarks")),
                    Punkt("3", "Ombygning af broen ved Fyrbakken", "(5 min)", 5, bilag=[sketch()], decision=Decision("<p>Drøftet på stedet.</p>", "discussed")),
                    Punkt("4", "Eventuelt", decision=Decision("Intet.", "none"))])
    return Export("2027-08-16-skannede-bilag",
                  "two scanned bilag (pictures without text; one stamped, one sideways with /Rotate 90 and no stamp); titles over three lines, a long "
                  "Information; absence; outline of bilag; linearised",
                  [m], shell=Shell(font="Liberation Serif", size=12, heading=14, title=17, leading=1.2, margins="25mm 25mm 25mm 25mm"), outline="bilag", file="linear")
