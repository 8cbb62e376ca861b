package reach_test

import (
	"context"
	"testing"

	"github.com/seed-044d7529/segment/internal/vectors"
	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/packet"
	"github.com/seed-044d7529/segment/reach"
)

func TestVectors(t *testing.T) {
	vs, err := vectors.Load(vectors.Dir(t))
	if err != nil {
		t.Fatal(err)
	}
	vectors.Run(t, vs, 1, func(n *model.Network, q vectors.Question) (vectors.Outcome, error) {
		c, err := reach.Compile(context.Background(), n, reach.Options{})
		if err != nil {
			return vectors.Outcome{}, err
		}
		question := reach.Question{From: []reach.End{literal(n, q.From)}, To: []reach.End{literal(n, q.To)}, State: q.State}
		if q.On != "" {
			on, err := packet.Parse(q.On)
			if err != nil {
				return vectors.Outcome{}, err
			}
			question.On = &on
		}
		a, err := c.Can(context.Background(), question)
		return outcomeOf(a), err
	})
}

// outcomeOf puts an answer in the words of the vectors.
func outcomeOf(a reach.Answer) vectors.Outcome {
	o := vectors.Outcome{Verdict: a.Verdict.String(), OneWay: oneWayWord(a), Allowed: a.Connections.Must.String()}
	for _, r := range a.Reasons {
		o.Reasons = append(o.Reasons, r.Code)
	}
	for _, u := range a.Unknown {
		o.Reasons = append(o.Reasons, u.Rule)
	}
	for _, n := range a.Notes {
		o.Reasons = append(o.Reasons, n.Code)
	}
	return o
}

// oneWayWord follows section 27: the one way list of an unknown is its must part.
func oneWayWord(a reach.Answer) string {
	if a.OneWay.Must.IsEmpty() {
		return "blocked"
	}
	return "reachable"
}
