package vectors

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// placeVPC reads "vpc-b 222222222222 r2": the VPC and what lies in it belong to that account and
// region, which are imported as whole as those of the fixture.
func placeVPC(n *model.Network, text string) error {
	words := strings.Fields(text)
	if len(words) != 3 {
		return fmt.Errorf("write place VPC ACCOUNT REGION")
	}
	owner, where := model.AccountID(words[1]), model.RegionID(words[2])
	v := reflect.ValueOf(n).Elem()
	for i := range v.NumField() {
		list := v.Field(i)
		if list.Kind() != reflect.Slice || list.Type().Elem().Kind() != reflect.Struct {
			continue
		}
		for j := range list.Len() {
			row := list.Index(j)
			if own, vpc := row.FieldByName("ID"), row.FieldByName("VPC"); own.IsValid() && own.String() == words[0] || vpc.IsValid() && vpc.String() == words[0] {
				row.FieldByName("Account").SetString(words[1])
				row.FieldByName("Region").SetString(words[2])
			}
		}
	}
	for i := range n.Peerings {
		for _, s := range []*model.PeeringSide{&n.Peerings[i].Requester, &n.Peerings[i].Accepter} {
			if string(s.VPC) == words[0] {
				s.Account, s.Region = owner, where
			}
		}
	}
	for _, c := range n.Collections {
		if c.Account == account && c.Region == region {
			c.Account, c.Region = owner, where
			n.Collections = append(n.Collections, c)
		}
	}
	return nil
}
