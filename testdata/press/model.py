"""What a source describes: an export, its meetings, punkter, decisions, bilag.

Texts are in the small markup of press/markup.py. The fields below the line
in Meeting, Punkt and Bilag are filled while the export is set: they hold the
page numbers, from 1, ranges inclusive, that the truth is written from.
"""
from dataclasses import dataclass, field


@dataclass
class Shell:
    """How a municipality's export is set, apart from its bilag."""
    font: str = "Liberation Sans"
    size: float = 11          # points, of the running text
    heading: float = 13       # points, of a punkt's heading
    title: float = 16         # points, of the front's first line
    leading: float = 1.25     # line height, times the size
    margins: str = "24mm 20mm 20mm 22mm"  # top right bottom left
    maker: str = "chromium"   # or "writer": LibreOffice
    tagged: bool = False      # Chromium's marked content stays (its tree is lost in joining)


@dataclass
class Decision:
    text: str                 # markup, with <at>, <task>, <no>, <away>
    outcome: str              # a word of the outcome list in STRUCTURE


@dataclass
class History:
    body: str
    date: str                 # yyyy-mm-dd
    number: str
    text: str


@dataclass
class Bilag:
    file: str                 # the file's name; the stamp's and the outline's text
    body: str = ""            # markup; "" where the bilag is a meeting
    made: str = "page"        # page, word, slides, sheet, scan, meeting, named (names only)
    style: str = "notat"      # of made="page": a name in press/sheets.py
    head: str = ""            # running head, on every page
    foot: str = ""            # running foot; {p} and {n} are the page and the count
    landscape: bool = False
    meeting: "Meeting | None" = None
    stamp: str = ""           # first, last, each, none; "" as the export has it
    number: int = 0           # what the stamp says where it is not the place
    # ----
    pages: "tuple[int, int] | None" = None
    pdf: str = ""
    stamped: bool = False


@dataclass
class Punkt:
    number: str
    title: str
    time: str = ""            # as set after the title: "(5 min)"
    minutes: int = 0
    category: str = ""
    closed: bool = False
    prefix: str = ""          # set before the title, after the number: "Lukket: "
    twice: bool = False       # the heading stands twice
    text: str = "."           # markup; "." is the system's lone full stop
    text2: str = "."          # under the second heading
    decision: "Decision | None" = None
    bilag: list = field(default_factory=list)
    ghost: bool = False       # promised by Indhold, never set
    case: str = ""            # Byråd: case number
    bare: bool = False        # Byråd: no heading over the decision
    history: list = field(default_factory=list)
    # ----
    pages: "tuple[int, int] | None" = None

    @property
    def heading(self):
        time = f" {self.time}" if self.time else ""
        return f"Punkt {self.number}: {self.prefix}{self.title}{time}"


@dataclass
class Meeting:
    series: str
    title: str
    date: str                 # yyyy-mm-dd
    start: str = ""
    end: str = ""
    location: str = ""
    information: str = ""
    toc: str = "none"         # none, plain, categories
    comma: bool = False       # the lines of Indhold end in a comma
    punkter: list = field(default_factory=list)
    shell: "Shell | None" = None
    layout: str = "raadmand"  # or "byraad"
    weekday: str = ""         # Byråd: "Onsdag"
    own: str = "none"         # stamps of its own that a nested meeting's bilag carry
    # ----
    pages: "tuple[int, int] | None" = None

    @property
    def kind(self):
        return "referat" if any(p.decision for p in self.punkter) else "dagsorden"


@dataclass
class Export:
    name: str
    shows: str                # one line for the README
    meetings: list
    shell: Shell = field(default_factory=Shell)
    stamp: str = "none"       # first, last, each, none
    ext: bool = True          # stamps keep the file's extension
    stamp_font: str = "helvetica"  # not embedded, or "embedded"
    outline: str = "none"     # none, bilag, punkter
    file: str = "plain"       # plain, objstm, linear, rc4
    producer: str = "Strandby Eksport 4.2"


def category(name, *punkter):
    """The punkter with their category set."""
    for p in punkter:
        p.category = name
    return list(punkter)
