package vectors

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/seed-044d7529/segment/model"
)

// A Vector is one question in one scene, with the answer wanted. Verdicts are the words of the
// batch form: reachable, partial, blocked, unknown.
type Vector struct {
	ID    string   // "SG-1/two groups are a union#2": rule, title, number of the question when there are several
	Rules []string // rules it tests, the first is the one that owns it
	Tier  int      // 1 to 3: what an engine must have to answer as wanted (section 26)
	Title string
	File  string
	Line  int // of the question

	From, To, On string // batch form; On is empty for "which ports?"
	State        bool   // honour instance states (VPC-7)

	Want        string
	WantOneWay  string   // what is delivered for certain: reachable (all), partial or blocked (nothing); empty: not asked
	WantAllowed string   // canonical port text; empty: not asked
	WantReasons []string // rules the reasons must name; "A|B" means either
	WantNotes   []string // annotations and assumptions, compared where an engine tells any

	steps []step
}

// A Question is what an engine is asked: the batch form of the command line.
type Question struct {
	ID, From, To, On string
	State            bool
}

// Question returns the question of v.
func (v Vector) Question() Question {
	return Question{ID: v.ID, From: v.From, To: v.To, On: v.On, State: v.State}
}

// Load reads every *.vectors file of a folder, in the order of names and lines.
func Load(dir string) ([]Vector, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.vectors"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("no *.vectors files in %s", dir)
	}
	slices.Sort(files)
	var all []Vector
	seen, known := map[string]string{}, definitions{}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		vs, err := parse(filepath.Base(f), data, known)
		if err != nil {
			return nil, err
		}
		for _, v := range vs {
			at := fmt.Sprintf("%s:%d", v.File, v.Line)
			if first, twice := seen[v.ID]; twice {
				return nil, fmt.Errorf("%s: the vector %q stands already at %s", at, v.ID, first)
			}
			seen[v.ID] = at
		}
		all = append(all, vs...)
	}
	return all, nil
}

// Network returns the base network as v changes it. base stays as it is.
func (v Vector) Network(base *model.Network) (*model.Network, error) {
	n := clone(base)
	for _, s := range v.steps {
		var err error
		if n, err = s.apply(n); err != nil {
			return nil, fmt.Errorf("%s:%d: %s: %w", v.File, s.line, s.text, err)
		}
	}
	n.Normalize()
	return n, nil
}
