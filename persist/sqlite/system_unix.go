//go:build !windows

package sqlite

import (
	"errors"
	"syscall"
)

// systemCode is the code of the problem behind an error of the operating system; "" for none.
func systemCode(err error) string {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return "disk_full"
	case errors.Is(err, syscall.EROFS):
		return "read_only_place"
	case errors.Is(err, syscall.ENAMETOOLONG):
		return "long_name"
	case errors.Is(err, syscall.EIO):
		return "disk_failed"
	}
	return ""
}
