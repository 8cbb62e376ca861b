// Package plan reads what Terraform and OpenTofu write into plain data: plans
// and states in JSON, raw states, and the sources inside a binary plan.
//
// # Vocabulary
//
// A Document is one text: a plan or a state. It lists resource instances; a
// plan has each one before and after the change. A Value is what is told of an
// attribute. What Terraform learns only on apply, and what is sensitive, is a
// Value of kind Unknown with a Doubt that says why. Config is the part of a
// plan that tells which expressions refer to what.
//
// # Guarantees
//
// Values are decoded when they are asked for: a plan of many resources that
// nobody reads costs its text only. A sensitive value is never kept.
//
// # Limits
//
// Format versions with major number 0 and 1 are read, states of version 4.
package plan
