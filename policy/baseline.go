package policy

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model/packet"
)

// baselineFormat is the format number of baseline files.
const baselineFormat = "segment.baseline/1"

// Baseline holds findings that were there before and do not fail: by rule, pair of services and
// packets, never by line.
type Baseline struct {
	Entries []BaselineEntry // sorted, each rule and pair once
}

// BaselineEntry is what was broken between two services.
type BaselineEntry struct {
	Rule, From, To string // From and To: context/service
	Ports          packet.Set
}

// NewBaseline holds everything that is broken or unknown in results.
func NewBaseline(r *Results) *Baseline {
	var all []BaselineEntry
	for i := range r.Rows {
		for j := range r.Rows[i].Findings {
			f := &r.Rows[i].Findings[j]
			for _, p := range f.Pairs {
				if f.Word != Waived {
					all = append(all, f.entry(r.Rows[i].Rule, p))
				}
			}
		}
	}
	return newBaseline(all)
}

// newBaseline sorts entries and joins those of one rule and pair.
func newBaseline(all []BaselineEntry) *Baseline {
	slices.SortStableFunc(all, compareEntries)
	b := &Baseline{}
	for _, e := range all {
		if n := len(b.Entries); n > 0 && compareEntries(b.Entries[n-1], e) == 0 {
			b.Entries[n-1].Ports = b.Entries[n-1].Ports.Union(e.Ports)
			continue
		}
		b.Entries = append(b.Entries, e)
	}
	return b
}

func compareEntries(x, y BaselineEntry) int {
	return cmp.Or(cmp.Compare(x.Rule, y.Rule), cmp.Compare(x.From, y.From), cmp.Compare(x.To, y.To))
}

// entry is one pair of a finding.
func (f *Finding) entry(rule string, p Pair) BaselineEntry {
	return BaselineEntry{Rule: rule, From: f.FromContext + "/" + p.From, To: f.ToContext + "/" + p.To, Ports: p.Ports}
}

// of is what the baseline holds of a rule and pair.
func (b *Baseline) of(e BaselineEntry) packet.Set {
	at, found := slices.BinarySearchFunc(b.Entries, e, compareEntries)
	if !found {
		return packet.None()
	}
	return b.Entries[at].Ports
}

// Shrink returns what of the baseline is still there: entries that are mended are gone. It never
// grows; NewBaseline makes a larger one.
func (b *Baseline) Shrink(r *Results) *Baseline {
	now := NewBaseline(r)
	left := &Baseline{}
	for _, e := range b.Entries {
		if e.Ports = e.Ports.Intersect(now.of(e)); !e.Ports.IsEmpty() {
			left.Entries = append(left.Entries, e)
		}
	}
	return left
}

// Equal reports whether two baselines hold the same.
func (b *Baseline) Equal(other *Baseline) bool {
	return slices.EqualFunc(b.Entries, other.Entries, func(x, y BaselineEntry) bool {
		return x.Rule == y.Rule && x.From == y.From && x.To == y.To && x.Ports.Equal(y.Ports)
	})
}

// compareBaseline says of every finding whether it is new.
func (e *evaluator) compareBaseline() {
	for i := range e.results.Rows {
		row := &e.results.Rows[i]
		for j := range row.Findings {
			f := &row.Findings[j]
			f.New = f.Word != Waived
			if old := e.options.Baseline; old != nil && f.New {
				f.New = slices.ContainsFunc(f.Pairs, func(p Pair) bool {
					one := f.entry(row.Rule, p)
					return !one.Ports.IsSubsetOf(old.of(one))
				})
			}
			row.New = row.New || f.New
		}
	}
}

// baselineFile is the form of baseline files.
type baselineFile struct {
	Format  string         `json:"format"`
	Entries []baselineLine `json:"entries"`
}

type baselineLine struct {
	Rule  string   `json:"rule"`
	From  string   `json:"from"`
	To    string   `json:"to"`
	Ports []string `json:"ports"`
}

// Marshal writes a baseline as JSON, one line an entry.
func (b *Baseline) Marshal() ([]byte, error) {
	file := baselineFile{Format: baselineFormat, Entries: []baselineLine{}}
	for _, e := range b.Entries {
		file.Entries = append(file.Entries, baselineLine{e.Rule, e.From, e.To, e.Ports.Strings()})
	}
	out, err := json.MarshalIndent(file, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write baseline: %w", err)
	}
	return append(out, '\n'), nil
}

// ParseBaseline reads what Marshal wrote.
func ParseBaseline(content []byte) (*Baseline, error) {
	var file baselineFile
	if err := json.Unmarshal(content, &file); err != nil {
		return nil, fmt.Errorf("read baseline: %w", err)
	}
	if file.Format != baselineFormat {
		return nil, fmt.Errorf("read baseline: the format is %.40q, not %s", file.Format, baselineFormat)
	}
	var all []BaselineEntry
	for i, line := range file.Entries {
		ports, err := packet.Parse(strings.Join(line.Ports, ","))
		if err != nil {
			return nil, fmt.Errorf("read baseline: entry %d: %w", i+1, err)
		}
		all = append(all, BaselineEntry{line.Rule, line.From, line.To, ports})
	}
	return newBaseline(all), nil
}
