package awsjson_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seed-044d7529/segment/import/awsjson"
	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/model"
)

// read loads one text, as from standard input.
func read(t testing.TB, text string) (*model.Network, []model.Diagnostic, error) {
	t.Helper()
	return source.Load(context.Background(), []string{"-"}, source.Options{
		Importers: []source.Importer{awsjson.Importer{}}, Stdin: bytes.NewReader([]byte(text)),
	})
}

// files writes files into a directory and returns it.
func files(t *testing.T, texts map[string]string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "net")
	for name, text := range texts {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func codes(diags []model.Diagnostic) string {
	var out []string
	for _, d := range diags {
		out = append(out, d.Code)
	}
	return strings.Join(out, " ")
}

const vpcA = `{"VpcId": "vpc-a", "OwnerId": "111122223333", "CidrBlock": "10.0.0.0/16"}`

func TestDiagnostics(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"clean", `{"Vpcs": [` + vpcA + `]}`, ""},
		// one bad element is one diagnostic
		{"no id", `{"Vpcs": [{"CidrBlock": "10.0.0.0/16"}]}`, "SEG-122"},
		{"id of the wrong type", `{"Subnets": [{"SubnetId": {}, "CidrBlock": "10.0.0.0/16"}]}`, "SEG-121"},
		{"element of the wrong type", `{"Vpcs": [1]}`, "SEG-122"},
		{"table of the wrong type", `{"Vpcs": "none"}`, "SEG-121"},
		{"bad CIDR block", `{"Vpcs": [{"VpcId": "vpc-a", "CidrBlock": "10.0/16"}]}`, "SEG-123"},
		{"bad address", `{"NetworkInterfaces": [{"NetworkInterfaceId": "eni-1", "PrivateIpAddress": "10.0.0"}]}`, "SEG-123"},
		{"bad protocol", `{"SecurityGroups": [{"GroupId": "sg-1", "IpPermissions": [{"IpProtocol": "tpc"}], "IpPermissionsEgress": []}]}`, "SEG-124"},
		{"ICMP type", `{"SecurityGroups": [{"GroupId": "sg-1", "IpPermissions": [{"IpProtocol": "icmp", "FromPort": 300}], "IpPermissionsEgress": []}]}`, "SEG-124"},
		{"action", `{"NetworkAcls": [{"NetworkAclId": "acl-1", "Entries": [{"RuleNumber": 1, "Protocol": "-1", "RuleAction": "permit", "CidrBlock": "0.0.0.0/0"}]}]}`, "SEG-124"},
		// NACL-10: no prefix lists in network ACLs
		{"list in an ACL", `{"NetworkAcls": [{"NetworkAclId": "acl-1", "Entries": [{"RuleNumber": 1, "Protocol": "-1", "RuleAction": "deny", "PrefixListId": "pl-1"}]}]}`, "SEG-130"},
		// CON-5: a VPC always has a network ACL
		{"no ACLs", `{"Vpcs": [` + vpcA + `]} {"NetworkAcls": []}`, "SEG-131"},
		{"no ACLs and no VPCs", `{"Vpcs": []} {"NetworkAcls": []}`, ""},
		// RT-14: a table serves its own VPC
		{"cross VPC", `{"Subnets": [{"SubnetId": "subnet-1", "VpcId": "vpc-a", "CidrBlock": "10.0.0.0/24"}]}
			{"RouteTables": [{"RouteTableId": "rtb-1", "VpcId": "vpc-b", "Routes": [], "Associations": [{"SubnetId": "subnet-1"}]}]}`, "SEG-136"},
		{"member twice", `{"Vpcs": [{"VpcId": "vpc-x", "VpcId": "vpc-a", "CidrBlock": "10.0.0.0/16"}]}`, "SEG-120"},
		{"one page", `{"Vpcs": [` + vpcA + `], "NextToken": "abc"}`, "SEG-126"},
		{"all pages", `{"Vpcs": [` + vpcA + `], "NextToken": "abc"} {"Vpcs": []}`, ""},
		{"unknown member", `{"Hovercrafts": [1, 2]}`, "SEG-125"},
		{"known and beside the point", `{"KeyPairs": [{}], "Tags": []}`, ""},
		{"unknown member without elements", `{"Hovercrafts": []}`, ""},
		{"recognised, not modelled", `{"ClientVpnEndpoints": [{"ClientVpnEndpointId": "cvpn-1"}]}`, "SEG-141"},
		{"no answer", `{}`, "SEG-139"},
		{"number", `7`, "SEG-103"},
		{"entries of no list", `{"Entries": [{"Cidr": "10.0.0.0/8"}]}`, "SEG-127"},
		{"targets of no group", `{"TargetHealthDescriptions": []}`, "SEG-127"},
		{"routes of no table", `{"Routes": [], "AdditionalRoutesAvailable": false}`, "SEG-127"},
		{"attributes of nothing", `{"Attributes": [{"Key": "a", "Value": "b"}]}`, "SEG-127"},
		{"routes of an absent table", `{"TransitGatewayStaticRoutes": [{"TransitGatewayRouteTableId": "tgw-rtb-1", "Routes": []}]}`, "SEG-137"},
		{"firewall by name only", `{"Firewalls": [{"FirewallName": "f", "FirewallArn": "arn:aws:network-firewall:r:1:firewall/f"}]}`, "SEG-138"},
		{"equal twice", `{"Vpcs": [` + vpcA + `]} {"Vpcs": [` + vpcA + `]}`, ""},
		{"different", `{"Vpcs": [` + vpcA + `]} {"Vpcs": [{"VpcId": "vpc-a", "OwnerId": "111122223333", "CidrBlock": "10.1.0.0/16"}]}`, "SEG-112"},
	}
	for _, tt := range tests {
		if _, diags, _ := read(t, tt.in); codes(diags) != tt.want {
			t.Errorf("%s: got %v, want %s", tt.name, diags, tt.want)
		}
	}
}

