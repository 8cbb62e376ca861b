package packet

import "encoding/binary"

// Key returns canonical bytes: two sets are equal if and only if their keys are.
// Use it to intern sets; it is not text, and may change between versions.
func (s Set) Key() string { return string(s.appendKey(nil)) }

func (s Set) appendKey(b []byte) []byte {
	for _, part := range [...]PortSet{s.tcp, s.udp, s.icmp, s.icmpv6} {
		b = part.appendKey(b)
	}
	if s.others == (protocolBits{}) {
		return append(b, 0)
	}
	b = append(b, 1)
	for _, word := range s.others {
		b = binary.BigEndian.AppendUint64(b, word)
	}
	return b
}

// appendKey writes the number of ranges, then the ranges: no key is the beginning of another.
func (s PortSet) appendKey(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(len(s.ranges)))
	for _, r := range s.ranges {
		b = binary.BigEndian.AppendUint16(b, r.First)
		b = binary.BigEndian.AppendUint16(b, r.Last)
	}
	return b
}
