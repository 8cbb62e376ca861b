// Package awsjson reads what the AWS command line prints (aws ec2 describe-*,
// elbv2, rds, lambda, …) into a model.Network.
//
// # Vocabulary
//
// An answer is one JSON object printed by one call; its members are tables
// ("Vpcs": […]) whose elements become rows of the network. Which operation an
// answer belongs to is told by its members and, where several operations share
// one (PrefixLists, Routes, Associations, Attributes, Instances), by the fields
// of the elements. A hint is what surrounds an answer: our wrapper, or the
// names of its file and directories.
//
// # Guarantees
//
// Answers are read as a stream, one element at a time. Every row knows the
// file, line, column and JSON pointer of its element. An element that cannot
// be read is one diagnostic; its collection is then partial and what depends
// on it unknown. Every member of every answer is accounted for: modelled,
// known not to matter, or listed in Network.Unmodelled.
//
// If a JSON object has a member twice, the last one counts, with a warning.
//
// # Limits
//
// Local routes are not added (RT-5): AWS prints them, and where it did not the
// engine assumes them.
package awsjson
