package awsjson

// skip reads over the next value, keeping the limit on nesting, and counts
// its elements if it is an array or an object.
func skip(r stream) (elements int, err error) {
	kind, err := r.peek()
	switch {
	case err != nil:
		return 0, err
	case kind == '{':
		return skipObject(r)
	case kind == '[':
		return skipArray(r)
	}
	return 0, skipScalar(r)
}

func skipArray(r stream) (elements int, err error) {
	if err := r.enter(); err != nil {
		return 0, err
	}
	for r.kind() != ']' {
		elements++
		if _, err := skip(r); err != nil {
			return elements, err
		}
	}
	return elements, r.leave()
}

func skipObject(r stream) (members int, err error) {
	if err := r.enter(); err != nil {
		return 0, err
	}
	for r.kind() == '"' {
		members++
		if _, _, err := r.name(); err != nil {
			return members, err
		}
		if _, err := skip(r); err != nil {
			return members, err
		}
	}
	return members, r.leave()
}

func skipScalar(r stream) error {
	_, err := r.scalar()
	return err
}
