package packet

// echoed lists the ICMP requests that have a reply, with code 0 on both sides (CONN-1):
// echo, timestamp, information and address mask; ICMPv6 echo.
var echoed = []struct {
	protocol       Protocol
	request, reply uint8
}{
	{ICMP, 8, 0},
	{ICMP, 13, 14},
	{ICMP, 15, 16},
	{ICMP, 17, 18},
	{ICMPv6, 128, 129},
}

// requests is what can begin a connection.
var requests = Set{tcp: everyPort, udp: everyPort, others: portless}.Union(requestsAnswered(All()))

// RequestTraffic returns the traffic that can begin a connection: TCP, UDP, the ICMP request
// types with code 0, and every portless protocol (CONN-1, CONN-5). The rest is one way only.
func RequestTraffic() Set { return requests }

// ReplyOf returns the reply to t (CONN-1). For TCP and UDP the reply goes to the client's port,
// which Traffic does not know: pass it as client. ok is false if t has no reply.
func ReplyOf(t Traffic, client uint16) (reply Traffic, ok bool) {
	switch {
	case t.Protocol == TCP || t.Protocol == UDP:
		return Traffic{Protocol: t.Protocol, Port: client}, true
	case t.Protocol.IsPortless():
		return Traffic{Protocol: t.Protocol}, true
	}
	for _, e := range echoed {
		if e.protocol == t.Protocol && e.request == t.Type && t.Code == 0 {
			return Traffic{Protocol: t.Protocol, Type: e.reply}, true
		}
	}
	return Traffic{}, false
}

// requestsAnswered returns the ICMP and ICMPv6 requests whose reply is in reply.
func requestsAnswered(reply Set) Set {
	var out Set
	for _, e := range echoed {
		if reply.Contains(Traffic{Protocol: e.protocol, Type: e.reply}) {
			out = out.Union(Traffic{Protocol: e.protocol, Type: e.request}.Set())
		}
	}
	return out
}

// echoRequest returns the text of p's echo request type, for messages to people.
func echoRequest(p Protocol) string {
	if p == ICMPv6 {
		return "icmpv6/128"
	}
	return "icmp/8"
}
