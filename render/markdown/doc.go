// Package markdown writes reports for comments and job summaries of code
// hosts: GitHub-flavoured Markdown with the verdict on the first line.
//
// Every name is escaped: none can begin a link, an image, a mention or a cell.
// A document stays under the size that the hosts accept; rows that do not fit
// are counted.
package markdown
