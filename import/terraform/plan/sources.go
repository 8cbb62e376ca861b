package plan

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
)

// Sources are the configuration files of a root module and of the modules
// that it calls, by module key ("" is the root, "a.b" a module in a module).
type Sources struct {
	Modules map[string]*ModuleFiles
}

// ModuleFiles are the files of one module.
type ModuleFiles struct {
	Dir   string // relative to the root module, with slashes; "." is the root
	Files map[string][]byte
}

// Name is the path of a file of the module, relative to the root module.
func (m *ModuleFiles) Name(file string) string { return path.Join(m.Dir, file) }

// ErrNoSources is met in a zip archive that holds no configuration.
var ErrNoSources = errors.New("no configuration inside")

// MaxSources is how many bytes of configuration are read.
const MaxSources = 64 << 20

// manifest mirrors an element of modules.json.
type manifest struct {
	Key string `json:"Key"`
	Dir string `json:"Dir"`
}

// BinarySources reads the configuration that a binary plan carries:
// tfconfig/modules.json and tfconfig/m-KEY/*.tf.
func BinarySources(in io.ReaderAt, size int64) (*Sources, error) {
	archive, err := zip.NewReader(in, size)
	if err != nil {
		return nil, fmt.Errorf("read the binary plan: %w", err)
	}
	s := &Sources{Modules: map[string]*ModuleFiles{}}
	left := int64(MaxSources)
	dirs := map[string]string{}
	for _, f := range archive.File {
		name, inside := strings.CutPrefix(f.Name, "tfconfig/")
		if !inside {
			continue
		}
		text, err := member(f, &left)
		if err != nil {
			return nil, fmt.Errorf("read %s of the binary plan: %w", f.Name, err)
		}
		if name == "modules.json" {
			dirs = manifestDirs(text)
			continue
		}
		if dir, file := path.Split(name); strings.HasPrefix(dir, "m-") && isConfig(file) {
			s.add(strings.TrimSuffix(strings.TrimPrefix(dir, "m-"), "/"), file, text)
		}
	}
	if len(s.Modules) == 0 {
		return nil, ErrNoSources
	}
	for key, m := range s.Modules {
		m.Dir = cmpOr(dirs[key], strings.ReplaceAll(key, ".", "/"), ".")
	}
	return s, nil
}

func cmpOr(options ...string) string {
	for _, o := range options {
		if o != "" {
			return o
		}
	}
	return ""
}

func (s *Sources) add(key, file string, text []byte) {
	m := s.Modules[key]
	if m == nil {
		m = &ModuleFiles{Files: map[string][]byte{}}
		s.Modules[key] = m
	}
	m.Files[file] = text
}

// isConfig reports whether a file is configuration in the native syntax.
func isConfig(file string) bool {
	return strings.HasSuffix(file, ".tf") || strings.HasSuffix(file, ".tofu")
}

// member reads an archive member, as far as the budget allows.
func member(f *zip.File, left *int64) ([]byte, error) {
	in, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer in.Close()
	text, err := io.ReadAll(io.LimitReader(in, *left+1))
	if *left -= int64(len(text)); *left < 0 {
		return nil, fmt.Errorf("the configuration is larger than %d bytes", MaxSources)
	}
	return text, err
}

// manifestDirs maps module keys to folders; both spellings of modules.json are
// read: the list of a binary plan, and .terraform/modules/modules.json.
func manifestDirs(text []byte) map[string]string {
	var list []manifest
	if json.Unmarshal(text, &list) != nil {
		var object struct {
			Modules []manifest `json:"Modules"`
		}
		if json.Unmarshal(text, &object) != nil {
			return nil
		}
		list = object.Modules
	}
	dirs := map[string]string{}
	for _, m := range list {
		dirs[m.Key] = path.Clean(filepath.ToSlash(m.Dir))
	}
	return dirs
}

// DirSources reads the configuration of a root module from its folder. Called
// modules are found by their path, or by .terraform/modules/modules.json.
// Modules that are not there are left out.
func DirSources(dir string, config *Config) (*Sources, error) {
	s := &Sources{Modules: map[string]*ModuleFiles{}}
	text, err := os.ReadFile(filepath.Join(dir, ".terraform", "modules", "modules.json"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read the list of modules: %w", err)
	}
	left := int64(MaxSources)
	if err := s.folder(dir, "", ".", manifestDirs(text), config, &left); err != nil {
		return nil, err
	}
	if len(s.Modules) == 0 {
		return nil, ErrNoSources
	}
	return s, nil
}

// folder reads one module and those that it calls.
func (s *Sources) folder(root, key, dir string, known map[string]string, config *Config, left *int64) error {
	entries, err := os.ReadDir(filepath.Join(root, filepath.FromSlash(dir)))
	if err != nil && key == "" {
		return fmt.Errorf("read the configuration: %w", err)
	}
	for _, e := range entries {
		if e.IsDir() || !isConfig(e.Name()) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(dir), e.Name()))
		if err != nil {
			return fmt.Errorf("read the configuration: %w", err)
		}
		if *left -= int64(len(text)); *left < 0 {
			return fmt.Errorf("the configuration is larger than %d bytes", MaxSources)
		}
		s.add(key, e.Name(), text)
	}
	if m := s.Modules[key]; m != nil {
		m.Dir = dir
	}
	if config == nil {
		return nil
	}
	for _, name := range sortedKeys(config.Calls) {
		child := strings.TrimPrefix(key+"."+name, ".")
		at, ok := known[child]
		if source := config.Calls[name].Source; !ok && isLocal(source) {
			at, ok = path.Join(dir, source), true
		}
		if !ok || slices.Contains([]string{"", dir}, at) {
			continue
		}
		if err := s.folder(root, child, at, known, config.Calls[name].Module, left); err != nil {
			return err
		}
	}
	return nil
}

// isLocal reports whether the source of a module is a path.
func isLocal(source string) bool {
	return strings.HasPrefix(source, "./") || strings.HasPrefix(source, "../")
}
