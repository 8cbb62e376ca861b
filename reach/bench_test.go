package reach_test

import (
	"context"
	"os"
	"testing"

	"github.com/seed-044d7529/segment/import/awsjson"
	"github.com/seed-044d7529/segment/import/source"
	"github.com/seed-044d7529/segment/reach"
)

// BenchmarkQuestions asks all facts of the largest real network, again and again.
func BenchmarkQuestions(b *testing.B) {
	const dir = corpusDir + "/batfish/pybatfish-hybrid-cloud"
	if _, err := os.Stat(dir); err != nil {
		b.Skip("the corpus of real networks is not beside the project")
	}
	n, _, err := source.Load(context.Background(), []string{dir + "/aws_configs"}, source.Options{Importers: []source.Importer{awsjson.Importer{}}})
	if err != nil {
		b.Fatal(err)
	}
	c, err := reach.Compile(context.Background(), n, reach.Options{})
	if err != nil {
		b.Fatal(err)
	}
	questions := questionsOf(b, c, dir+"/questions.jsonl")
	for i := 0; b.Loop(); i++ {
		if _, err := c.Can(context.Background(), questions[i%len(questions)]); err != nil {
			b.Fatal(err)
		}
	}
}

func questionsOf(b *testing.B, c *reach.Compiled, file string) []reach.Question {
	b.Helper()
	var questions []reach.Question
	for _, f := range readFacts(b, file) {
		questions = append(questions, f.question(b, c))
	}
	return questions
}
