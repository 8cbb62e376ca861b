package awsjson

import (
	"context"
	"path"
	"strings"

	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/model"
)

// linker makes one network of the parts of all documents.
type linker struct {
	merger *source.Merger
	net    *model.Network
	joins  joins
	diags  []model.Diagnostic
}

func (l *linker) report(d model.Diagnostic) { l.diags = append(l.diags, d) }

// Link joins all parts. Every answer gets its account and region first, so
// that equal objects of two documents are equal.
func (Importer) Link(_ context.Context, all []source.Part) (*model.Network, []model.Diagnostic) {
	parts := make([]*part, 0, len(all))
	for _, p := range all {
		if p, ok := p.(*part); ok {
			parts = append(parts, p)
		}
	}
	l := &linker{merger: source.NewMerger()}
	l.net = &l.merger.Network
	for _, p := range parts {
		for _, a := range p.answers {
			a.finish()
		}
	}
	placeAll(parts)
	l.reserve(parts)
	for _, p := range parts {
		l.take(p)
	}
	l.join()
	l.check()
	return l.net, append(l.diags, l.merger.Diagnostics...)
}

// reserve makes room for the rows of all parts.
func (l *linker) reserve(parts []*part) {
	var all []*model.Network
	for _, p := range parts {
		for _, a := range p.answers {
			all = append(all, &a.net)
		}
	}
	l.merger.Reserve(all)
}

// take merges one part, which is no longer needed then.
func (l *linker) take(p *part) {
	l.diags = append(l.diags, p.diags...)
	l.merger.Add(&model.Network{Unmodelled: p.unmodelled})
	for _, a := range p.answers {
		a.net.Collections = a.rows
		l.merger.Add(&a.net)
		l.joins.absorb(&a.joins)
		a.net = model.Network{}
	}
}

// placeAll fills in accounts and regions: what rows tell themselves, then the
// wrapper or the path, then the caller that a file beside them names, then the
// input's only one.
func placeAll(parts []*part) {
	inputs := map[int]*evidence{}
	callers := callersOf(parts)
	dropAliases(parts)
	for _, p := range parts {
		if inputs[p.input] == nil {
			inputs[p.input] = newEvidence()
		}
		for _, a := range p.answers {
			fill(&a.net, a.hint.account, a.hint.region)
			inputs[p.input].gather(a)
		}
	}
	for _, p := range parts {
		account, region := inputs[p.input].only()
		for _, a := range p.answers {
			a.placeRows(account, region)
			a.fillRest(firstAccount(callers.of(p), account), region)
		}
	}
}

// fillRest places the rows that are still without a place, and the joins.
func (a *answer) fillRest(account model.AccountID, region model.RegionID) {
	account, region = firstAccount(a.hint.account, account), firstRegion(a.hint.region, region)
	a.joins.place(account, region)
	fill(&a.net, account, region)
}

func (j *joins) place(account model.AccountID, region model.RegionID) {
	for i := range j.interfaces {
		r := &j.interfaces[i].row
		r.Account, r.Region = firstAccount(r.Account, account), firstRegion(r.Region, region)
	}
	for i := range j.attachments {
		r := &j.attachments[i].row
		r.Account, r.Region = firstAccount(r.Account, account), firstRegion(r.Region, region)
	}
	for i := range j.briefLists {
		r := &j.briefLists[i]
		r.Account, r.Region = firstAccount(r.Account, account), firstRegion(r.Region, region)
	}
	for i := range j.groupRules {
		r := &j.groupRules[i]
		r.owner, r.region = firstAccount(r.owner, account), firstRegion(r.region, region)
	}
}

// placeRows gives the collections their account and region. Without a wrapper
// or path they get the input's only ones; if there are several, the row stays
// open and speaks for all.
func (a *answer) placeRows(account model.AccountID, region model.RegionID) {
	for i := range a.rows {
		a.rows[i].Account = firstAccount(a.hint.account, account)
		a.rows[i].Region = firstRegion(a.hint.region, region)
	}
}

// callers maps a directory to the account that its sts-get-caller-identity names.
type callers map[string]model.AccountID

func callersOf(parts []*part) callers {
	out := callers{}
	for _, p := range parts {
		for _, a := range p.answers {
			if account := a.scalars["Account"]; account != "" && a.scalars["UserId"] != "" {
				out[path.Dir(p.source)] = model.AccountID(account)
			}
		}
	}
	return out
}

// of is the caller of the nearest directory above a document.
func (c callers) of(p *part) model.AccountID {
	for dir := path.Dir(p.source); dir != "." && dir != "/"; dir = path.Dir(dir) {
		if account := c[dir]; account != "" {
			return account
		}
	}
	return ""
}

// join puts together what several answers say of one resource.
func (l *linker) join() {
	l.joinInterfaces()
	l.joinAddresses()
	l.joinGroupRules()
	l.joinEntries()
	l.joinAttachments()
	l.joinTables()
	l.joinBalancers()
	l.joinMentions()
	l.joinWorkloads()
	spread(l.net)
}

// check says once what was met and not understood, and what cannot be true.
func (l *linker) check() {
	for _, u := range l.net.Unmodelled {
		if u.Matters && !strings.ContainsAny(u.What, ".[") {
			l.reportAnswer(u)
		}
	}
	l.checkACLs()
	l.checkTables()
}

// reportAnswer says that an answer was not read.
func (l *linker) reportAnswer(u model.Unmodelled) {
	if effect, recognised := notModelled[u.What]; recognised {
		d := source.NotModelled.At(u.Origin, "%s are not modelled", u.What)
		d.Effect = effect
		l.report(d)
		return
	}
	l.report(source.UnknownKey.At(u.Origin, "%q is not a member that segment knows", u.What))
}
