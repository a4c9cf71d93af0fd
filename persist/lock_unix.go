//go:build !windows

package persist

import (
	"errors"
	"os"
	"syscall"
)

// tryLock locks the whole file without waiting. The lock belongs to this opening of the file, so it
// keeps a second document of the same program out as well.
func tryLock(file *os.File) error {
	for {
		err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		switch {
		case errors.Is(err, syscall.EINTR):
			continue
		case errors.Is(err, syscall.EWOULDBLOCK):
			return errHeld
		}
		return err
	}
}

// unlockAndRemove removes the file while it is still locked: whoever opened it meanwhile finds, once he
// has the lock, that the name is gone or somebody else's, and begins anew.
func unlockAndRemove(file *os.File, path string) {
	os.Remove(path)
	file.Close()
}
