package ask

import (
	"context"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/reach"
	"github.com/seed-044d7529/segment/render/report"
)

// Query is one question as people write it.
type Query struct {
	From, To string
	Ports    string // empty: which?
	State    bool
	Explain  bool
	AllPaths int
}

// Can answers one question.
func (n *Network) Can(ctx context.Context, q Query) (report.Can, error) {
	on, text, err := portsOf(q.Ports)
	if err != nil {
		return report.Can{}, err
	}
	from, err := n.Resolver().Resolve(q.From)
	if err != nil {
		return report.Can{}, selecting("FROM", err)
	}
	to, err := n.Resolver().Resolve(q.To)
	if err != nil {
		return report.Can{}, selecting("TO", err)
	}
	question := reach.Question{From: endsOf(from), To: endsOf(to), On: on, State: q.State, Explain: q.Explain, AllPaths: q.AllPaths}
	var used []reach.AddressUse
	if anyFromInternet(question.From) {
		question.To, used = byPublicAddress(question.To, n.interfaces())
	}
	answer, err := n.put(ctx, question)
	if err != nil {
		return report.Can{}, err
	}
	if len(answer.Used) == 0 {
		answer.Used = used
	}
	return report.Can{
		From: called(from.Label, q.From), To: called(to.Label, q.To), On: text, Answer: answer, Names: n.namesOf(answer.Paths),
	}, nil
}

// namesOf are the names that people know of the ends of paths, which the
// engine calls by id.
func (n *Network) namesOf(paths []reach.Path) map[string]string {
	names := map[string]string{}
	for _, p := range paths {
		for _, end := range []string{p.From, p.To} {
			if who := n.Services().Identity(model.ENIID(end)); who != nil {
				names[end] = who.Name
			}
		}
	}
	return names
}

// put asks the engine.
func (n *Network) put(ctx context.Context, q reach.Question) (reach.Answer, error) {
	engine, err := n.Engine(ctx)
	if err != nil {
		return reach.Answer{}, err
	}
	begun := n.now()
	answer, err := engine.Can(ctx, q)
	n.solved(begun, answer.Pairs)
	return answer, err
}

// portsOf reads port text; nil means "which?". The text is canonical.
func portsOf(ports string) (*packet.Set, string, error) {
	if ports == "" {
		return nil, "", nil
	}
	set, err := packet.Parse(ports)
	if err != nil {
		return nil, "", Usage("see segment help ports", "%v", err)
	}
	if set.IsEmpty() {
		return nil, "", Usage("see segment help ports", "no port is asked for: %q", ports)
	}
	return &set, set.String(), nil
}

// called is how a report names an end: as the selector turned out to be
// called, or as it was written.
func called(label, written string) string {
	if label == "" {
		return written
	}
	return label
}
