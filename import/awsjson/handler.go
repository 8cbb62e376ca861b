package awsjson

import (
	"github.com/seed-044d7529/segment/model"
)

// handler reads one member of answers.
type handler struct {
	kind    model.Kind           // the collection it fills; "" when the elements decide
	element func(*answer, value) // reads an element of the array
	object  func(*answer, value) // reads the value when it is an object
	path    string               // name for the table of known fields; the key when empty
	splits  bool                 // elements tell rows and joins only: they can be read beside each other
}

// pathOf names the values of a member in reports: "Subnets[]".
func (h handler) pathOf(key string, list bool) string {
	if h.path != "" {
		return h.path
	}
	if list {
		return key + "[]"
	}
	return key
}

// handlers is filled by the files of the service areas.
var handlers = map[string]handler{}

// register adds the handlers of a service area; a member has one handler.
func register(more map[string]handler) {
	for key, h := range more {
		if _, twice := handlers[key]; twice {
			panic("two handlers for " + key)
		}
		handlers[key] = h
	}
}

// scalarMembers are plain members of answers that tell nothing about the
// network by themselves.
var scalarMembers = map[string]bool{
	"AdditionalRoutesAvailable": true, "collector_version": true, "provider": true, "config-file-git-sha1": true,
	"Account": true, "Arn": true, "UserId": true, "MaxItems": true, "UpdateToken": true, "FirewallArn": true,
	"FirewallName": true, "EndpointType": true, "MaxResults": true, "IsTruncated": true, "VpcId": true,
}