func TestConflictNamesBothFilesAndTheLaterWins(t *testing.T) {
	a := files(t, map[string]string{"a.json": `{"Vpcs": [` + vpcA + `]}`})
	b := files(t, map[string]string{"b.json": `{"Vpcs": [{"VpcId": "vpc-a", "OwnerId": "111122223333", "CidrBlock": "10.1.0.0/16"}]}`})
	n, diags, err := load(t, a, b)
	if len(n.VPCs) != 1 || n.VPCs[0].CIDRs[0].Prefix.String() != "10.1.0.0/16" || err != nil {
		t.Errorf("got %v, %v", n.VPCs, err)
	}
	if len(diags) != 1 || !strings.Contains(diags[0].What, "net/a.json:1:11") || !strings.Contains(diags[0].What, "net/b.json:1:11") {
		t.Errorf("got %v", diags)
	}
}

// An organisation's import sees shared things from several accounts: tags are
// shown to the owner, associations to the owner of the transit gateway.
func TestSharedResourcesAreOne(t *testing.T) {
	wrap := func(account, output string) string {
		return `{"segment": {"account": "` + account + `", "region": "eu-west-1"}, "output": ` + output + `}`
	}
	const subnet = `"SubnetId": "subnet-1", "VpcId": "vpc-a", "OwnerId": "1", "CidrBlock": "10.0.0.0/24"`
	const attachment = `"TransitGatewayAttachmentId": "tgw-attach-1", "TransitGatewayId": "tgw-1", "TransitGatewayOwnerId": "1", "ResourceOwnerId": "2", "ResourceType": "vpc", "State": "available"`
	in := wrap("2", `{"Subnets": [{`+subnet+`}], "TransitGatewayAttachments": [{`+attachment+`}]}`)
	n, diags, err := read(t, in)
	if err != nil || len(diags) > 0 || n.TGWAttachments[0].Association.Unknown == nil {
		t.Errorf("the participant's view: got %+v, %v, %v", n.TGWAttachments, diags, err)
	}
	in += wrap("1", `{"Subnets": [{`+subnet+`, "Tags": [{"Key": "Name", "Value": "s"}]}],
		"TransitGatewayAttachments": [{`+attachment+`, "Association": {"TransitGatewayRouteTableId": "tgw-rtb-1", "State": "associated"}}]}`)
	n, diags, err = read(t, in)
	if err != nil || len(diags) > 0 || n.Subnets[0].Tags.Name() != "s" || n.TGWAttachments[0].Association.RouteTable != "tgw-rtb-1" {
		t.Errorf("both views: got %+v, %+v, %v, %v", n.Subnets, n.TGWAttachments, diags, err)
	}
}

