package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"path"
)

//go:embed migrations/*.sql
var embedded embed.FS

// migrations are the scripts that lead from each version of the layout to the next, oldest first. A
// released script is never changed. Tests add one to prove that files are upgraded.
var migrations = readMigrations(embedded)

func readMigrations(files fs.FS) []string {
	names, err := fs.Glob(files, "migrations/*.sql") // sorted
	if err != nil {
		panic(err)
	}
	scripts := make([]string, len(names))
	for i, name := range names {
		if want := fmt.Sprintf("%04d_", i+1); path.Base(name)[:5] != want {
			panic("sqlite: migration " + name + " should begin with " + want)
		}
		script, err := fs.ReadFile(files, name)
		if err != nil {
			panic(err)
		}
		scripts[i] = string(script)
	}
	return scripts
}

// Version is the version of the layout this program writes.
func Version() int { return len(migrations) }

// migrate brings the layout from a version (0: an empty file) to the newest, in one transaction.
func migrate(ctx context.Context, tx *sql.Tx, from int) error {
	for version := from + 1; version <= len(migrations); version++ {
		if _, err := tx.ExecContext(ctx, migrations[version-1]); err != nil {
			return fmt.Errorf("migration %d: %w", version, err)
		}
	}
	// Both live in the file's header; a PRAGMA takes no parameters.
	_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", ApplicationID, Version()))
	return err
}
