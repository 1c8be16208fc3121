package bench

import (
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// An author writes minutes that nobody held: by the counts, Danish ones. Of the
// words, a third are function words as often as they are in Danish, in the
// order that a small grammar of clauses gives; nouns, adjectives and verbs come
// the n-th commonest 1/n as often, those of a text's own topic more; the rarer
// stems are made of syllables; a tenth are compounds of two or three stems; and
// there are names, numbers, dates, amounts, paragraphs, case numbers, headings,
// set phrases and slips of the pen.
type author struct {
	*lexicon
	rnd   *rand.Rand
	topic topic
	out   []byte
	words int  // of the text that is being written
	upper bool // the next word begins a sentence
	glue  bool // the next word follows without a space
}

// A lexicon is the words that authors share.
type lexicon struct {
	nouns      [][]string // by rank; as inflect gives them
	adjectives [][]string
	verbs      [][]string
	names      []string

	prepositions, determiners, pronouns, auxiliaries, adverbs, conjunctions, openers weighted
	phrases, headings, units, months                                                 []string
}

// A topic is the words that a text uses more than others do.
type topic struct {
	nouns     [7]int
	compounds [7]int
	names     [3]int
}

// Sizes of the lexicon: how many stems the texts have in all, real and made,
// and how many compounds are words that many use.
const (
	stems     = 7_000
	people    = 12_000
	joined    = 1_500 // stems that are found in compounds
	compounds = 160_000
)

func newLexicon() *lexicon {
	l := &lexicon{
		prepositions: weigh(prepositions), determiners: weigh(determiners), pronouns: weigh(pronouns), auxiliaries: weigh(auxiliaries),
		adverbs: weigh(adverbs), conjunctions: weigh(conjunctions), openers: weigh(openers),
		phrases: plain(phrases), headings: plain(headings), units: plain(units), months: plain(months),
	}
	rnd := rand.New(rand.NewPCG(20260323, 5))
	for _, n := range strings.Fields(nouns) {
		l.nouns = append(l.nouns, inflect(n))
	}
	rnd.Shuffle(len(l.nouns), func(i, j int) { l.nouns[i], l.nouns[j] = l.nouns[j], l.nouns[i] })
	known := map[string]bool{}
	for len(l.nouns) < stems {
		word := syllables(rnd, []int{1, 1, 2, 2, 2, 3}[rnd.IntN(6)])
		if !known[word] {
			known[word] = true
			l.nouns = append(l.nouns, inflect(word+[]string{":nr", ":ne", ":te", ":t0s", ":nrs"}[rnd.IntN(5)]))
		}
	}
	for _, w := range strings.Fields(adjectives) {
		l.adjectives = append(l.adjectives, bend(w))
	}
	for _, w := range strings.Fields(verbs) {
		l.verbs = append(l.verbs, conjugate(w))
	}
	for range 500 {
		l.adjectives = append(l.adjectives, bend(syllables(rnd, 2)+[]string{"ig", "isk", "lig", "sam"}[rnd.IntN(4)]))
		l.verbs = append(l.verbs, conjugate(syllables(rnd, 2)+"e"))
	}
	for range people {
		name := []rune(syllables(rnd, 2+rnd.IntN(2)))
		name[0] = unicode.ToUpper(name[0])
		l.names = append(l.names, string(name)+[]string{"", "sen", "by", "gade", "vej", "strup"}[rnd.IntN(6)])
	}
	return l
}

// syllables is a word of n syllables that Danish could have.
func syllables(rnd *rand.Rand, n int) string {
	onset := strings.Fields("b bl br d dr f fl fr g gl gr h j k kl kn kr kv l m n p pl pr r s sk skr sl sm sn sp st str sv t tr v")
	nucleus := strings.Fields("a a e e i o u y æ ø å")
	coda := strings.Fields("d g k l ld lk lt m mp n nd ng nk nt p r rd rk rm rn rt s sk st t")
	var b strings.Builder
	for i := range n {
		b.WriteString(onset[rnd.IntN(len(onset))])
		b.WriteString(nucleus[rnd.IntN(len(nucleus))])
		if i == n-1 || rnd.IntN(3) == 0 {
			b.WriteString(coda[rnd.IntN(len(coda))])
		}
	}
	return b.String()
}

// weighted are words to draw from by their weights.
type weighted struct {
	words []string
	upTo  []int
}

func weigh(list string) (w weighted) {
	sum := 0
	for _, entry := range strings.Fields(list) {
		at := strings.LastIndexByte(entry, ':')
		n, err := strconv.Atoi(entry[at+1:])
		if err != nil {
			panic(err) // the table above is wrong
		}
		sum += n
		w.words, w.upTo = append(w.words, strings.ReplaceAll(entry[:at], "_", " ")), append(w.upTo, sum)
	}
	return w
}

func (w weighted) draw(rnd *rand.Rand) string {
	x := rnd.IntN(w.upTo[len(w.upTo)-1])
	for i, n := range w.upTo {
		if x < n {
			return w.words[i]
		}
	}
	return ""
}

// begin makes the author ready for the n-th text.
func (a *author) begin(n int) {
	a.rnd = rand.New(rand.NewPCG(uint64(n), 430))
	for i := range a.topic.nouns {
		a.topic.nouns[i] = a.rank(len(a.nouns))
		a.topic.compounds[i] = a.rank(compounds)
	}
	for i := range a.topic.names {
		a.topic.names[i] = a.rank(len(a.names))
	}
}

// rank draws one of n so that the k-th comes about 1/(k+7) as often as the
// first.
func (a *author) rank(n int) int { return rank(a.rnd, n) }

func rank(rnd *rand.Rand, n int) int {
	const flat = 7
	return min(int(flat*(math.Pow(float64(n+flat)/flat, rnd.Float64())-1)), n-1)
}

// some is true in percent of the cases.
func (a *author) some(percent int) bool { return a.rnd.IntN(100) < percent }

// put writes what may be several words.
func (a *author) put(word string) {
	if word == "" {
		return
	}
	if !a.glue && len(a.out) > 0 && a.out[len(a.out)-1] != '\n' {
		a.out = append(a.out, ' ')
	}
	a.glue = false
	at := len(a.out)
	a.out = append(a.out, word...)
	if a.upper {
		a.upper = false
		r, size := utf8.DecodeRune(a.out[at:])
		if up := unicode.ToUpper(r); utf8.RuneLen(up) == size {
			utf8.EncodeRune(a.out[at:], up)
		}
	}
	a.words += 1 + strings.Count(word, " ")
}

// line ends the line that has been begun.
func (a *author) line() {
	if len(a.out) > 0 && a.out[len(a.out)-1] != '\n' {
		a.out = append(a.out, '\n')
	}
}

// slip writes a word that may have been misspelt, or read wrongly in a scan.
func (a *author) slip(word string) {
	if len(word) > 6 && a.rnd.IntN(900) == 0 {
		i := 1 + a.rnd.IntN(len(word)-2)
		if word[i] < utf8.RuneSelf && word[i+1] < utf8.RuneSelf {
			word = word[:i] + string("aeinrst"[a.rnd.IntN(7)]) + word[i+1:]
		}
	}
	a.put(word)
}

// form draws a noun's form.
func (a *author) form() int {
	f := a.rnd.IntN(100)
	switch {
	case f < 38:
		return 0
	case f < 64:
		return 1
	case f < 82:
		return 2
	case f < 92:
		return 3
	}
	return 4 + a.rnd.IntN(4)
}

func (a *author) noun() {
	switch x := a.rnd.IntN(100); {
	case x < 24:
		c := a.rank(compounds)
		if a.some(50) {
			c = a.topic.compounds[a.rnd.IntN(len(a.topic.compounds))]
		}
		a.slip(a.compound(c, a.form()))
	case x < 26:
		a.slip(a.compound(a.rnd.IntN(1<<40), a.form())) // one that nobody used before
	case x < 62:
		a.slip(a.nouns[a.topic.nouns[a.rnd.IntN(len(a.topic.nouns))]][a.form()])
	default:
		a.slip(a.nouns[a.rank(len(a.nouns))][a.form()])
	}
}

// compound is the n-th compound, in a form of its last part's.
func (a *author) compound(n, form int) string {
	rnd := rand.New(rand.NewPCG(uint64(n), 77))
	first, last := rank(rnd, joined), rank(rnd, joined)
	word := a.nouns[first][8] + a.nouns[last][form]
	if rnd.IntN(8) == 0 {
		word = a.nouns[rank(rnd, joined)][8] + word
	}
	if rnd.IntN(60) == 0 {
		word = a.units[rnd.IntN(len(a.units))] + "-" + word
	}
	return word
}

func (a *author) adjective() { a.slip(pick(a.rnd, a.adjectives[a.rank(len(a.adjectives))])) }

func pick(rnd *rand.Rand, list []string) string { return list[rnd.IntN(len(list))] }

// nominal writes what can be a clause's subject or object.
func (a *author) nominal(depth int) {
	switch x := a.rnd.IntN(100); {
	case x < 7:
		a.thing()
	case x < 11:
		a.put(a.names[a.topic.names[a.rnd.IntN(len(a.topic.names))]])
		if a.some(40) {
			a.put(a.names[a.rank(len(a.names))])
		}
	case x < 15:
		a.put(pick(a.rnd, a.units))
	case x < 19:
		a.put(pick(a.rnd, a.phrases))
	case x < 24:
		a.put(strconv.Itoa(a.rnd.IntN(1 + a.rnd.IntN(200))))
		a.noun()
	default:
		a.put(a.determiners.draw(a.rnd))
		if a.some(28) {
			a.adjective()
		}
		a.noun()
	}
	if depth > 0 && a.some(12) {
		a.put("og")
		a.noun()
	}
	if depth > 0 && a.some(42) {
		a.put(a.prepositions.draw(a.rnd))
		a.nominal(depth - 1)
	}
}

// thing writes a number, a date, an amount, a paragraph or a case number.
func (a *author) thing() {
	n := a.rnd.IntN
	year := strconv.Itoa(2007 + n(22))
	switch n(9) {
	case 0:
		a.put(strconv.Itoa(1+n(28)) + ". " + pick(a.rnd, a.months) + " " + year)
	case 1:
		a.put(pick(a.rnd, a.months) + " " + year)
	case 2:
		a.put(strconv.Itoa(1+n(40)) + "," + strconv.Itoa(n(10)) + " mio. kr.")
	case 3:
		a.put(strconv.Itoa(1+n(999)) + ".000 kr.")
	case 4:
		a.put("§ " + strconv.Itoa(1+n(160)))
		if a.some(40) {
			a.put("stk. " + strconv.Itoa(1+n(6)))
		}
	case 5:
		a.put("EMN-" + year + "-" + strconv.Itoa(1_000_000 + n(9000))[1:])
	case 6:
		a.put(strconv.Itoa(1+n(100)) + " pct.")
	case 7:
		a.put(strconv.Itoa(1+n(31)) + "-" + strconv.Itoa(1+n(12)) + "-" + year)
	default:
		a.put(year)
	}
}

// clause writes a subject, a verb and what they have with them.
func (a *author) clause(depth int) {
	if a.some(55) {
		a.put(a.pronouns.draw(a.rnd))
	} else {
		a.nominal(1)
	}
	verb := a.verbs[a.rank(len(a.verbs))]
	if a.some(60) {
		a.put(a.auxiliaries.draw(a.rnd))
		if a.some(25) {
			a.put(a.adverbs.draw(a.rnd))
		}
		if a.some(70) {
			a.slip(verb[[]int{0, 0, len(verb) - 1, len(verb) - 2}[a.rnd.IntN(4)]])
		}
	} else {
		a.slip(verb[min(1+a.rnd.IntN(2), len(verb)-1)])
	}
	if a.some(70) {
		a.nominal(2)
	}
	if a.some(45) {
		a.put(a.prepositions.draw(a.rnd))
		a.nominal(1)
	}
	if depth == 0 {
		return
	}
	switch x := a.rnd.IntN(100); {
	case x < 16:
		a.put([]string{"for at", "til at", "ved at", "om at"}[a.rnd.IntN(4)])
		a.slip(a.verbs[a.rank(len(a.verbs))][0])
		a.nominal(1)
	case x < 45:
		a.glue = true
		a.put(", " + a.openers.draw(a.rnd))
		a.clause(depth - 1)
	case x < 58:
		a.put(a.conjunctions.draw(a.rnd))
		a.clause(depth - 1)
	}
}

// text writes about n words in sentences and paragraphs, in long ones with
// headings and lists.
func (a *author) text(n int) string {
	a.out, a.words = a.out[:0], 0
	for a.words < n {
		if n > 100 && a.some(7) {
			a.line()
			a.out = append(a.out, pick(a.rnd, a.headings)...)
			a.out = append(a.out, '\n')
			a.words++
		}
		if n > 100 && a.some(6) {
			a.line()
			for range 2 + a.rnd.IntN(4) {
				a.glue = true
				a.put("- ")
				a.glue = true
				a.nominal(2)
				a.out = append(a.out, '\n')
			}
		}
		a.upper = true
		a.clause(2)
		a.out = append(a.out, '.')
		if a.some(22) {
			a.line()
		}
	}
	return string(a.out)
}

// title is about n words without a full stop.
func (a *author) title(n int) string {
	a.out, a.words = a.out[:0], 0
	a.upper = true
	if a.some(30) {
		a.put([]string{"Orientering om", "Status på", "Godkendelse af", "Drøftelse af", "Indstilling om", "Opfølgning på"}[a.rnd.IntN(6)])
	}
	a.noun()
	for a.words < n {
		a.put(a.prepositions.draw(a.rnd))
		a.nominal(0)
	}
	return string(a.out)
}
