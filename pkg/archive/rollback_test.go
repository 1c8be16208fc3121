package archive

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestRollback(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	ctx := context.Background()
	if _, err := (Claim{}).Rollback(ctx, dir, ""); !errors.Is(err, ErrMissing) {
		t.Errorf("no archive: %v", err)
	}
	put(t, dir, record(1, 1))
	if _, err := (Claim{}).Rollback(ctx, dir, ""); err == nil {
		t.Error("went back from the first generation")
	}
	put(t, dir, record(2, 1))
	put(t, dir, record(3, 1))
	for _, want := range []string{"gen-000002", "gen-000001"} {
		if got, err := (Claim{}).Rollback(ctx, dir, ""); err != nil || got != want {
			t.Fatalf("back to %s, %v; want %s", got, err, want)
		}
	}
	if got, err := (Claim{}).Rollback(ctx, dir, "gen-000003"); err != nil || got != "gen-000003" {
		t.Fatalf("forward: %s, %v", got, err)
	}
	for _, wrong := range []string{"gen-000009", "nyeste", "../x"} {
		if _, err := (Claim{}).Rollback(ctx, dir, wrong); err == nil {
			t.Errorf("went to %s", wrong)
		}
	}
	all, err := Generations(dir)
	if err != nil || len(all) != 3 || !all[2].InForce || all[2].Documents != 3 || all[1].Base != "gen-000001" {
		t.Errorf("generations: %+v, %v", all, err)
	}
}

// A rollback is the way back from a generation that cannot be read, and from a
// CURRENT that names nothing; but not past a takedown.
func TestRollbackFromDamage(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	ctx := context.Background()
	put(t, dir, record(1, 1))
	put(t, dir, record(2, 1))
	damage := func(gen string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, gen, storeName), []byte("ikke bolt"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	damage("gen-000002")
	if _, err := Open(dir); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "referat rollback") {
		t.Errorf("Open: %v; want ErrDamaged with what to do", err)
	}
	if all, err := Generations(dir); err != nil || len(all) != 2 || all[1].Damaged == "" || all[0].Damaged != "" {
		t.Errorf("generations: %+v, %v", all, err)
	}
	if got, err := (Claim{}).Rollback(ctx, dir, ""); err != nil || got != "gen-000001" {
		t.Fatalf("back to %q, %v", got, err)
	}
	put(t, dir, record(3, 1))

	if err := os.WriteFile(filepath.Join(dir, currentName), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := (Claim{}).Rollback(ctx, dir, ""); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "referat rollback gen-000003") {
		t.Errorf("back from nowhere: %v", err)
	}
	if got, err := (Claim{}).Rollback(ctx, dir, "gen-000003"); err != nil || got != "gen-000003" || open(t, dir).Generation() != got {
		t.Fatalf("to %q, %v", got, err)
	}

	// As a takedown leaves it that was killed before it purged.
	if err := os.WriteFile(filepath.Join(dir, "gen-000003", baseName), []byte("\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	damage("gen-000003")
	if _, err := (Claim{}).Rollback(ctx, dir, "gen-000001"); !errors.Is(err, ErrDamaged) {
		t.Errorf("back past a takedown: %v", err)
	}
}

// After a rollback and another change, the generation gone back to is there
// still, though there are newer ones.
func TestRollbackTwice(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	ctx := context.Background()
	for seed := range uint64(3) {
		put(t, dir, record(seed, 1))
	}
	if _, err := (Claim{}).Rollback(ctx, dir, "gen-000001"); err != nil {
		t.Fatal(err)
	}
	put(t, dir, record(4, 1))
	if got, want := folders(t, dir), []string{"gen-000001", "gen-000003", "gen-000004"}; !slices.Equal(got, want) {
		t.Errorf("generations %v, want %v", got, want)
	}
	if got, err := (Claim{}).Rollback(ctx, dir, ""); err != nil || got != "gen-000001" {
		t.Errorf("back to %q, %v; want gen-000001", got, err)
	}
}

func TestGC(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "arkiv")
	for seed := range uint64(5) {
		put(t, dir, record(seed, 1))
	}
	if got := folders(t, dir); len(got) != KeptGenerations {
		t.Fatalf("kept %v", got)
	}
	known := record(4, 1).Document.Source.SHA256
	unknown := record(99, 1).Document.Source.SHA256
	for _, sha := range []string{known, unknown} {
		path := originalPath(dir, sha)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte("%PDF"), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	half := filepath.Join(filepath.Dir(originalPath(dir, known)), ".half.pdf123")
	if err := os.WriteFile(half, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	r, err := (Claim{}).GC(context.Background(), dir, 1)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(r.Generations, []string{"gen-000003", "gen-000004"}) || r.Originals != 1 || len(r.Leftovers) != 1 || r.Bytes <= 0 {
		t.Errorf("removed %+v", r)
	}
	if got := folders(t, dir); !slices.Equal(got, []string{"gen-000005"}) {
		t.Errorf("left %v", got)
	}
	for path, want := range map[string]bool{originalPath(dir, known): true, originalPath(dir, unknown): false, half: false} {
		if _, err := os.Stat(path); (err == nil) != want {
			t.Errorf("%s: there %v, want %v", path, err == nil, want)
		}
	}
}
