# Words for the scripts that drive the real window: start, press, drag, type, wait for what the file says.
# Places are pixels of a display of 1600×1000 with the window at 0,0 and as large as that.

fail() {
	echo "FAILED: $*" >&2
	import -window root "$FOLDER/failed.png" 2>/dev/null
	exit 1
}

# start FILE: opens the window and waits until it is there.
start() {
	"$PROGRAM" open "$1" --lang "${LANGUAGE_OF_TEST:-en}" >"$FOLDER/window.log" 2>&1 &
	program=$!
	for _ in $(seq 450); do
		window=$(xdotool search --onlyvisible --name 'Rehearse$' 2>/dev/null | tail -n 1)
		[ -n "$window" ] && break
		kill -0 "$program" 2>/dev/null || { cat "$FOLDER/window.log" >&2; fail "the program ended at once"; }
		sleep 0.1
	done
	[ -n "$window" ] || fail "no window within 45 s"
	xdotool windowmove "$window" 0 0 windowsize "$window" 1600 1000 windowfocus "$window"
	sleep 1.2; settle
}

# settle: waits until the window has done what it was asked for, however slow the machine: until no thread of it wants a
# processor, three times in a row, at most 5 s (a film goes on for ever).
settle() {
	local quiet=0 line state
	for _ in $(seq 100); do
		state=S
		for line in /proc/"$program"/task/*/stat; do
			{ read -r line <"$line"; } 2>/dev/null || continue
			case ${line##*) } in [RD]\ *) state=R ;; esac
		done
		if [ $state = R ]; then quiet=0; else quiet=$((quiet + 1)); fi
		[ $quiet -ge 3 ] && return 0
		sleep 0.04
	done
}

# stop: closes the window as a person does, and waits for the end.
stop() {
	kill "$program" 2>/dev/null
	wait "$program" 2>/dev/null
	return 0
}

press() { xdotool mousemove "$1" "$2"; sleep 0.25; xdotool click "${3:-1}"; sleep 0.3; settle; }

double() { xdotool mousemove "$1" "$2"; sleep 0.25; xdotool click --repeat 2 --delay 80 1; sleep 0.6; settle; }

# drag X Y X Y: with the left button, in steps, as a hand does.
drag() {
	xdotool mousemove "$1" "$2"; sleep 0.25; xdotool mousedown 1; sleep 0.15
	for i in 1 2 3 4 5 6; do
		xdotool mousemove $(($1 + ($3 - $1) * i / 6)) $(($2 + ($4 - $2) * i / 6)); sleep 0.06
	done
	sleep 0.15; xdotool mouseup 1; sleep 0.5; settle
}

key() { xdotool key --clearmodifiers "$@"; sleep 0.3; settle; }

write() { xdotool type --delay 60 "$1"; sleep 0.6; settle; }

# count PATTERN: how many lines of the file's JSON match; the window may have it open meanwhile.
count() { "$PROGRAM" show "$FILE" --json | grep -c -- "$1"; }

# expect NUMBER PATTERN WHY: waits up to 5 s until so many lines match.
expect() {
	for _ in $(seq 25); do
		found=$(count "$2")
		[ "$found" = "$1" ] && return 0
		sleep 0.2
	done
	fail "$3: $found lines match $2, not $1"
}
