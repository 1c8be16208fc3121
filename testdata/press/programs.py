"""The programs that do the setting: Chromium, LibreOffice, qpdf, poppler."""
import glob
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

# What each program is for, and the Debian package that brings it.
PROGRAMS = {
    "chromium": ("sets the shells and most bilag", "chromium"),
    "soffice": ("makes the Word, PowerPoint and Excel bilag", "libreoffice-writer libreoffice-impress libreoffice-calc"),
    "qpdf": ("binds the parts to one PDF", "qpdf"),
    "pdftotext": ("finds the page of a heading", "poppler-utils"),
    "pdfinfo": ("tells the sizes of pages", "poppler-utils"),
    "pdftoppm": ("makes the scanned pages", "poppler-utils"),
    "fc-list": ("says which fonts there are", "fontconfig"),
}
FONTS = {
    "Liberation Sans": "fonts-liberation", "Liberation Serif": "fonts-liberation",
    "Carlito": "fonts-crosextra-carlito", "DejaVu Sans": "fonts-dejavu", "DejaVu Serif": "fonts-dejavu",
}


def check():
    """Ends the run, saying what to install, where something is missing."""
    missing = [f"{name} is missing: it {use} (apt-get install {pkg})"
               for name, (use, pkg) in PROGRAMS.items() if not shutil.which(name)]
    if shutil.which("fc-list"):
        have = run("fc-list", ":", "family")
        missing += [f"the font {f} is missing (apt-get install {pkg})" for f, pkg in FONTS.items() if f not in have]
    if not glob.glob("/usr/share/hyphen/hyph_da*.dic"):
        missing.append("Danish hyphenation is missing: LibreOffice cuts words by it (apt-get install hyphen-da)")
    if missing:
        sys.exit("typeset.py: " + "\ntypeset.py: ".join(missing))


def run(*args, binary=False, ok=(0,)):
    """What a program prints; ends the run with its own words where it fails."""
    r = subprocess.run([str(a) for a in args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300)
    if r.returncode not in ok:
        sys.exit(f"typeset.py: {' '.join(map(str, args))[:300]}\nfailed ({r.returncode}): {r.stderr.decode(errors='replace')[-2000:]}")
    return r.stdout if binary else r.stdout.decode("utf-8", "replace")


class Workshop:
    """A temporary folder, and one profile for each program in it."""

    def __init__(self):
        self.tmp = tempfile.TemporaryDirectory(prefix="typeset-")
        self.dir = pathlib.Path(self.tmp.name)
        self.n = 0

    def path(self, suffix):
        self.n += 1
        return self.dir / f"{self.n:03d}{suffix}"

    def chromium(self, html, tagged=False):
        """Prints a page of HTML; the path of the PDF."""
        src, out = self.path(".html"), self.path(".pdf")
        src.write_text(html, encoding="utf-8")
        run("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            f"--user-data-dir={self.dir / 'chromium'}", "--no-pdf-header-footer",
            *([] if tagged else ["--disable-pdf-tagging"]), f"--print-to-pdf={out}", src.as_uri())
        if not out.exists():
            sys.exit("typeset.py: chromium printed nothing; is it able to run here?")
        return out

    def soffice(self, form, files):
        """Converts files, in one run, to a form ("docx", "pdf"); the new paths."""
        if not files:
            return []
        out = self.dir / form
        run("soffice", f"-env:UserInstallation={(self.dir / 'soffice').as_uri()}", "--headless",
            "--convert-to", form, "--outdir", out, *files)
        made = [out / (pathlib.Path(f).stem + "." + form) for f in files]
        for m in made:
            if not m.exists():
                sys.exit(f"typeset.py: soffice did not make {m.name}; is its part of LibreOffice installed?")
        return made

    def office(self, made, sources):
        """Flat ODF files through the office's own form to PDF, as staff would."""
        form = {"word": "docx", "slides": "pptx", "sheet": "xlsx"}[made]
        ending = {"word": ".fodt", "slides": ".fodp", "sheet": ".fods"}[made]
        files = []
        for s in sources:
            f = self.path(ending)
            f.write_text(s, encoding="utf-8")
            files.append(f)
        return self.soffice("pdf", self.soffice(form, files))


def page_count(pdf):
    return int(run("qpdf", "--show-npages", pdf))


def page_sizes(pdf):
    """Width and height of each page as it is seen, in points."""
    sizes = []
    for m in re.finditer(r"Page +\d+ size: +([\d.]+) x ([\d.]+) pts", run("pdfinfo", "-f", 1, "-l", 9999, pdf)):
        sizes.append((float(m[1]), float(m[2])))
    for i, m in enumerate(re.finditer(r"Page +\d+ rot: +(\d+)", run("pdfinfo", "-f", 1, "-l", 9999, pdf))):
        if int(m[1]) % 180:
            sizes[i] = (sizes[i][1], sizes[i][0])
    return sizes


def page_texts(pdf):
    return run("pdftotext", "-layout", pdf, "-").split("\f")[:-1]


def qpdf_json(pdf, *keys):
    return json.loads(run("qpdf", "--json=2", *[f"--json-key={k}" for k in keys], pdf, ok=(0, 3)))
