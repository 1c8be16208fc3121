from press.model import Decision, Export, Meeting, Punkt, Shell


def export():
    m = Meeting("Rådmandsmøder 2027", "Rådmandsmøde d. 4. januar", "2027-01-04", "09:00", "09:20", "Telefonmøde", "", punkter=[
        Punkt("1", "Dagsorden", decision=Decision("Godkendt.", "approved")),
        Punkt("2", "Nytårstale på havnen", "(5 min)", 5, text="<p>Rådmanden har fået et udkast.</p>",
              decision=Decision("Rådmanden besluttede, at talen holdes på kajen. <task by=\"BFK\">BFK sørger for højttaler.</task>", "decided")),
        Punkt("3", "Eventuelt")])
    return Export("2027-01-04-kort", "the smallest: one page, no Indhold, no bilag; marked content left over from a tagged PDF", [m],
                  shell=Shell(font="Liberation Serif", size=12, heading=13, title=16, tagged=True))
