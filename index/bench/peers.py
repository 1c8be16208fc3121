"""Xapian and PostgreSQL, measured beside referat's index: package bench runs
this, it is no part of the program. Every command prints JSON.

    peers.py has xapian|postgres            what is missing for it
    peers.py read CORPUS                    read the documents only
    peers.py build-xapian CORPUS DIR        index them; prints the index's bytes
    peers.py ask-xapian DIR QUESTIONS
    peers.py postgres CORPUS QUESTIONS      all of it, with a server of its own

CORPUS has a document a line: id, title, body, year. QUESTIONS is a list of
kind, words and warm.
"""

import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

PAGE = 20
WIDTH = 220


def documents(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def ask(path, answer, cpu=time.process_time):
    """Times answer(kind, words) for every question that is no warm-up; cpu gives
    the seconds of CPU so far."""
    with open(path, encoding="utf-8") as f:
        questions = json.load(f)
    answers = {}
    for q in questions:
        before, start = cpu(), time.perf_counter()
        found = answer(q["kind"], q["words"])
        took, used = time.perf_counter() - start, cpu() - before
        if not q.get("warm"):
            of = answers.setdefault(q["kind"], {"ms": [], "cpu": [], "found": []})
            of["ms"].append(took * 1000)
            of["cpu"].append(used * 1000)
            of["found"].append(found)
    return answers


def bytes_in(folder):
    return sum(os.path.getsize(os.path.join(at, f)) for at, _, files in os.walk(folder) for f in files)


# Xapian: TermGenerator with the Danish stemmer, words and stems (STEM_SOME),
# positions, the title's words counted three times, the year as a value, the
# text as the document's data for snippets. It commits when it wants to.

def build_xapian(corpus, folder):
    import xapian

    shutil.rmtree(folder, ignore_errors=True)
    db = xapian.WritableDatabase(folder, xapian.DB_CREATE_OR_OPEN)
    generator = xapian.TermGenerator()
    generator.set_stemmer(xapian.Stem("danish"))
    for d in documents(corpus):
        doc = xapian.Document()
        generator.set_document(doc)
        generator.index_text(d["title"], 3)
        generator.increase_termpos()
        generator.index_text(d["body"])
        doc.add_value(0, str(d["year"]))
        doc.set_data(d["title"] + "\n" + d["body"])
        db.replace_document(d["id"], doc)
    db.commit()
    db.close()
    return bytes_in(folder)


def ask_xapian(folder, questions):
    import xapian

    db = xapian.Database(folder)
    stemmer = xapian.Stem("danish")
    parser = xapian.QueryParser()
    parser.set_stemmer(stemmer)
    parser.set_stemming_strategy(parser.STEM_SOME)
    parser.set_default_op(xapian.Query.OP_AND)
    parser.set_database(db)
    flags = parser.FLAG_PHRASE | parser.FLAG_WILDCARD
    every = db.get_doccount()

    def answer(kind, words):
        text = " ".join(words)
        if kind == "phrase":
            text = '"' + text + '"'
        elif kind == "prefix":
            text += "*"
        enquire = xapian.Enquire(db)
        enquire.set_query(parser.parse_query(text, flags))
        if kind != "page":
            hits = enquire.get_mset(0, PAGE)
            return len([hit.docid for hit in hits]) and hits.get_matches_estimated()
        years = xapian.ValueCountMatchSpy(0)
        enquire.add_matchspy(years)
        hits = enquire.get_mset(0, PAGE, every)  # all of them, so that the counts are exact
        _ = {year.term: year.termfreq for year in years.values()}
        for hit in hits:
            hits.snippet(hit.document.get_data().decode(), WIDTH, stemmer)
        return hits.get_matches_estimated()

    return ask(questions, answer)


# PostgreSQL: a server of its own on a Unix socket. A table with the texts and a
# generated column of their words, stemmed Danish, title weighted A; a GIN index
# on it. Set up in its favour: no fsync, no WAL for the load (wal_level minimal,
# COPY in the table's own transaction), no autovacuum, 512 MB of shared buffers
# and for the index build. One process a client, as asked. The same load
# without the column is measured by itself, so that what keeping the texts costs
# can be told from the index.

SETTINGS = {
    "listen_addresses": "", "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off",
    "wal_level": "minimal", "max_wal_senders": "0", "max_wal_size": "8GB", "checkpoint_timeout": "1h",
    "autovacuum": "off", "jit": "off", "max_connections": "10", "shared_buffers": "512MB", "work_mem": "64MB",
    "maintenance_work_mem": "512MB", "effective_cache_size": "4GB", "random_page_cost": "1.1",
    "max_parallel_workers": "0", "max_parallel_workers_per_gather": "0", "max_parallel_maintenance_workers": "0",
}


def postgres_programs():
    """The folder of initdb and postgres, None where there is none."""
    found = shutil.which("postgres")
    folders = [os.path.dirname(os.path.realpath(found))] if found else []
    config = shutil.which("pg_config")
    if config:
        folders.append(subprocess.run([config, "--bindir"], capture_output=True, text=True).stdout.strip())
    for folder in folders:
        if all(os.access(os.path.join(folder, p), os.X_OK) for p in ("initdb", "postgres")):
            return folder
    return None


def postgres_user():
    """Whom to run the server as: it refuses root."""
    if os.geteuid() != 0:
        return {}
    import pwd

    user = pwd.getpwnam("postgres")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


class Server:
    def __init__(self):
        self.user = postgres_user()
        self.folder = tempfile.mkdtemp(prefix="referat-bench-")
        if self.user:
            os.chown(self.folder, self.user["user"], self.user["group"])
        programs, data = postgres_programs(), os.path.join(self.folder, "data")
        log = open(os.path.join(self.folder, "log"), "wb")
        subprocess.run([os.path.join(programs, "initdb"), "-D", data, "-U", "bench", "-A", "trust", "-E", "UTF8",
                        "--locale=C.UTF-8", "--no-sync"], check=True, stdout=log, stderr=log, cwd=self.folder, **self.user)
        options = [x for k, v in SETTINGS.items() for x in ("-c", k + "=" + v)]
        self.process = subprocess.Popen([os.path.join(programs, "postgres"), "-D", data, "-k", self.folder] + options,
                                        stdout=log, stderr=log, cwd=self.folder, **self.user)

    def connect(self):
        import psycopg2

        for _ in range(300):
            try:
                return psycopg2.connect(host=self.folder, user="bench", dbname="postgres")
            except psycopg2.OperationalError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.1)
        with open(os.path.join(self.folder, "log")) as f:
            raise SystemExit("the server does not start: " + f.read()[-2000:])

    def cpu(self):
        """Seconds of the server's processes, those that ended too, and of this one."""
        ticks = 0
        for path in glob.glob("/proc/[0-9]*/stat"):
            try:
                with open(path) as f:
                    text = f.read()
            except OSError:
                continue
            pid, fields = int(text.split(" ", 1)[0]), text.rsplit(")", 1)[1].split()
            if pid == self.process.pid:
                ticks += sum(map(int, fields[11:15]))  # with its children that ended
            elif int(fields[1]) == self.process.pid:
                ticks += sum(map(int, fields[11:13]))
        own = os.times()
        return ticks / os.sysconf("SC_CLK_TCK") + own.user + own.system

    def stop(self):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


