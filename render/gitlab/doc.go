// Package gitlab writes results of a policy as a Code Quality report, which GitLab shows in merge
// requests.
//
// An issue is one finding. GitLab wants a line for each: it is the one that opens the path, where it is
// known, else the line of the policy. Fingerprints do not depend on lines and are unique. Waived
// findings are left out unless they are wanted.
package gitlab
