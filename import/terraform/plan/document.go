package plan

// Form is what a document is.
type Form uint8

// Forms of documents.
const (
	FormPlan     Form = iota // terraform show -json of a plan
	FormShow                 // terraform show -json of a state
	FormRawState             // terraform.tfstate, version 4
)

// Document is one plan or state.
type Document struct {
	Source    string // for people
	Form      Form
	Format    string   // format_version, or version
	Terraform string   // terraform_version
	Partial   []string // why the plan is only a part, in words
	Changes   []*Change
	Data      []*Resource // data sources that were read before the plan
	Variables map[string]*Value
	Config    *Config

	decoder      decoder
	saysComplete bool // the plan tells whether it is complete
}

// Resource names a resource instance.
type Resource struct {
	Address  string
	Module   string // address of the module instance; "" for the root
	Mode     string // "managed" or "data"
	Type     string
	Name     string
	Key      Key
	Provider string // registry.terraform.io/hashicorp/aws
	Pointer  string // JSON pointer to the element
	Deposed  bool

	doc    *Document
	values *Value
	text   masked
	read   bool
}

// masked is the text of a value and of its masks, not decoded yet.
type masked struct {
	value, unknown, secret []byte
	paths                  [][]string // sensitive paths of a raw state
}

// Block is the address without the key: aws_instance.web.
func (r *Resource) Block() string {
	block := r.Type + "." + r.Name
	if r.Mode == "data" {
		return "data." + block
	}
	return block
}

// Values returns what is told of the instance, or nil if it does not exist.
func (r *Resource) Values() *Value {
	if r == nil {
		return nil
	}
	if !r.read {
		r.read = true
		r.values = r.doc.decoder.masked(r.text.value, r.text.unknown, r.text.secret)
		for _, path := range r.text.paths {
			hide(r.values, path)
		}
		if r.values.KindOf() == Null {
			r.values = nil
		}
		r.text = masked{}
	}
	return r.values
}

// hide makes the value at a path unknown.
func hide(v *Value, path []string) {
	if v = v.At(path...); v != nil && v.Kind != Null && len(path) > 0 {
		v.Kind, v.Text, v.Children, v.Doubt = Unknown, "", nil, sensitive
	}
}

// Change is what a plan does to one instance. Before is nil when it is
// created, After when it is deleted.
type Change struct {
	Actions  []string // "no-op", "create", "read", "update", "delete", "forget"
	Previous string   // the address before it was moved
	Reason   string
	Before   *Resource
	After    *Resource
}

// Resource is the instance after the change, or before it if it is gone.
func (c *Change) Resource() *Resource {
	if c.After != nil {
		return c.After
	}
	return c.Before
}

// Is reports whether action is among the actions.
func (c *Change) Is(action string) bool {
	for _, a := range c.Actions {
		if a == action {
			return true
		}
	}
	return false
}

// Config is a module of the configuration.
type Config struct {
	Blocks    map[string]*Block // by type.name, or data.type.name
	Order     []string          // the keys of Blocks, in the order of the text
	Calls     map[string]*Call
	Outputs   map[string]*Value // expressions
	Variables map[string]*Value
	Providers map[string]*Value // root only: provider_config by key
}

// Block is a resource block of the configuration.
type Block struct {
	Mode, Type, Name string
	ProviderKey      string // "aws", "aws.alias", "module.x:aws"
	Expressions      *Value
	Count, ForEach   *Value // nil: not repeated
}

// Call is a module call.
type Call struct {
	Source         string
	Expressions    *Value
	Count, ForEach *Value
	Module         *Config
}

// Module returns the module with a key ("a.b"), or nil.
func (c *Config) Module(key string) *Config {
	for _, s := range splitKeyPath(key) {
		if c == nil {
			return nil
		}
		call := c.Calls[s]
		if call == nil {
			return nil
		}
		c = call.Module
	}
	return c
}

// Call returns the call of the module with a key, or nil.
func (c *Config) Call(key string) *Call {
	path := splitKeyPath(key)
	if len(path) == 0 {
		return nil
	}
	for _, s := range path[:len(path)-1] {
		if c == nil || c.Calls[s] == nil {
			return nil
		}
		c = c.Calls[s].Module
	}
	if c == nil {
		return nil
	}
	return c.Calls[path[len(path)-1]]
}
