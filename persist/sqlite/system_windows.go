package sqlite

import (
	"errors"
	"syscall"
)

// Results of Windows; see Microsoft's list of system error codes.
const (
	errorWriteProtect     = syscall.Errno(19)
	errorCRC              = syscall.Errno(23)
	errorSharingViolation = syscall.Errno(32)
	errorHandleDiskFull   = syscall.Errno(39)
	errorDiskFull         = syscall.Errno(112)
	errorInvalidName      = syscall.Errno(123)
	errorNameTooLong      = syscall.Errno(206)
	errorIODevice         = syscall.Errno(1117)
)

// systemCode is the code of the problem behind an error of the operating system; "" for none.
func systemCode(err error) string {
	var result syscall.Errno
	if !errors.As(err, &result) {
		return ""
	}
	switch result {
	case errorDiskFull, errorHandleDiskFull:
		return "disk_full"
	case errorWriteProtect:
		return "read_only_place"
	case errorNameTooLong, errorInvalidName:
		return "long_name"
	case errorSharingViolation:
		return "busy"
	case errorCRC, errorIODevice:
		return "disk_failed"
	}
	return ""
}
