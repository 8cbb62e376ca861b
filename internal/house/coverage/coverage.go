package main

import (
	"bufio"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A Rule is one rule of docs/semantics.md.
type Rule struct {
	ID      string // "NACL-11"
	Line    int    // where it is defined
	Title   string // its first words
	Section string // "8. Network ACLs"
}

var (
	// A rule begins with its id in bold: **NACL-11 TGW attachment subnets** …
	definition = regexp.MustCompile(`\*\*([A-Z][A-Z0-9]*-[0-9]+)\b(.*?)\*\*([^*]*)`)
	section    = regexp.MustCompile(`^## (.+)`)
	citation   = regexp.MustCompile(`\b[A-Z][A-Z0-9]*-[0-9]+\b`)
	// A Go name has no hyphen: TestEngine_NACL_11 cites NACL-11.
	testName = regexp.MustCompile(`^func (?:Test|Fuzz|Benchmark|Example)\w*`)
	inName   = regexp.MustCompile(`_([A-Z][A-Z0-9]*)_([0-9]+)`)
)

// ParseRules returns the rules that the text of semantics.md defines, in its order. An id that is
// defined twice is an error.
func ParseRules(text io.Reader) ([]Rule, error) {
	var rules []Rule
	defined := map[string]int{}
	in := ""
	lines := bufio.NewScanner(text)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if m := section.FindStringSubmatch(lines.Text()); m != nil {
			in = m[1]
		}
		for _, m := range definition.FindAllStringSubmatch(lines.Text(), -1) {
			if first, twice := defined[m[1]]; twice {
				return nil, fmt.Errorf("line %d: %s is already defined on line %d", n, m[1], first)
			}
			defined[m[1]] = n
			rules = append(rules, Rule{ID: m[1], Line: n, Title: title(m[2], m[3]), Section: in})
		}
	}
	return rules, lines.Err()
}

// title returns the bold words after an id, or the first of the sentence if there are none.
func title(bold, sentence string) string {
	t := strings.Trim(bold, " .:")
	if t == "" {
		t = strings.TrimSpace(sentence)
	}
	if words := strings.Fields(t); len(words) > 9 {
		t = strings.Join(words[:9], " ") + " …"
	}
	return t
}

// Citations count, for each cited id, the places of each test file that cite it.
type Citations map[string]map[string]int // id → file → count

// Count returns the number of citations of an id.
func (c Citations) Count(id string) int {
	n := 0
	for _, count := range c[id] {
		n += count
	}
	return n
}

func (c Citations) add(id, file string) {
	if c[id] == nil {
		c[id] = map[string]int{}
	}
	c[id][file]++
}

// FindCitations reads all tests below root: *_test.go, and every text file in a testdata folder.
// Folders of skip are left out, as are those whose name begins with a dot.
func FindCitations(root fs.FS, skip ...string) (Citations, error) {
	cited := Citations{}
	err := fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (name != "." && strings.HasPrefix(entry.Name(), ".") || slices.Contains(skip, name)):
			return fs.SkipDir
		case !entry.Type().IsRegular() || !isTest(name):
			return nil
		}
		text, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		for line := range strings.Lines(string(text)) {
			for _, id := range citations(line) {
				cited.add(id, name)
			}
		}
		return nil
	})
	return cited, err
}

// citations returns the ids that one line names, each once.
func citations(line string) []string {
	ids := citation.FindAllString(line, -1)
	for _, m := range inName.FindAllStringSubmatch(testName.FindString(line), -1) {
		ids = append(ids, m[1]+"-"+m[2])
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

func isTest(name string) bool {
	return strings.HasSuffix(name, "_test.go") || slices.Contains(strings.Split(path.Dir(name), "/"), "testdata")
}

// A Report compares rules with citations.
type Report struct {
	Rules   []Rule
	Cited   Citations
	Uncited []Rule
	Unknown []string // cited, with a prefix that rules have, but no such rule
}

// NewReport returns which rules are not cited, and which citations name no rule.
func NewReport(rules []Rule, cited Citations) Report {
	r := Report{Rules: rules, Cited: cited}
	known, prefixes := map[string]bool{}, map[string]bool{}
	for _, rule := range rules {
		known[rule.ID], prefixes[prefix(rule.ID)] = true, true
		if len(cited[rule.ID]) == 0 {
			r.Uncited = append(r.Uncited, rule)
		}
	}
	for id := range cited {
		if !known[id] && prefixes[prefix(id)] {
			r.Unknown = append(r.Unknown, id)
		}
	}
	slices.SortFunc(r.Unknown, compareIDs)
	return r
}

func prefix(id string) string {
	p, _, _ := strings.Cut(id, "-")
	return p
}

// compareIDs orders by prefix, then by number.
func compareIDs(a, b string) int {
	if c := strings.Compare(prefix(a), prefix(b)); c != 0 {
		return c
	}
	return number(a) - number(b)
}

func number(id string) int {
	_, digits, _ := strings.Cut(id, "-")
	n, _ := strconv.Atoi(digits) // the pattern of citations lets only digits through
	return n
}

// Write writes the report for people: a line for each section, then the rules that no test cites.
// With all, every rule is listed with its number of citations.
func (r Report) Write(w io.Writer, all bool) error {
	out := bufio.NewWriter(w)
	for start := 0; start < len(r.Rules); {
		end, cited := start, 0
		for ; end < len(r.Rules) && r.Rules[end].Section == r.Rules[start].Section; end++ {
			if len(r.Cited[r.Rules[end].ID]) > 0 {
				cited++
			}
		}
		fmt.Fprintf(out, "%4d of %3d  %s\n", cited, end-start, r.Rules[start].Section)
		start = end
	}
	listed, heading := r.Uncited, "cited by no test:"
	if all {
		listed, heading = r.Rules, "citations by tests:"
	}
	if len(listed) > 0 {
		fmt.Fprintf(out, "\n%s\n", heading)
	}
	for _, rule := range listed {
		fmt.Fprintf(out, "%4d  %-8s docs/semantics.md:%d  %s\n", r.Cited.Count(rule.ID), rule.ID, rule.Line, rule.Title)
	}
	for _, id := range r.Unknown {
		fmt.Fprintf(out, "no such rule: %s, cited by %s\n", id, strings.Join(r.files(id), ", "))
	}
	fmt.Fprintf(out, "\n%d of %d rules are cited by a test\n", len(r.Rules)-len(r.Uncited), len(r.Rules))
	return out.Flush()
}

func (r Report) files(id string) []string {
	var files []string
	for file := range r.Cited[id] {
		files = append(files, file)
	}
	slices.Sort(files)
	return files
}

// OK reports whether every rule is cited and every citation names a rule.
func (r Report) OK() bool { return len(r.Uncited) == 0 && len(r.Unknown) == 0 }
