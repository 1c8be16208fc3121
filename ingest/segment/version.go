package segment

// Version is one higher with every change of the rules that divides some export
// otherwise than before; an archive can be divided again then
// (referat reindex --resegment). A test holds it to the golden files.
//
//	1  November 2026: the first that archives keep
const Version = 1
