package vectors

import (
	"fmt"
	"slices"
	"strings"

	"github.com/seed-044d7529/segment/model/packet"
)

// verdicts are the four words; what is delivered for certain is told by the first three.
var verdicts = []string{"reachable", "partial", "blocked", "unknown"}

// parseQuestion reads "w > d tcp/443 = blocked; one-way reachable; because NACL-3".
func parseQuestion(text string) (Vector, error) {
	ask, answer, ok := strings.Cut(text, " = ")
	if !ok {
		return Vector{}, fmt.Errorf("question %q has no answer; write FROM > TO PORTS = VERDICT", text)
	}
	from, rest, ok := strings.Cut(ask, " > ")
	words := strings.Fields(rest)
	if !ok || len(words) == 0 || len(words) > 2 {
		return Vector{}, fmt.Errorf("%q is no question; write FROM > TO PORTS", ask)
	}
	v := Vector{From: place(strings.TrimSpace(from)), To: place(words[0])}
	if len(words) == 2 {
		v.On = words[1]
		if _, err := packet.Parse(v.On); err != nil {
			return v, err
		}
	}
	clauses := strings.Split(answer, ";")
	v.Want = strings.TrimSpace(clauses[0])
	if !slices.Contains(verdicts, v.Want) {
		return v, fmt.Errorf("%q is no verdict; write one of %s", v.Want, strings.Join(verdicts, ", "))
	}
	for _, c := range clauses[1:] {
		if err := v.clause(strings.TrimSpace(c)); err != nil {
			return v, err
		}
	}
	return v, nil
}

func (v *Vector) clause(text string) error {
	word, rest, _ := strings.Cut(text, " ")
	switch word {
	case "one-way":
		v.WantOneWay = rest
		if !slices.Contains(verdicts[:3], rest) {
			return fmt.Errorf("%q is no verdict of delivery; write one of %s", rest, strings.Join(verdicts[:3], ", "))
		}
	case "allowed":
		s, err := packet.Parse(rest)
		if err != nil {
			return err
		}
		v.WantAllowed = s.String()
	case "because":
		v.WantReasons = strings.Fields(rest)
		for _, r := range v.WantReasons {
			for id := range strings.SplitSeq(r, "|") {
				if !ruleID.MatchString(id) {
					return fmt.Errorf("%q is no rule id; write one such as SG-1, or SG-1|SG-4", id)
				}
			}
		}
	case "note":
		v.WantNotes = append(v.WantNotes, strings.Fields(rest)...)
	case "state":
		v.State = true
	default:
		return fmt.Errorf("%q is no clause; write one-way, allowed, because, note or state", text)
	}
	return nil
}

// places are the short names of the fixture (semantics.md section 0.3).
var places = map[string]string{
	"w": "eni-w", "x": "eni-x", "d": "eni-d", "f": "eni-f", "p": "eni-p", "q": "eni-q", "r": "eni-r",
	"w6": "eni-w@2001:db8:a:1::10", "d6": "eni-d@2001:db8:a:2::20",
	"wEIP": "198.51.100.10", "natEIP": "198.51.100.50",
	"I": "203.0.113.9", "I6": "2001:db8:ffff::9", "O": "192.168.50.7",
}

// place returns the batch form of a place: a short name, or whatever it is.
func place(text string) string {
	if long, ok := places[text]; ok {
		return long
	}
	return text
}
