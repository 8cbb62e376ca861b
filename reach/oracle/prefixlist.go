package oracle

import (
	"net/netip"
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// inPrefixList is PL-1 as the peer of a security group rule (SG-17).
func (o *Oracle) inPrefixList(id model.PrefixListID, p datagram, dir direction) truth {
	remote := p.src
	if dir == egress {
		remote = p.dst
	}
	list := o.ix.PrefixList[id]
	if list == nil {
		return unknown // PL-2
	}
	if contents, ok := entriesOf(list); ok {
		in := no
		for _, e := range contents.entries {
			in = in.or(remoteIn(e.CIDR, p, dir))
		}
		return in.and(contents.certain)
	}
	if !remote.IsValid() {
		return unknown
	}
	return mayHold(list, remote)
}

type listContents struct {
	entries []model.PrefixListEntry
	certain truth
}

// entriesOf is PL-2: the entries to go by, if they are known. Deleted lists are empty. While a
// version is being made its entries are in may only; PL-6's dynamic lists are as they stand.
func entriesOf(l *model.PrefixList) (listContents, bool) {
	switch {
	case strings.HasPrefix(l.State, "delete-complete"):
		return listContents{certain: yes}, true
	case l.UnknownEntries != nil:
		return listContents{}, false
	case strings.HasSuffix(l.State, "-in-progress"):
		return listContents{l.Entries, unknown}, true
	}
	return listContents{l.Entries, yes}, true
}

// mayHold is a list whose entries are not known: any address of its family. Lists that AWS manages
// hold public addresses only (PL-3, section 27).
func mayHold(l *model.PrefixList, a netip.Addr) truth {
	if a.Is6() != l.IPv6 {
		return no
	}
	managed := l.AWSManaged() || strings.HasPrefix(l.Name, "com.amazonaws.")
	if managed && !isInternetAddress(a) {
		return no
	}
	return unknown
}
