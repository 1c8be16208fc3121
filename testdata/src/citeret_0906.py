"""6 September 2027: minutes in minutes in minutes, and bilag that quote the agenda."""
from press.model import Bilag, Decision, Export, Meeting, Punkt, Shell


def week34():
    return Meeting("", "Rådmandsmøde uge 34", "2027-08-23", "08:00", "08:45", "Havnekontoret, Kajgade 2", punkter=[
        Punkt("1", "Dagsorden", decision=Decision("Godkendt.", "approved")),
        Punkt("2", "Referat", decision=Decision("Godkendt.", "approved")),
        Punkt("3", "Vandskade i biblioteket i Nordhavnen", "(10 min)", 10, decision=Decision("""<p>Rådmanden besluttede, at biblioteket holdes lukket i to uger.</p>
<p><task by="STU">STU orienterer forsikringen.</task></p>""", "decided"))])


def week35():
    return Meeting("", "Rådmandsmøde uge 35", "2027-08-30", "08:00", "09:00", "Havnekontoret, Kajgade 2", "Kort dagsorden.", punkter=[
        Punkt("1", "Dagsorden", decision=Decision("Godkendt.", "approved")),
        Punkt("2", "Referat", bilag=[Bilag("Referat uge 34.docx", made="meeting", meeting=week34())], decision=Decision("Godkendt.", "approved")),
        Punkt("3", "Udlån af havnens telte", "(5 min)", 5, decision=Decision("Ikke godkendt.", "rejected")),
        Punkt("4", "Bordet rundt", decision=Decision("<ul><li>PMK fortalte om kurset i førstehjælp.</li></ul>", "noted"))])


def memo():
    return Bilag("Forberedelse til mødet.docx", made="word", style="agenda", head="Til rådmandens mappe", foot="Side {p} af {n}", body="""
<h1>Forberedelse til mødet den 6. september</h1>
<p>Mappen følger dagsordenen. Overskrifterne er de samme, så der kan bladres.</p>
<h2>Punkt 1: Dagsorden</h2><p>Ingen bemærkninger fra staben.</p>
<h2>Punkt 2: Referat</h2><p>HAV har en rettelse til teltene.</p>
<h2>Punkt 3: Havnens regler for arrangementer (10 min)</h2><p>Reglerne er fra 2009. Der er tre ting at se efter: støj, strøm og affald.</p>
<h2>Beslutning for Punkt 3: Havnens regler for arrangementer (10 min)</h2>
<p>Forslag til formulering: rådmanden godkender reglerne med virkning fra nytår.</p>
<h2>Punkt 4: Orientering om høring af sejlere</h2><p>Der er kommet 41 svar.</p>
<h2>Punkt 5: Eventuelt</h2><p>Rådmanden kan nævne kajfesten.</p>""")


def rules():
    return Bilag("Udkast til regler.docx", style="shell-like", body="""
<h1>Udkast til regler for arrangementer på havnen</h1>
<p>Reglerne gælder for alle arrangementer på Kajgade, Lodsgade og molerne.</p>
<h2>1: Ansøgning</h2><p>Der søges senest seks uger før. Havnekontoret svarer inden ti dage.</p>
<h2>2: Støj</h2><p>Musik slukkes klokken 23. Ved kajfesten gælder klokken ét.</p>
<h2>3: Strøm og affald</h2><p>Strøm betales efter måler. Affaldet sorteres i syv slags ved broen, og den, der holder arrangementet, rydder op inden klokken otte næste morgen.</p>""")


def export():
    m = Meeting("", "Rådmandsmøde uge 36", "2027-09-06", "08:00", "09:30", "Havnekontoret, Kajgade 2", "", punkter=[
        Punkt("1", "Dagsorden", decision=Decision("Godkendt.", "approved")),
        Punkt("2", "Referat", bilag=[Bilag("Referat uge 35.docx", made="meeting", meeting=week35())],
              decision=Decision("Godkendt med følgende tilføjelse: Teltene kan lejes ud fra 2028.", "approved_with_remarks")),
        Punkt("3", "Havnens regler for arrangementer", "(10 min)", 10, bilag=[memo(), rules()], decision=Decision("""
<at n="1" is="approved">rådmanden godkendte reglerne med virkning fra nytår.</at>
<p>Bemærkninger</p><ul><li>Rådmanden lagde vægt på, at naboerne er blevet hørt.</li><li>Kajfesten er en undtagelse.</li></ul>""", "approved")),
        Punkt("4", "Orientering om høring af sejlere", decision=Decision("Rådmanden tog orienteringen til efterretning.", "noted")),
        Punkt("5", "Eventuelt")])
    return Export("2027-09-06-citeret-dagsorden",
                  "front without parenthesis, no Indhold; minutes nested in nested minutes; a Word bilag that quotes the outer headings, `Beslutning for Punkt 3` too; a "
                  "bilag set like the shell; outline of bilag only",
                  [m], shell=Shell(size=11.5, heading=13, title=16, margins="20mm 20mm 20mm 25mm"), outline="bilag")