class Lines:
    """The documents as COPY reads them."""

    def __init__(self, corpus):
        self.documents, self.rest = documents(corpus), ""

    def read(self, size):
        parts, length = [self.rest], len(self.rest)
        while length < size:
            d = next(self.documents, None)
            if d is None:
                break
            body = d["body"].replace("\\", "\\\\").replace("\t", " ").replace("\n", "\\n")
            parts.append("%d\t%d\t%s\t%s\n" % (d["id"], d["year"], d["title"].replace("\\", "\\\\"), body))
            length += len(parts[-1])
        text = "".join(parts)
        self.rest = text[size:]
        return text[:size]


TEXTS = "id integer PRIMARY KEY, year integer NOT NULL, title text NOT NULL, body text NOT NULL"
WORDS = (", words tsvector GENERATED ALWAYS AS "
         "(setweight(to_tsvector('danish', title), 'A') || to_tsvector('danish', body)) STORED")


def load(server, connection, corpus, columns, index):
    """The CPU of making the table and its index."""
    before = server.cpu()
    with connection, connection.cursor() as c:
        c.execute("CREATE TABLE docs (" + columns + ")")
        c.copy_expert("COPY docs (id, year, title, body) FROM STDIN", Lines(corpus), 1 << 16)
    if index:
        with connection, connection.cursor() as c:
            c.execute("CREATE INDEX docs_words ON docs USING gin (words)")
    connection.autocommit = True
    with connection.cursor() as c:
        c.execute("ANALYZE docs")
        c.execute("CHECKPOINT")
    connection.autocommit = False
    return server.cpu() - before


