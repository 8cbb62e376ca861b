package report

import (
	"crypto/sha256"
	"encoding/hex"
)

// Fingerprint is a stable name of what a message is about: its rule, contexts and opener, by
// Terraform address or else by group and rule tuple. Lines play no part.
func (m *Message) Fingerprint() string {
	parts := []string{m.ID}
	switch {
	case m.Problem != nil:
		parts = append(parts, m.Problem.What)
	case m.Finding != nil:
		parts = append(parts, m.Finding.FromContext, m.Finding.ToContext, m.Finding.Zone)
		for _, o := range m.Finding.Openers[:min(1, len(m.Finding.Openers))] {
			if o.Origin.Address != "" {
				parts = append(parts, o.Origin.Address)
			} else {
				parts = append(parts, o.Where, o.What)
			}
		}
	}
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}
