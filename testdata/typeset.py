#!/usr/bin/env python3
"""Sets the fictional exports of src/ as PDFs, each with its truth beside it.

    typeset.py [NAME ...]     all exports, or those whose name holds a NAME
    typeset.py -list          the exports and what each shows

Writes exports/NAME.pdf and exports/NAME.truth.json. Needs the programs that
press/programs.py lists; it says which is missing. Standard library only.
"""
import importlib
import json
import pathlib
import sys

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE / "src")]

from press import bind, programs, truth  # noqa: E402


def exports():
    """The exports of every source, by name."""
    found = []
    for f in sorted((HERE / "src").glob("*.py")):
        make = getattr(importlib.import_module(f.stem), "export", None)
        if make:
            found.append(make())
    return sorted(found, key=lambda e: e.name)


def main():
    args = sys.argv[1:]
    if args and args[0] in ("-h", "--help"):
        print(__doc__)
        return
    if args == ["-list"]:
        for e in exports():
            print(f"{e.name}: {e.shows}")
        return
    programs.check()
    wanted = [e for e in exports() if not args or any(a in e.name for a in args)]
    if not wanted:
        sys.exit(f"typeset.py: no export is called {' or '.join(args)}; -list names them")
    (HERE / "exports").mkdir(exist_ok=True)
    shop = programs.Workshop()
    for e in wanted:
        pdf = HERE / "exports" / f"{e.name}.pdf"
        pages = bind.typeset(shop, e, pdf)
        doc = truth.document(e, pages)
        pdf.with_suffix(".truth.json").write_text(json.dumps(doc, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        print(f"{e.name}: {pages} pages, {pdf.stat().st_size / 1000:.0f} kB")


main()
