package awsjson

import "github.com/seed-044d7529/segment/model"

// dropAliases handles directories that name accounts by something else than
// their id, as anonymised collections do: where no row of a directory belongs
// to the account that it names, and all belong to one other, that one is meant.
func dropAliases(parts []*part) {
	type directory struct {
		input   int
		account model.AccountID
	}
	owners := map[directory]map[model.AccountID]bool{}
	eachByPath(parts, func(p *part, a *answer) {
		d := directory{p.input, a.hint.account}
		if owners[d] == nil {
			owners[d] = map[model.AccountID]bool{}
		}
		eachPlaced(&a.net, func(row placed) {
			if *row.account != "" && *row.account != "AWS" {
				owners[d][*row.account] = true
			}
		})
	})
	eachByPath(parts, func(p *part, a *answer) {
		found := owners[directory{p.input, a.hint.account}]
		if len(found) != 1 || found[a.hint.account] {
			return
		}
		for owner := range found {
			a.hint.account, a.hint.byPath = owner, false
		}
	})
}

// eachByPath visits the answers whose account is the name of a directory.
func eachByPath(parts []*part, visit func(*part, *answer)) {
	for _, p := range parts {
		for _, a := range p.answers {
			if a.hint.byPath {
				visit(p, a)
			}
		}
	}
}
