"""The truth: an export's structure as its source has it, in the corpus' form."""
from . import markup
from .bind import EXT


def decision(d):
    if d is None:
        return None
    r = markup.read(d.text)
    return {"text": "\n".join(markup.line(b, "- ") for b in r.blocks), "outcome": d.outcome,
            "resolutions": [{"number": b.number, "text": b.text, "outcome": b.outcome} for b in r.blocks if b.kind == "at"],
            "followups": r.tasks, "dissent": r.no, "absent": r.away}


def punkt_text(*texts):
    """The texts under a punkt's headings; a lone full stop is nothing."""
    lines = "\n".join(markup.text(t, "- ") for t in texts).split("\n")
    return "\n".join(l for l in lines if l not in ("", "."))


def first_title(b):
    """The first title on a bilag's pages: its first heading, else its first line."""
    blocks = [x for x in markup.read(b.body).blocks if x.kind != "break"]
    heads = [x.text for x in blocks if x.kind in ("h1", "h2")]
    return heads[0] if heads else markup.line(blocks[0], "")


def bilag(b, export, nested):
    if b.made == "named" or b.stamped or (export.outline == "bilag" and not nested):
        title = EXT.sub("", b.file) if b.made != "named" else b.file
    elif b.meeting:
        title = f"{b.meeting.series} ({b.meeting.title})" if b.meeting.series else b.meeting.title
    else:
        title = first_title(b)
    return {"number": b.number, "title": title, "pages": b.pages, "ocr": b.made == "scan", "stamped": b.stamped,
            "text": "" if b.meeting or not b.body else markup.text(b.body),
            "meetings": [meeting(b.meeting, export, True)] if b.meeting else []}


def punkt(p, m, export, nested):
    for k, b in enumerate(p.bilag, 1):
        b.number = b.number or k
    out = {"number": p.number, "title": p.title, "minutes": p.minutes, "category": p.category if m.toc == "categories" else "",
           "closed": p.closed, "pages": p.pages, "text": punkt_text(p.text, p.text2 if p.twice else ""), "decision": decision(p.decision),
           "bilag": [bilag(b, export, nested) for b in p.bilag]}
    if m.layout == "byraad":
        out["case_number"] = p.case
        out["history"] = [{"body": h.body, "date": h.date, "number": h.number, "text": markup.text(h.text)} for h in p.history]
    return out


def meeting(m, export, nested=False):
    return {"series": m.series, "title": m.title, "date": m.date, "start": m.start, "end": m.end, "location": m.location,
            "information": m.information, "kind": m.kind, "pages": m.pages,
            "punkter": [punkt(p, m, export, nested) for p in m.punkter if not p.ghost]}


def document(export, pages):
    stamps = {m.layout for m in export.meetings}
    return {"dialect": {"layout": sorted(stamps)[0], "kind": export.meetings[-1].kind, "stamp": export.stamp, "ext": export.ext,
                        "toc": export.meetings[0].toc, "outline": export.outline, "variant": export.file, "shell": export.shell.maker},
            "pages": pages, "meetings": [meeting(m, export) for m in export.meetings]}
