# referat: build, test and measure. «make demo» and «make test» need Go, git and make.

GO ?= go
# What go test is told besides the packages: make test TESTFLAGS=-v
TESTFLAGS ?=
# How long each fuzz target runs: make fuzz FUZZTIME=10m
FUZZTIME ?= 30s
# The PDFs that make bench reads: make bench CORPUS=/some/folder
CORPUS ?= $(CURDIR)/testdata/exports

# How many PDFs' worth of records make scale measures: make scale SCALE=2000
SCALE ?= 20000

.PHONY: build demo test race fuzz lint bench scale load golden figures relevance wordlist screenshots axe

# Without cgo: one file that runs on any Linux of its kind.
build:
	CGO_ENABLED=0 $(GO) build -o referat ./cmd/referat

demo: build
	@echo '$$ ./referat import testdata/exports'
	@./referat import testdata/exports --archive arkiv
	@echo
	@echo '$$ ./referat search --limit 2 badebroer'
	@./referat search --limit 2 badebroer --archive arkiv
	@echo
	@echo '$$ ./referat search --thing beslutning --outcome udsat'
	@./referat search --thing beslutning --outcome udsat --limit 2 --archive arkiv
	@echo
	@echo 'Arkivet ligger nu i ./arkiv. Prøv:'
	@echo '  ./referat list                      møderne efter dato'
	@echo '  ./referat show ID                   med et id fra svarene ovenfor'
	@echo '  ./referat import MAPPE-ELLER-PDF    dine egne referater'
	@echo '  ./referat help                      alt det andet'

test:
	$(GO) test $(TESTFLAGS) ./...

race:
	$(GO) test -race $(TESTFLAGS) ./...

# Every fuzz target in turn, each for FUZZTIME.
fuzz:
	@set -e; for pkg in $$($(GO) list ./...); do \
		for target in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz' || true); do \
			echo "== $$pkg $$target"; \
			$(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x $$pkg; \
		done; \
	done

lint:
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { gofmt -l $$(git ls-files '*.go'); exit 1; }
	$(GO) vet ./...
	$(GO) tool staticcheck ./...
	$(GO) mod tidy -diff

# How many documents make bench builds an index of beside bleve, PostgreSQL and
# Xapian: make bench DOCS=200000
DOCS ?= 20000

# Benchmarks, beside pdftotext, recollindex, PostgreSQL and Xapian where they are
# installed, with the garbage collector set as the program sets it.
bench:
	@mkdir -p bench
	GOGC=400 REFERAT_BENCH_CORPUS=$(CORPUS) $(GO) test -run '^$$' -bench . -count 5 ./ingest/... ./index/... > bench/new.txt || { cat bench/new.txt; exit 1; }
	@cat bench/new.txt
	@$(GO) tool benchstat bench/new.txt
	REFERAT_BENCH_DOCS=$(DOCS) $(GO) test ./index/bench -run '^TestBench$$' -v -count 1 -timeout 3h

# What a large archive costs: CPU and memory of a reindex beside bleve alone, disk,
# an unchanged folder, searches during a reindex. Takes ten minutes and 2 GB of disk.
scale:
	REFERAT_SCALE=$(SCALE) $(GO) test -run '^TestScale$$' -v -timeout 1h ./cmd/referat

# The golden files anew, after a change that is meant. Read the diff.
golden:
	$(GO) test ./ingest/segment -run Golden -update
	git diff --stat testdata/golden

# How well decisions are read, with the confusions.
figures:
	$(GO) test ./ingest/decision -run 'Labelled|Truth' -v

# How well searches find what they should, need by need.
relevance:
	$(GO) test ./index/relevance -run '^TestRelevance$$' -v -count 1

# The splitter's words anew, from Stavekontrolden's dictionary (index/danish/wordlist):
# make wordlist AFF=index.aff DIC=index.dic
wordlist:
	$(GO) run ./index/danish/wordlist $(AFF) $(DIC)

# Pictures of the main pages on a phone and on a wide screen, light and dark, for
# people to look at; needs chromium.
screenshots:
	REFERAT_SCREENSHOTS=$(CURDIR)/screenshots $(GO) test ./pkg/web/e2e -run '^TestScreenshots$$' -count 1

# The checker of accessibility that the browser tests use, anew from npm:
# make axe AXE=4.14.1
AXE ?= latest
axe:
	tmp=$$(mktemp -d) && cd $$tmp && npm pack --silent axe-core@$(AXE) && tar xzf axe-core-*.tgz && \
		cp package/axe.min.js package/LICENSE package/LICENSE-3RD-PARTY.txt $(CURDIR)/pkg/web/e2e/testdata/axe/ && \
		sed -n 's/.*"version": "\(.*\)".*/axe-core \1/p' package/package.json && rm -r $$tmp

# How many punkter, decisions and bilag the archive of make load has, and the
# folder that keeps it for the next time.
LOAD ?= 100000
LOADDIR ?=

# A server with a large archive, asked for more than it can answer: response
# times, memory, what it sheds, and requests while an import and a reindex run.
# Takes three minutes and half a GB of disk.
load:
	REFERAT_LOAD=$(LOAD) REFERAT_LOAD_DIR=$(LOADDIR) $(GO) test -run '^TestLoad$$' -v -count 1 -timeout 1h ./cmd/referat
