package jsonout

import (
	"embed"
	"slices"
	"strings"
)

//go:embed schema/*.json
var schemas embed.FS

// Formats are the names of the formats that have a schema, sorted.
func Formats() []string {
	entries, _ := schemas.ReadDir("schema")
	var names []string
	for _, e := range entries {
		names = append(names, strings.TrimSuffix(e.Name(), ".json"))
	}
	slices.Sort(names)
	return names
}

// Schema returns the JSON Schema (2020-12) of a format.
func Schema(format string) ([]byte, error) {
	return schemas.ReadFile("schema/" + format + ".json")
}
