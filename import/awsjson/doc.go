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
// # How it is read
//
// A reader passes a window of 256 KiB over the text and makes a tree of one
// element at a time: places in the text, no copies. Handlers ask the tree for
// members by name and make rows. A line is counted when somebody asks where a
// value stands. A text that is not valid JSON is handed to jsontext, which says
// what is wrong with it; in the tests jsontext reads everything, and both must
// agree. The elements of a long table are read several windows at a time.
//
// # Limits
//
// Local routes are not added (RT-5): AWS prints them, and where it did not the
// engine assumes them.
package awsjson