func TestCutShortKeepsWhatWasRead(t *testing.T) {
	n, diags, err := read(t, `{"Vpcs": [`+vpcA+`, {"VpcId": "vpc-b`)
	if err == nil || codes(diags) != "SEG-103" || len(n.VPCs) != 1 {
		t.Errorf("got %v, %v, %v", n.VPCs, diags, err)
	}
	if p := n.Presence(model.KindVPCs, "111122223333", ""); p != model.Partial {
		t.Errorf("the VPCs are %s", p)
	}
}

func TestNesting(t *testing.T) {
	deep := strings.Repeat(`{"a":`, 250) + "1" + strings.Repeat("}", 250)
	for _, in := range []string{strings.Repeat("[", 300), deep, `{"Vpcs": [` + deep + `]}`, `{"Unheard": ` + deep + `}`} {
		_, diags, err := read(t, in)
		if err == nil || !strings.Contains(codes(diags), "SEG-104") {
			t.Errorf("%.20s…: got %v, %v", in, diags, err)
		}
	}
}

// jq and others sort members: the wrapper's head may come last.
func TestWrapperInAnyOrder(t *testing.T) {
	const head = `"segment": {"operation": "ec2:DescribeVpcs", "account": "999988887777", "region": "eu-north-1", "arguments": {}}`
	const body = `"output": {"Vpcs": [{"VpcId": "vpc-a", "CidrBlock": "10.0.0.0/16"}], "NextToken": null}`
	for _, in := range []string{"{" + head + "," + body + "}", "{" + body + "," + head + "}"} {
		n, diags, err := read(t, in)
		if err != nil || len(diags) > 0 || n.VPCs[0].Account != "999988887777" || n.VPCs[0].Region != "eu-north-1" {
			t.Errorf("got %v, %v, %v", n.VPCs, diags, err)
		}
		if n.VPCs[0].Origin.Pointer != "/output/Vpcs/0" || n.Presence(model.KindVPCs, "999988887777", "eu-north-1") != model.Complete ||
			n.Presence(model.KindVPCs, "999988887777", "eu-west-1") != model.Absent {
			t.Errorf("got %v, %v", n.VPCs[0].Origin, n.Collections)
		}
	}
}

func TestArgumentsTellTheRouteTable(t *testing.T) {
	const table = `{"TransitGatewayRouteTables": [{"TransitGatewayRouteTableId": "tgw-rtb-1", "TransitGatewayId": "tgw-1"}]}`
	search := func(filters string) string {
		return `{"segment": {"operation": "ec2:SearchTransitGatewayRoutes", "arguments": {"TransitGatewayRouteTableId": "tgw-rtb-1", "Filters": ` + filters + `}},
			"output": {"Routes": [{"DestinationCidrBlock": "10.0.0.0/8", "Type": "static", "State": "active"}], "AdditionalRoutesAvailable": false}}`
	}
	for filters, full := range map[string]bool{
		`[{"Name": "state", "Values": ["active", "blackhole"]}]`: true,
		`[{"Name": "type", "Values": ["static"]}]`:               false,
	} {
		n, diags, err := read(t, table+search(filters))
		if err != nil || len(diags) > 0 || len(n.TGWRouteTables[0].Routes) != 1 || n.TGWRouteTables[0].RoutesComplete != full {
			t.Errorf("%s: got %+v, %v, %v", filters, n.TGWRouteTables, diags, err)
		}
	}
}

// AWS stops a search at 1000 routes and says so.
func TestMoreRoutesThanAWSPrints(t *testing.T) {
	n, diags, err := read(t, `{"TransitGatewayRouteTables": [{"TransitGatewayRouteTableId": "tgw-rtb-1", "TransitGatewayId": "tgw-1"}]}
		{"segment": {"operation": "ec2:SearchTransitGatewayRoutes", "arguments": {"TransitGatewayRouteTableId": "tgw-rtb-1"}},
		 "output": {"Routes": [{"DestinationCidrBlock": "10.0.0.0/8", "Type": "static", "State": "active"}], "AdditionalRoutesAvailable": true}}`)
	if table := n.TGWRouteTables[0]; err != nil || len(diags) > 0 || table.UnknownRoutes == nil || table.RoutesComplete {
		t.Errorf("got %+v, %v, %v", n.TGWRouteTables, diags, err)
	}
}

