package settings

import "path/filepath"

// Root returns the root of the repository that holds a folder, or the folder
// itself when there is none.
func Root(dir string) string {
	for at := dir; ; at = filepath.Dir(at) {
		if isRepository(at) {
			return at
		}
		if filepath.Dir(at) == at {
			return dir
		}
	}
}
