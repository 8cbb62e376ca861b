package awsjson_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seed-044d7529/segment/import/awsjson"
	"github.com/seed-044d7529/segment/import/source"
)

// manyInterfaces prints n interfaces as the command line does.
func manyInterfaces(n int) string {
	var b strings.Builder
	b.WriteString("{\n \"NetworkInterfaces\": [")
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `
  {
   "AvailabilityZone": "eu-west-1a", "Description": "", "InterfaceType": "interface",
   "Groups": [{"GroupId": "sg-%08x", "GroupName": "g"}],
   "NetworkInterfaceId": "eni-%017x", "OwnerId": "111122223333", "PrivateIpAddress": "10.%d.%d.%d",
   "PrivateIpAddresses": [{"Primary": true, "PrivateIpAddress": "10.%d.%d.%d"}],
   "SourceDestCheck": true, "Status": "in-use", "SubnetId": "subnet-%08x", "VpcId": "vpc-00000001",
   "Attachment": {"Status": "attached", "InstanceOwnerId": "amazon-aws", "DeviceIndex": 0}
  }`, i%50, i, i>>16&255, i>>8&255, i&255, i>>16&255, i>>8&255, i&255, i%20)
	}
	b.WriteString("\n ]\n}\n")
	return b.String()
}

func BenchmarkLoadInterfaces(b *testing.B) {
	text := manyInterfaces(20_000)
	file := filepath.Join(b.TempDir(), "interfaces.json")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		n, _, err := source.Load(b.Context(), []string{file}, source.Options{Importers: []source.Importer{awsjson.Importer{}}})
		if err != nil || len(n.NetworkInterfaces) != 20_000 {
			b.Fatal(err, len(n.NetworkInterfaces))
		}
	}
}
