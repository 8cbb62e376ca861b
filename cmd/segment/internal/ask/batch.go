package ask

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/netip"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/seed-044d7529/segment/model"
	"github.com/seed-044d7529/segment/model/selector"
	"github.com/seed-044d7529/segment/reach"
	"github.com/seed-044d7529/segment/render/report"
)

// question is one line of a batch (cli.md section 6).
type question struct {
	ID    json.RawMessage `json:"id"`
	From  string          `json:"from"`
	To    string          `json:"to"`
	On    string          `json:"on"`
	State bool            `json:"state"`
}

// numbered is a line of a batch with its number.
type numbered struct {
	line int
	text []byte
}

// atOnce is how many questions are worked on together; their answers are held
// until all are done, so that the order stays.
const atOnce = 1024

// longestLine bounds a line of a batch.
const longestLine = 16 << 20

// Batch answers the questions of in, one JSON object a line, and gives each
// answer to out in the same order. A question that cannot be answered gets an
// error and does not stop the others; failed counts them.
func (n *Network) Batch(ctx context.Context, in io.Reader, out func(report.Batch) error) (failed int, err error) {
	if _, err := n.Engine(ctx); err != nil {
		return 0, err
	}
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 64<<10), longestLine)
	for number, done := 0, false; !done; {
		var chunk []numbered
		for len(chunk) < atOnce && !done {
			if done = !lines.Scan(); done {
				break
			}
			number++
			if text := bytes.TrimSpace(lines.Bytes()); len(text) > 0 {
				chunk = append(chunk, numbered{number, bytes.Clone(text)})
			}
		}
		bad, err := n.batchChunk(ctx, chunk, out)
		failed += bad
		if err != nil {
			return failed, err
		}
	}
	return failed, lines.Err()
}

// batchChunk answers some questions in parallel and hands them on in order.
func (n *Network) batchChunk(ctx context.Context, chunk []numbered, out func(report.Batch) error) (failed int, err error) {
	answers := make([]report.Batch, len(chunk))
	n.Resolver() // both tables are read by many from here on
	n.interfaces()
	begun := n.now()
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(n.jobs())
	const share = 64
	for from := 0; from < len(chunk); from += share {
		group.Go(func() error {
			for i := from; i < min(from+share, len(chunk)); i++ {
				answers[i] = n.batchOne(ctx, chunk[i])
			}
			return ctx.Err()
		})
	}
	if err := group.Wait(); err != nil {
		return 0, err
	}
	n.solved(begun, 0)
	for _, a := range answers {
		n.Timings.Pairs += a.Answer.Pairs
		if a.Error != "" {
			failed++
		}
		if err := out(a); err != nil {
			return failed, err
		}
	}
	return failed, nil
}

// batchOne answers one line. It is called from several goroutines.
func (n *Network) batchOne(ctx context.Context, line numbered) report.Batch {
	var q question
	row := report.Batch{Line: line.line}
	if err := json.Unmarshal(line.text, &q); err != nil {
		row.Error = "this line is no question: " + err.Error()
		return row
	}
	row.ID = idText(q.ID)
	answer, err := n.literal(ctx, q)
	if err != nil {
		row.Error = oneLine(err)
		return row
	}
	row.Answer = answer
	return row
}

// literal puts a question that means exactly what it says: no name look-up
// for ids and addresses, no public address instead of a private one.
func (n *Network) literal(ctx context.Context, q question) (reach.Answer, error) {
	if q.From == "" || q.To == "" {
		return reach.Answer{}, errors.New(`a question needs "from" and "to"`)
	}
	on, _, err := portsOf(q.On)
	if err != nil {
		return reach.Answer{}, err
	}
	from, err := n.literalEnd(q.From)
	if err != nil {
		return reach.Answer{}, selecting("from", err)
	}
	to, err := n.literalEnd(q.To)
	if err != nil {
		return reach.Answer{}, selecting("to", err)
	}
	return n.compiled.Can(ctx, reach.Question{From: endsOf(from), To: endsOf(to), On: on, State: q.State})
}

// literalEnd is what one end of a question says. An interface at an address
// that is not its own is asked as it is: whether such a packet leaves is for
// the engine to say (SDC-1).
func (n *Network) literalEnd(text string) (selector.Set, error) {
	text = strings.TrimSpace(text)
	id, at, ok := strings.Cut(text, "@")
	addr, err := netip.ParseAddr(at)
	if eni := model.ENIID(id); ok && err == nil && n.byENI[eni] != nil {
		return selector.Set{Interfaces: []selector.Pick{{ENI: eni, Addr: addr.Unmap()}}, Label: text, Kind: "interface"}, nil
	}
	return n.resolver.ResolveLiteral(text)
}

// idText is an id as text: ids are strings, but numbers do no harm.
func idText(raw json.RawMessage) string {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return text
	}
	return string(raw)
}

// oneLine is an error without the layout of a problem.
func oneLine(err error) string {
	var p *Problem
	if errors.As(err, &p) && len(p.Diagnostics) > 0 {
		return p.Diagnostics[0].What
	}
	return err.Error()
}
