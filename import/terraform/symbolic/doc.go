// Package symbolic evaluates the configuration of Terraform as far as a plan
// allows, so that links between objects that do not exist yet are exact.
//
// # Vocabulary
//
// A token stands for a value that Terraform learns on apply and that tells who
// an object is: its id, ARN or name. It is a string that no configuration
// holds, made of the address of the object and the name of the attribute.
// An expression whose value is a token leads to that object exactly, however
// many locals, variables, modules and functions lie between. A Node is what a
// block of the configuration says for one instance.
//
// # Guarantees
//
// Values come from the plan, never from defaults where the plan has a value.
// What cannot be evaluated is unknown, never a guess: functions that look
// inside strings give unknown for tokens, and so does whatever depends on the
// order of tokens.
//
// # Limits
//
// Files in JSON syntax and override files are not evaluated. Functions that
// read files are unknown.
package symbolic
