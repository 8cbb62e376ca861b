package source

import (
	"fmt"

	"github.com/seed-044d7529/segment/model"
)

// A Code is one class of complaint about an input. Its ID is stable: users
// filter and search by it.
type Code struct {
	ID       string
	Severity model.Severity
	Meaning  string
	Effect   string // on verdicts
	Next     string // what the user can do
}

// At makes a diagnostic of the code.
func (c Code) At(at model.Origin, format string, args ...any) model.Diagnostic {
	return model.Diagnostic{
		Severity: c.Severity, Code: c.ID, What: fmt.Sprintf(format, args...),
		Origin: at, Effect: c.Effect, Next: c.Next,
	}
}

// Effects and steps that several codes share.
const (
	nothingRead   = "nothing was read from it; what it holds is unknown"
	restUnknown   = "what it holds after this place is unknown"
	elementGone   = "this element is left out, and what depends on it is unknown"
	noEffect      = "none on verdicts"
	fetchAgain    = "fetch the document again and compare it with what AWS prints"
	checkElement  = "correct the element, or fetch the document again"
	reportMissing = "if it matters to your network, please report it with a redacted example"
)

// Codes of the SEG-1xx range. Those from 120 on are about AWS documents.
var (
	NoInput         = Code{"SEG-100", model.Error, "the input cannot be found or opened", nothingRead, "check the path given with -n"}
	NoDocuments     = Code{"SEG-101", model.Error, "the input holds no JSON document", nothingRead, "give a directory, file or archive with the output of aws … describe-*"}
	Unreadable      = Code{"SEG-102", model.Error, "a file or archive member cannot be read", nothingRead, "check its permissions and that it is whole"}
	BadSyntax       = Code{"SEG-103", model.Error, "a document is not valid JSON, or is cut short", restUnknown, fetchAgain}
	LimitExceeded   = Code{"SEG-104", model.Error, "a limit on the size of an input is exceeded", restUnknown, "raise the limit with the flag named, if you trust the input"}
	LinkLoop        = Code{"SEG-105", model.Warning, "a symbolic link leads back to a directory already read", noEffect, "remove the link"}
	NotJSON         = Code{"SEG-106", model.Note, "files that are not JSON were passed over", noEffect, "nothing, unless one of them should have been read"}
	EmptyFile       = Code{"SEG-107", model.Warning, "a file is empty", "the answer it should hold is unknown, not empty", "run the command that wrote it again: it probably failed"}
	NestedArchive   = Code{"SEG-108", model.Warning, "an archive inside an archive is not opened", nothingRead, "unpack it, or give it with its own -n"}
	NotYetRead      = Code{"SEG-109", model.Error, "this kind of input is recognised, but this build reads AWS JSON only", nothingRead, "give the output of aws … describe-* instead"}
	NewerSnapshot   = Code{"SEG-110", model.Error, "a snapshot was written in a newer format", nothingRead, "use a segment as new as the one that wrote it"}
	BadManifest     = Code{"SEG-111", model.Error, "the manifest of a snapshot cannot be read", nothingRead, "take the snapshot again"}
	Conflict        = Code{"SEG-112", model.Warning, "two documents describe the same object differently", "the later description is used", "remove the outdated one"}
	OldState        = Code{"SEG-113", model.Error, "a Terraform state of version 3 or older", nothingRead, "run terraform 0.12 or newer once, or give terraform show -json"}
	CallDenied      = Code{"SEG-114", model.Warning, "a call was denied when the snapshot was taken", "that collection is unknown", "grant the permission and take the snapshot again"}
	DuplicateMember = Code{"SEG-120", model.Warning, "a JSON object has the same member twice", "the last one is used", fetchAgain}
	WrongType       = Code{"SEG-121", model.Error, "a value has the wrong JSON type", elementGone, checkElement}
	MissingID       = Code{"SEG-122", model.Error, "an element has no identifier", elementGone, checkElement}
	BadAddress      = Code{"SEG-123", model.Error, "an address or CIDR block cannot be read", "what it would match is unknown", checkElement}
	BadProtocol     = Code{"SEG-124", model.Error, "a protocol, port or ICMP type cannot be read", "the rule matches unknown traffic", checkElement}
	UnknownKey      = Code{"SEG-125", model.Warning, "an answer is not one that segment knows", "it was not read; if it bears on the network, verdicts may miss it", reportMissing}
	MorePages       = Code{"SEG-126", model.Warning, "an answer is only one page of several", "what is on the other pages is unknown", "do not use --no-paginate, --max-items or --page-size without collecting every page"}
	NoArgument      = Code{"SEG-127", model.Warning, "an answer does not tell which resource it is about", "that resource's data is unknown", "name the file after the id, or wrap the answer: {\"segment\":{\"operation\":…,\"arguments\":{…}},\"output\":…}"}
	SharedInterface = Code{"SEG-128", model.Warning, "several instances claim one interface id", "each instance gets an interface of its own", "check whether the data was edited by hand"}
	UnknownTarget   = Code{"SEG-129", model.Warning, "a route has a target that segment does not know", "packets that take the route are unknown", reportMissing}
	ListInACL       = Code{"SEG-130", model.Error, "a network ACL entry names a prefix list, which AWS does not allow (NACL-10)", "the entry matches unknown addresses", checkElement}
	NoACLs          = Code{"SEG-131", model.Error, "the list of network ACLs is empty although there are VPCs (CON-5)", "network ACLs are unknown", "run aws ec2 describe-network-acls with the right to see them all"}
	AllPorts        = Code{"SEG-132", model.Note, "a TCP or UDP rule tells no ports and is read as all ports (SG-6)", noEffect, "nothing; AWS behaves the same"}
	HostBits        = Code{"SEG-133", model.Note, "a CIDR block has host bits set; AWS ignores them (RT-12, SG-9)", noEffect, "nothing; AWS behaves the same"}
	UnknownType     = Code{"SEG-134", model.Note, "an interface type that segment does not know behaves as a plain interface (IF-1)", "filters may apply differently to it", reportMissing}
	MergedAddress   = Code{"SEG-135", model.Note, "an Elastic IP names an interface that does not show it; they were joined", noEffect, "fetch addresses and interfaces at the same time"}
	CrossVPC        = Code{"SEG-136", model.Error, "a route table is associated with a subnet of another VPC (RT-14)", "the association is ignored", checkElement}
	Orphan          = Code{"SEG-137", model.Warning, "an answer is about a resource that is not in the input", "its data is used nowhere", "import the resource too"}
	NoDetails       = Code{"SEG-138", model.Note, "resources are listed by name, but their description was not imported", "these resources are unknown", "import their describe answers too"}
	NotAnAnswer     = Code{"SEG-139", model.Warning, "a JSON value is not an answer of AWS", "it was not read", "give the output of aws … describe-* as it was printed"}
	NoInstanceData  = Code{"SEG-140", model.Note, "an instance tells no interface; one was made from its own address", noEffect, "import describe-network-interfaces too"}
	NotModelled     = Code{"SEG-141", model.Warning, "an answer is recognised, but not modelled", "verdicts may miss what it holds", "nothing; the answer is listed with what it may change"}
)

// Codes is every code of this range, in order, for the manual and for tests.
func Codes() []Code {
	return []Code{
		NoInput, NoDocuments, Unreadable, BadSyntax, LimitExceeded, LinkLoop, NotJSON, EmptyFile, NestedArchive,
		NotYetRead, NewerSnapshot, BadManifest, Conflict, OldState, CallDenied, DuplicateMember, WrongType, MissingID,
		BadAddress, BadProtocol, UnknownKey, MorePages, NoArgument, SharedInterface, UnknownTarget, ListInACL, NoACLs,
		AllPorts, HostBits, UnknownType, MergedAddress, CrossVPC, Orphan, NoDetails, NotAnAnswer, NoInstanceData,
		NotModelled,
	}
}
