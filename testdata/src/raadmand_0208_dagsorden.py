from februar import meeting
from press.model import Export, Shell


def export():
    return Export("2027-02-08-raadmandsmoede-dagsorden",
                  "the agenda of the same meeting, sent out before it: no decisions; stamps on the last pages, without the file's ending, in an embedded font",
                  [meeting(False)], shell=Shell(tagged=True), stamp="last", ext=False, stamp_font="embedded")