def postgres(corpus, questions):
    server = Server()
    try:
        connection = server.connect()
        texts_only = load(server, connection, corpus, TEXTS, False)
        with connection, connection.cursor() as c:
            c.execute("DROP TABLE docs")
        whole = load(server, connection, corpus, TEXTS + WORDS, True)
        connection.autocommit = True
        cursor = connection.cursor()
        cursor.execute("VACUUM docs")
        cursor.execute("SELECT pg_relation_size('docs_words') + sum(pg_column_size(words)) FROM docs")
        size = int(cursor.fetchone()[0])
        backend = "/proc/%d/schedstat" % connection.info.backend_pid

        def used():
            with open(backend) as f:
                return time.process_time() + int(f.read().split()[0]) / 1e9

        answers = ask(questions, lambda kind, words: postgres_answer(cursor, kind, words), used)
        connection.close()
        return {"Load": texts_only, "Index": whole, "Bytes": size, "Answers": answers}
    finally:
        server.stop()


def postgres_answer(cursor, kind, words):
    text = " ".join(words)
    query = "plainto_tsquery('danish', %s)"
    if kind == "phrase":
        query = "phraseto_tsquery('danish', %s)"
    elif kind == "prefix":
        query, text = "to_tsquery('simple', %s)", text + ":*"
    best = " FROM docs, " + query + " q WHERE words @@ q ORDER BY ts_rank(words, q) DESC, id LIMIT " + str(PAGE)
    if kind != "page":
        cursor.execute("SELECT id" + best, (text,))
        return len(cursor.fetchall())
    cursor.execute("SELECT id, title, ts_headline('danish', body, " + query + ", 'MaxWords=35, MinWords=20') "
                   "FROM (SELECT id, title, body" + best + ") hits", (text, text))
    cursor.fetchall()
    cursor.execute("SELECT year, count(*) FROM docs, " + query + " q WHERE words @@ q GROUP BY year", (text,))
    return sum(count for _, count in cursor.fetchall())


def has(peer):
    try:
        if peer == "xapian":
            import xapian

            return {"Missing": "", "Version": xapian.version_string()}
        import psycopg2

        if not postgres_programs():
            return {"Missing": "no postgres and initdb on PATH"}
        postgres_user()
        return {"Missing": "", "Version": str(psycopg2.__libpq_version__)}
    except (ImportError, KeyError) as e:
        return {"Missing": str(e)}


COMMANDS = {
    "has": has, "read": lambda corpus: sum(1 for _ in documents(corpus)), "build-xapian": build_xapian,
    "ask-xapian": ask_xapian, "postgres": postgres,
}

if __name__ == "__main__":
    print(json.dumps(COMMANDS[sys.argv[1]](*sys.argv[2:])))
