package persist

import (
	"errors"
	"os"
	"syscall"
	"unsafe"
)

var lockFileEx = syscall.NewLazyDLL("kernel32.dll").NewProc("LockFileEx")

// Flags and results of LockFileEx; see Microsoft's documentation of fileapi.h.
const (
	lockFailImmediately = 1
	lockExclusive       = 2

	errorLockViolation = syscall.Errno(33)
)

// tryLock locks one byte far behind the end without waiting: locked bytes could not be read, and others
// want to read who holds the lock.
func tryLock(file *os.File) error {
	at := &syscall.Overlapped{OffsetHigh: 1 << 30}
	ok, _, err := lockFileEx.Call(file.Fd(), lockExclusive|lockFailImmediately, 0, 1, 0, uintptr(unsafe.Pointer(at)))
	switch {
	case ok != 0:
		return nil
	case errors.Is(err, errorLockViolation), errors.Is(err, syscall.ERROR_IO_PENDING):
		return errHeld
	}
	return err
}

// unlockAndRemove closes the file, which ends the lock, and removes it; while somebody else has it open
// Windows refuses to, as it should.
func unlockAndRemove(file *os.File, path string) {
	file.Close()
	os.Remove(path)
}
