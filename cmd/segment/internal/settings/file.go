package settings

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/goccy/go-yaml"
)

// FileName is the configuration that is looked for.
const FileName = "segment.yaml"

// fromFile sets the network that segment.yaml names. Its inputs are relative
// to the folder of the file.
func (p Places) fromFile(f Flag) (from string, err error) {
	file := p.file()
	if file == "" {
		return "default", nil
	}
	inputs, err := p.networkOf(file)
	if err != nil || len(inputs) == 0 {
		return "default", err
	}
	for _, input := range inputs {
		if err := f.Set(input); err != nil {
			return "", fmt.Errorf("%s: network: %w", file, err)
		}
	}
	return "network: in " + file, nil
}

// file is the configuration that was named, else the one that is found.
func (p Places) file() string {
	if p.File == nil || p.File() == "" {
		return Find(p.Dir)
	}
	if file := p.File(); filepath.IsAbs(file) {
		return file
	}
	return filepath.Join(p.Dir, p.File())
}

// Find returns the path of the segment.yaml that holds for a folder, or "".
func Find(dir string) string {
	for at := dir; ; at = filepath.Dir(at) {
		file := filepath.Join(at, FileName)
		if info, err := os.Stat(file); err == nil && info.Mode().IsRegular() {
			return file
		}
		if isRepository(at) || !insideRepository(at) || filepath.Dir(at) == at {
			return ""
		}
	}
}

func isRepository(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, ".git"))
	return err == nil
}

func insideRepository(dir string) bool {
	for at := dir; ; at = filepath.Dir(at) {
		if isRepository(at) {
			return true
		}
		if filepath.Dir(at) == at {
			return false
		}
	}
}

// networkOf reads `network:`, one input or a list of them. Other keys belong
// to the policy and are not read here.
func (p Places) networkOf(file string) ([]string, error) {
	content, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var keys struct {
		Network oneOrMore `yaml:"network"`
	}
	if err := yaml.Unmarshal(content, &keys); err != nil {
		return nil, fmt.Errorf("%s: %s", file, yaml.FormatError(err, false, true))
	}
	for i, input := range keys.Network {
		if input != "-" && input != "demo:" && !filepath.IsAbs(input) {
			keys.Network[i] = p.called(filepath.Join(filepath.Dir(file), input))
		}
	}
	return keys.Network, nil
}

// called is a path as somebody in the current folder calls it, so that reports are the same on every machine.
func (p Places) called(path string) string {
	if below, err := filepath.Rel(p.Dir, path); err == nil && (filepath.IsLocal(below) || !filepath.IsAbs(path)) {
		return below
	}
	return path
}

// oneOrMore is a YAML string, or a list of strings.
type oneOrMore []string

// UnmarshalYAML implements yaml.BytesUnmarshaler.
func (o *oneOrMore) UnmarshalYAML(text []byte) error {
	var many []string
	if err := yaml.Unmarshal(text, &many); err == nil {
		*o = many
		return nil
	}
	var one string
	if err := yaml.Unmarshal(text, &one); err != nil {
		return errors.New("network: give one input, or a list of inputs")
	}
	*o = oneOrMore{one}
	return nil
}
