"""Binds shells and bilag to one PDF: order, page numbers, stamps, outline."""
import json
import re

from . import attach, byraad, programs, shell, stamp

EXT = re.compile(r"\.(docx?|pdf|pptx?|xlsx?)$")


class Binder:
    """The pages of an export as they come, and what has to be put on them."""

    def __init__(self, shop, export):
        self.shop, self.export = shop, export
        self.parts = []       # (pdf, first, last)
        self.count = 0        # pages so far
        self.stamps = []      # (page, text)
        self.outline = []     # (title, page)

    def add(self, pdf, first, last):
        if last >= first:
            self.parts.append((pdf, first, last))
            self.count += last - first + 1

    def meeting(self, m, nested=False):
        """Lays a meeting's pages down, and fills in its page numbers."""
        s = m.shell or self.export.shell
        if m.layout == "byraad":
            return self.byraad(m, s)
        pdf, at = shell.set_writer(self.shop, m, s) if s.maker == "writer" else shell.set_chromium(self.shop, m, s, shell.page)
        total, runs, start = programs.page_count(pdf), shell.segments(m), self.count + 1
        index = {id(p): i for i, p in enumerate(m.punkter)}
        for n, run in enumerate(runs):
            first = at[f"run{n}"] if n else 1
            last = at[f"run{n + 1}"] - 1 if n + 1 < len(runs) else total
            base = self.count
            self.add(pdf, first, last)
            real = [p for p in run if not p.ghost]
            for p in real:
                p.pages = [base + at[f"{index[id(p)]}.a"] - first + 1, base + last - first + 1]
            for p, after in zip(real, real[1:]):
                p.pages[1] = max(p.pages[0], self.end_before(pdf, after, at[f"{index[id(after)]}.a"], base - first + 1))
            for p in run:
                self.bilag(p, m.own if nested else self.export.stamp, nested)
                if p.bilag and not p.ghost:
                    p.pages[1] = self.count
        m.pages = [start, self.count]

    def end_before(self, pdf, after, page, shift):
        """The last page of a punkt, given that the next begins on page: the
        page before where the next one's heading stands first on its page."""
        lines = [l.strip() for l in programs.page_texts(pdf)[page - 1].splitlines() if l.strip()]
        return page + shift - (1 if lines[0].startswith(f"Punkt {after.number}:") else 0)

    def byraad(self, m, s):
        pdf, at = shell.set_chromium(self.shop, m, s, byraad.page)
        start = self.count + 1
        self.add(pdf, 1, programs.page_count(pdf))
        m.pages = [start, self.count]
        if self.export.outline == "punkter":
            self.outline += [("Mødeinformation", start), ("Indholdsfortegnelse", start + 1)]
        for i, p in enumerate(m.punkter):
            p.pages = [start + at[f"{i}.a"] - 1, start + at[f"{i}.z"] - 1]
            if self.export.outline == "punkter":
                self.outline.append((p.heading, p.pages[0]))

    def bilag(self, p, policy, nested):
        if self.export.outline == "punkter" and not nested and not p.ghost:
            self.outline.append((p.heading, p.pages[0]))
        for k, b in enumerate(p.bilag, 1):
            first = self.count + 1
            mark = len(self.outline)
            if b.meeting:
                self.meeting(b.meeting, nested=True)
            else:
                self.add(b.pdf, 1, programs.page_count(b.pdf))
            b.pages = [first, self.count]
            b.number = b.number or k
            pages = {"first": [first], "last": [self.count], "each": range(first, self.count + 1), "none": []}[b.stamp or policy]
            name = b.file if self.export.ext else EXT.sub("", b.file)
            self.stamps += [(n, f"Punkt {p.number}, Bilag {b.number}: {name}") for n in pages]
            b.stamped = bool(pages)
            if self.export.outline == "bilag" and not nested:
                self.outline.insert(mark, (f"Bilag {b.number}: {EXT.sub('', b.file)}", first))

    def write(self, out):
        """Writes the export."""
        e, shop = self.export, self.shop
        pdf = shop.path("-joined.pdf")
        args = []
        for f, a, b in self.parts:
            args += [f, f"{a}-{b}"]
        programs.run("qpdf", "--empty", "--pages", *args, "--", pdf)
        if self.stamps:
            pdf = self.overlay(pdf)
        update = shop.path(".json")
        update.write_text(json.dumps(self.extras(pdf)), encoding="utf-8")
        how = {"plain": ["--object-streams=disable", "--deterministic-id"],
               "objstm": ["--object-streams=generate", "--deterministic-id"],
               "linear": ["--object-streams=generate", "--linearize", "--deterministic-id"],
               "rc4": ["--allow-weak-crypto", "--object-streams=disable", "--static-id", "--encrypt", "", "strandby", "128", "--use-aes=n", "--modify=none", "--"]}[e.file]
        programs.run("qpdf", pdf, f"--update-from-json={update}", "--recompress-flate", "--compression-level=9", *how, out)

    def overlay(self, pdf):
        sizes = programs.page_sizes(pdf)
        stamps = [(text, *sizes[n - 1]) for n, text in sorted(self.stamps)]
        if self.export.stamp_font == "helvetica":
            over = self.shop.path("-stamps.pdf")
            over.write_bytes(stamp.helvetica(stamps))
        else:
            over = self.shop.chromium(stamp.embedded(stamps, "Liberation Sans"))
        if programs.page_count(over) != len(stamps):
            raise SystemExit(f"typeset.py: {self.export.name}: {len(stamps)} stamps on {programs.page_count(over)} pages")
        out = self.shop.path("-stamped.pdf")
        programs.run("qpdf", pdf, "--overlay", over, "--to=" + ",".join(str(n) for n, _ in sorted(self.stamps)), "--", out)
        return out

    def extras(self, pdf):
        """A qpdf JSON update that adds the outline and the document's info."""
        j = programs.qpdf_json(pdf, "qpdf", "pages")
        head, objs = j["qpdf"]
        pages = [p["object"] for p in j["pages"]]
        top = head["maxobjectid"]
        trailer = objs["trailer"]["value"]
        root = trailer["/Root"]
        catalog = dict(objs[f"obj:{root}"]["value"])
        new = {}
        info = f"{top + 1} 0 R"
        date = "u:D:" + self.export.meetings[-1].date.replace("-", "") + "160000Z"
        new[f"obj:{info}"] = {"value": {"/Producer": "u:" + self.export.producer, "/CreationDate": date, "/ModDate": date}}
        if self.outline:
            ids = [f"{top + 3 + k} 0 R" for k in range(len(self.outline))]
            tree = f"{top + 2} 0 R"
            new[f"obj:{tree}"] = {"value": {"/Type": "/Outlines", "/First": ids[0], "/Last": ids[-1], "/Count": len(ids)}}
            for k, (title, page) in enumerate(self.outline):
                item = {"/Title": "u:" + title, "/Parent": tree, "/Dest": [pages[page - 1], "/XYZ", 0, 842, 0]}
                if k:
                    item["/Prev"] = ids[k - 1]
                if k + 1 < len(ids):
                    item["/Next"] = ids[k + 1]
                new[f"obj:{ids[k]}"] = {"value": item}
            catalog["/Outlines"] = tree
            catalog["/PageMode"] = "/UseOutlines"
        new[f"obj:{root}"] = {"value": catalog}
        trailer = {k: v for k, v in trailer.items() if k in ("/Root", "/Size")}
        new["trailer"] = {"value": {**trailer, "/Info": info}}
        head = {**head, "maxobjectid": top + 2 + len(self.outline)}
        return {"qpdf": [head, new]}


def typeset(shop, export, out):
    """Sets an export; its model then knows its pages. Returns the page count."""
    attach.set_all(shop, export.meetings)
    binder = Binder(shop, export)
    for m in export.meetings:
        binder.meeting(m)
    binder.write(out)
    n = programs.page_count(out)
    if n != binder.count:
        raise SystemExit(f"typeset.py: {export.name}: {n} pages bound, {binder.count} counted")
    return n
