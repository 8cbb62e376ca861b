package reach

import (
	"context"

	"github.com/seed-044d7529/segment/model"
)

// Compiled is a network made ready for questions. It is safe for concurrent use.
type Compiled struct{}

// Compile makes n ready for questions. n must not change afterwards.
func Compile(ctx context.Context, n *model.Network, o Options) (*Compiled, error) {
	return &Compiled{}, ctx.Err()
}

// Can answers one question.
func (c *Compiled) Can(ctx context.Context, q Question) (Answer, error) { return Answer{}, ctx.Err() }

// Matrix answers for every pair of groups, rows sorted by From, then To.
func (c *Compiled) Matrix(ctx context.Context, q MatrixQuery) ([]MatrixRow, error) {
	return nil, ctx.Err()
}
