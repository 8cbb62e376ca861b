package model

import "strconv"

// Origin says where a value came from. The zero value means "not recorded".
type Origin struct {
	Source  string // file, archive member or "aws:eu-west-1/123456789012"; relative to the input
	Line    int    // 1-based; 0 if the source has no lines
	Column  int    // 1-based, in bytes; 0 if unknown
	Pointer string // JSON pointer inside Source, e.g. /SecurityGroups/3/IpPermissions/0
	Address string // Terraform address, e.g. module.db.aws_security_group.rds
}

// IsZero reports whether nothing is recorded.
func (o Origin) IsZero() bool { return o == Origin{} }

// String returns "file:line:column", as far as it is known, or the Terraform
// address when there is no file.
func (o Origin) String() string {
	if o.Source == "" {
		return o.Address
	}
	s := o.Source
	if o.Line > 0 {
		s += ":" + strconv.Itoa(o.Line)
		if o.Column > 0 {
			s += ":" + strconv.Itoa(o.Column)
		}
	}
	return s
}

// Unknown says that a value exists but is not known, and why (CON-1).
// A nil *Unknown means that the value is known.
type Unknown struct {
	Cause  string // for people: "vpc_id is known after apply", "element could not be read"
	Origin Origin
}
