package generate

import (
	"fmt"
	"net/netip"

	"github.com/seed-044d7529/segment/model"
)

// plan is a network before it is written down. What is few stands as rows of the model; what is
// many (interfaces) or has no way back from the model to AWS's form (rules) stands in a form of
// its own. The two writers, of files and of model data, read the same plan.
type plan struct {
	shape  Shape
	o      Options
	draws  *random // of the network
	doubts *random // of what is unknown: asking for it moves no other draw

	accounts   []model.AccountID
	net        model.Network // rows other than groups, network ACLs, interfaces and collections
	homes      []home        // a row per VPC of net
	spaces     []space       // a row per subnet of net
	groups     []group
	acls       []acl
	interfaces []face
	violations []Violation
	crossings  []Crossing

	issued map[string]int // the last number of each type of id
	public int            // public addresses given out
}

// newPlan draws the network.
func newPlan(shape Shape, o Options) (*plan, error) {
	if err := check(shape, o); err != nil {
		return nil, err
	}
	p := &plan{
		shape: shape, o: o, draws: newRandom(o.Seed, string(shape)), doubts: newRandom(o.Seed, string(shape)+"/unknown"),
		issued: map[string]int{},
	}
	if o.Unknown > 0 {
		p.addUnknownList()
	}
	builders[shape](p)
	p.addDefaults()
	return p, nil
}

// region is where all networks are.
const region = model.RegionID("eu-west-1")

// zoneName and zoneID name the availability zones, of which three are used.
func zoneName(i int) string     { return string(region) + string(rune('a'+i%zones)) }
func zoneID(i int) model.ZoneID { return model.ZoneID(fmt.Sprintf("euw1-az%d", i%zones+1)) }
func accountID(i int) model.AccountID {
	return model.AccountID(fmt.Sprintf("%012d", 100_000_000_001+i))
}

const zones = 3

// idOf is the id of AWS's form with a number in it.
func idOf(kind string, number int) string { return fmt.Sprintf("%s-%017x", kind, number) }

// id issues the next id of a type.
func (p *plan) id(kind string) string {
	p.issued[kind]++
	return idOf(kind, p.issued[kind])
}

// home is what the plan knows of a VPC beside its row.
type home struct {
	cidr     netip.Prefix
	six      netip.Prefix // zero: no IPv6
	internet string       // the internet gateway, or ""
	outward  string       // the egress-only internet gateway, or ""
	context  string       // value of the tag "context", or ""
}

// space is what the plan knows of a subnet beside its row.
type space struct {
	vpc    int
	next   uint32 // the lowest free address, as an offset
	custom bool   // has a network ACL of its own
}

// Addresses of a subnet that AWS keeps: the first four and the last.
const firstFree = 4

// room is how many addresses of a subnet are still free.
func (p *plan) room(subnet int) int {
	bits := p.net.Subnets[subnet].CIDR.Bits()
	return 1<<(32-bits) - 1 - int(p.spaces[subnet].next)
}

// addrAt is the address of an offset in an IPv4 or IPv6 prefix.
func addrAt(p netip.Prefix, offset uint32) netip.Addr {
	if p.Addr().Is4() {
		b := p.Addr().As4()
		return netip.AddrFrom4(plus(b, offset))
	}
	b := p.Addr().As16()
	low := plus([4]byte(b[12:]), offset)
	copy(b[12:], low[:])
	return netip.AddrFrom16(b)
}

func plus(b [4]byte, n uint32) [4]byte {
	sum := uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3])
	sum += n
	return [4]byte{byte(sum >> 24), byte(sum >> 16), byte(sum >> 8), byte(sum)}
}

// part is the i-th block of the given length inside an IPv4 prefix.
func part(p netip.Prefix, bits, i int) netip.Prefix {
	return netip.PrefixFrom(addrAt(p, uint32(i)<<(32-bits)), bits)
}

// sixOfVPC and sixOfSubnet carve the documentation range: a /48 a VPC, a /64 a subnet.
func sixOfVPC(vpc int) netip.Prefix {
	return netip.PrefixFrom(netip.AddrFrom16([16]byte{0x20, 0x01, 0x0d, 0xb8, byte(vpc >> 8), byte(vpc)}), 48)
}

func sixOfSubnet(vpc netip.Prefix, i int) netip.Prefix {
	b := vpc.Addr().As16()
	b[6], b[7] = byte(i>>8), byte(i)
	return netip.PrefixFrom(netip.AddrFrom16(b), 64)
}

// Blocks that mean everywhere.
var (
	anywhere  = netip.MustParsePrefix("0.0.0.0/0")
	anywhere6 = netip.MustParsePrefix("::/0")
)

// publicBlock is where public addresses begin; the range for benchmarks is theirs before any other.
var publicBlock = netip.MustParsePrefix("198.18.0.0/15")

// nextPublic issues a public address, as a number from 1.
func (p *plan) nextPublic() int {
	p.public++
	return p.public
}

func publicAddr(number int) netip.Addr { return addrAt(publicBlock, uint32(number)) }
