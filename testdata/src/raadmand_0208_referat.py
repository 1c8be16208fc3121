from februar import meeting
from press.model import Export


def export():
    return Export("2027-02-08-raadmandsmoede-referat",
                  "minutes; Indhold with categories, headings twice, 4.a/4.b, Lukkede punkter, minutes of the week before nested in punkt 2 (with own Indhold, "
                  "commas and a bilag that brought its own stamp `Punkt 3, Bilag 1`), another body's agenda, a Word bilag, a landscape table with its own `Bilag 1:`; stamps on the first pages, outline of bilag",
                  [meeting(True)], stamp="first", outline="bilag", file="linear")