func TestAccountsAndRegions(t *testing.T) {
	subnet := `{"Subnets": [{"SubnetId": "subnet-1", "VpcId": "vpc-a", "CidrBlock": "10.0.0.0/24", "AvailabilityZone": "us-east-1-bos-1a"}]}`
	bare := `{"Vpcs": [{"VpcId": "vpc-a", "CidrBlock": "10.0.0.0/16"}]}`
	tests := []struct {
		name  string
		files map[string]string
		want  string // account and region of vpc-a
	}{
		{"path", map[string]string{"accounts/12/eu-west-2/v.json": bare}, "12 eu-west-2"},
		{"account directory", map[string]string{"123456789012/us-gov-west-1/v.json": bare}, "123456789012 us-gov-west-1"},
		{"zone of a subnet", map[string]string{"v.json": bare, "s.json": subnet}, " us-east-1"},
		{"caller", map[string]string{"v.json": bare, "me.json": `{"Account": "123456789012", "Arn": "x", "UserId": "y"}`}, "123456789012 "},
		{"the only owner", map[string]string{"v.json": bare, "g.json": `{"InternetGateways": [{"InternetGatewayId": "igw-1", "OwnerId": "5"}]}`}, "5 "},
		{"two owners", map[string]string{"v.json": bare, "g.json": `{"InternetGateways": [{"InternetGatewayId": "igw-1", "OwnerId": "5"}, {"InternetGatewayId": "igw-2", "OwnerId": "6"}]}`}, " "},
	}
	for _, tt := range tests {
		n, diags, err := load(t, files(t, tt.files))
		if got := string(n.VPCs[0].Account) + " " + string(n.VPCs[0].Region); got != tt.want || err != nil {
			t.Errorf("%s: got %q, want %q; %v, %v", tt.name, got, tt.want, diags, err)
		}
		if n.Presence(model.KindVPCs, n.VPCs[0].Account, n.VPCs[0].Region) != model.Complete {
			t.Errorf("%s: not present in %v", tt.name, n.Collections)
		}
	}
}

// The same input gives the same network and the same words, whatever runs first.
func TestDeterminism(t *testing.T) {
	n, diags, _ := load(t, "testdata/estate")
	want := show(n, diags)
	for range 20 {
		n, diags, _ := load(t, "testdata/estate")
		if got := show(n, diags); got != want {
			t.Fatal("two loads differ")
		}
	}
}

// The seeds are small: the fuzzer spends its time on new texts, not on
// shortening old ones.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{
		`{"Vpcs": [` + vpcA + `]}`, `{"Subnets": null, "NextToken": "x"}`, `[{"Addresses": [{"PublicIp": "1.2.3.4"}]}, 1]`,
		`{"SecurityGroups": [{"GroupId": "sg-1", "IpPermissions": [{"IpProtocol": "tcp", "FromPort": 1, "ToPort": 2, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}]}]}`,
		`{"RouteTables": [{"RouteTableId": "r", "Routes": [{"DestinationCidrBlock": "::/0", "GatewayId": "vpce-1"}], "Associations": [{"Main": true}]}]}`,
		`{"NetworkAcls": [{"NetworkAclId": "a", "Entries": [{"RuleNumber": 1, "Protocol": "6", "RuleAction": "deny", "PortRange": {"From": 1}}]}]}`,
		`{"Reservations": [{"Instances": [{"InstanceId": "i", "NetworkInterfaces": [{"NetworkInterfaceId": "e"}], "PrivateIpAddress": "10.0.0.1"}]}]}`,
		`{"output": {"Routes": [{"Type": "static"}], "Associations": [[]]}, "segment": {"arguments": {"Filters": [{"Name": "type"}]}}}`,
		`{"Firewall": {"FirewallArn": "f"}, "FirewallStatus": {"SyncStates": {"z": {"Attachment": {}}}}, "tasks": [{"taskArn": "t"}]}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		d := &source.Document{Source: "fuzz.json", Kind: source.AWS, MaxDepth: 200, Text: source.NewLines(bytes.NewReader(in))}
		part, _ := awsjson.Importer{}.Decode(t.Context(), d)
		n, diags := awsjson.Importer{}.Link(t.Context(), []source.Part{part})
		if n == nil || part == nil {
			t.Fatal("nothing returned")
		}
		for _, x := range diags {
			if x.Code == "" || x.Origin.Source != "fuzz.json" {
				t.Errorf("a diagnostic without code or place: %v", x)
			}
		}
	})
}
