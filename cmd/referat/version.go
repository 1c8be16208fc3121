package main

import "runtime/debug"

// version is the program's version, as the Go tool stamps it.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "referat (ukendt version)"
	}
	v := "referat " + info.Main.Version
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			v += " " + s.Value[:12]
		}
	}
	return v + " " + info.GoVersion
}
