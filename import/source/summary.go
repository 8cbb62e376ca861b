package source

import (
	"strings"

	"github.com/seed-044d7529/segment/model"
)

// passedOver says once an input which files of it are not JSON.
func (r *reading) passedOver(input int) []model.Diagnostic {
	var names []string
	for _, res := range r.results {
		if res.input == input && res.skipped {
			names = append(names, res.source)
		}
	}
	if len(names) == 0 {
		return nil
	}
	shown := names[:min(len(names), 3)]
	what := strings.Join(shown, ", ")
	if more := len(names) - len(shown); more > 0 {
		return []model.Diagnostic{NotJSON.At(model.Origin{Source: names[0]}, "%d files are not JSON: %s and %d more", len(names), what, more)}
	}
	return []model.Diagnostic{NotJSON.At(model.Origin{Source: names[0]}, "not JSON: %s", what)}
}

// holdsNothing reports an input in which no document was found and of which
// nothing worse was said.
func (r *reading) holdsNothing(input int) (model.Diagnostic, bool) {
	for _, res := range r.results {
		if res.input == input && (res.part != nil || res.fatal || res.manifest != nil) {
			return model.Diagnostic{}, false
		}
	}
	name := r.names[input]
	return NoDocuments.At(model.Origin{Source: name}, "%s holds no JSON document", name), true
}
