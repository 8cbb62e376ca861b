package awsjson

import (
	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/model"
)

// morePages marks the tables of an answer that is one page of several, unless
// the next page follows in the same document.
func (a *answer) morePages() {
	for i := range a.rows {
		kind := a.rows[i].Kind
		if a.nextPage(kind) {
			continue
		}
		at := a.start
		a.p.report(source.MorePages.At(at, "%s of %s: the answer has a %s, so there are more pages", kind, a.p.source, a.token))
		a.partial(kind, "only some pages of the answer were imported")
	}
}

// nextPage looks for an answer of the same kind, account and region behind
// this one in its document.
func (a *answer) nextPage(kind model.Kind) bool {
	behind := false
	for _, b := range a.p.answers {
		if b == a {
			behind = true
			continue
		}
		if !behind || b.hint.account != a.hint.account || b.hint.region != a.hint.region {
			continue
		}
		for i := range b.rows {
			if b.rows[i].Kind == kind {
				return true
			}
		}
	}
	return false
}
