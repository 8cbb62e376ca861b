package awsjson

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// hint is what is known of an answer from around it: our wrapper, or the names
// of its file and directories.
type hint struct {
	operation string // "ec2:DescribeVpcs" or "elbv2-describe-listeners", lower-cased
	account   model.AccountID
	region    model.RegionID
	arguments map[string]string
	names     []string // the parts of the path, percent-decoded
	byPath    bool     // the account is the name of a directory, which may be an alias
}

var (
	accountName = regexp.MustCompile(`^\d{12}$`)
	regionName  = regexp.MustCompile(`^[a-z]{2}(-[a-z]+){1,2}-\d{1,2}$`)
)

// pathHint reads the path of a document: …/accounts/<id>/<region>/…,
// …/<region>/<service>-<operation>/<percent-encoded argument>.
func pathHint(path string) hint {
	var h hint
	parts := strings.Split(path, "/")
	for i, raw := range parts {
		name, err := url.PathUnescape(raw)
		if err != nil {
			name = raw
		}
		h.names = append(h.names, strings.TrimSuffix(name, ".json"))
		switch {
		case i == len(parts)-1:
		case accountName.MatchString(name), i > 0 && parts[i-1] == "accounts":
			h.account, h.byPath = model.AccountID(name), true
		case regionName.MatchString(name):
			h.region = model.RegionID(name)
		}
	}
	return h
}

// says reports whether the operation, as far as it is told by the wrapper or
// by a name of the path, has all the words in it.
func (h *hint) says(words ...string) bool {
	if h.operation != "" {
		return hasWords(h.operation, words)
	}
	for _, name := range h.names {
		if hasWords(name, words) {
			return true
		}
	}
	return false
}

// hasWords compares without case and dashes: "describe-target-groups",
// "DescribeTargetGroups" and "TargetGroups.json" are alike.
func hasWords(name string, words []string) bool {
	flat := strings.ToLower(strings.NewReplacer("-", "", "_", "", " ", "").Replace(name))
	for _, w := range words {
		if !strings.Contains(flat, w) {
			return false
		}
	}
	return true
}

// argument finds the resource that an answer was asked about: an argument of
// the wrapper by name, or an id of the wanted form in the path, the last part first.
func (h *hint) argument(form *regexp.Regexp, names ...string) string {
	for _, name := range names {
		if v := h.arguments[strings.ToLower(name)]; v != "" {
			return v
		}
	}
	for i := len(h.names) - 1; i >= 0; i-- {
		if found := form.FindString(h.names[i]); found != "" {
			return found
		}
	}
	return ""
}

// Forms of the ids that paths can hold.
var (
	tgwTableForm    = regexp.MustCompile(`tgw-rtb-[0-9A-Za-z]+`)
	prefixListForm  = regexp.MustCompile(`pl-[0-9A-Za-z]+`)
	targetGroupForm = regexp.MustCompile(`arn:[a-z-]+:elasticloadbalancing:[a-z0-9-]*:\d*:targetgroup/.+`)
)
