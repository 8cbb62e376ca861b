// Package mermaid draws small pictures of contexts in the language of Mermaid, which code hosts
// render in comments and summaries. Larger ones are for package dot. Every name is escaped.
package mermaid
