package source

import (
	"bytes"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Kind is what a document is, told by its content.
type Kind uint8

// Kinds of documents.
const (
	NotText          Kind = iota // neither JSON nor anything else known
	AWS                          // answers of the AWS API, in our wrapper or bare
	SnapshotManifest             // the manifest of a snapshot
	TerraformPlan                // terraform show -json of a plan
	TerraformShow                // terraform show -json of a state
	TerraformState               // raw state, version 4
	TerraformOld                 // raw state, version 3 or older
	TerraformBinary              // what terraform plan -out writes: a zip with the configuration
)

// String names the kind for people.
func (k Kind) String() string {
	return [...]string{
		"not JSON", "AWS answers", "snapshot manifest", "Terraform plan", "Terraform state (terraform show -json)",
		"Terraform state", "Terraform state of an old version", "binary Terraform plan",
	}[k]
}

// sniffed is how many bytes of a document are looked at to tell its kind.
const sniffed = 64 << 10

// sniff tells the kind of a JSON text by the members that its first value has
// within the first bytes. Whatever else is JSON is taken for AWS: the importer
// tells what it does not know.
func sniff(head []byte) Kind {
	text := bytes.TrimLeft(head, " \t\r\n")
	if len(text) == 0 || (text[0] != '{' && text[0] != '[') {
		return NotText
	}
	if text[0] == '[' || beginsAsAnswer(text) {
		return AWS
	}
	return kindOf(topMembers(text))
}

// beginsAsAnswer recognises most answers by their first member, without
// reading further: AWS writes names with a capital, and nothing else does.
func beginsAsAnswer(text []byte) bool {
	name := bytes.TrimLeft(text[1:], " \t\r\n")
	return len(name) > 1 && name[0] == '"' && 'A' <= name[1] && name[1] <= 'Z' || bytes.HasPrefix(name, []byte(`"segment"`))
}

// topMembers reads the members of the first object as far as they lie in
// text: scalars with their value, the others with "".
func topMembers(text []byte) map[string]string {
	seen := map[string]string{}
	d := jsontext.NewDecoder(bytes.NewReader(text), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	if _, err := d.ReadToken(); err != nil {
		return seen
	}
	for {
		name, err := d.ReadToken()
		if err != nil || name.Kind() != '"' {
			return seen
		}
		key := name.String()
		seen[key] = ""
		switch d.PeekKind() {
		case '{', '[':
			err = d.SkipValue()
		default:
			var v jsontext.Token
			if v, err = d.ReadToken(); err == nil {
				seen[key] = v.String()
			}
		}
		if err != nil {
			return seen
		}
	}
}

func kindOf(members map[string]string) Kind {
	has := func(key string) bool { _, ok := members[key]; return ok }
	_, format := members["format_version"]
	switch {
	case format && (has("planned_values") || has("resource_changes") || has("configuration") || has("variables")):
		return TerraformPlan
	case format:
		return TerraformShow
	case has("terraform_version") && members["version"] == "4":
		return TerraformState
	case has("version") && (has("modules") || has("lineage") || has("serial")):
		if members["version"] == "4" {
			return TerraformState
		}
		return TerraformOld
	case has("format") && strings.HasPrefix(members["tool"], "segment"):
		return SnapshotManifest
	}
	return AWS
}
