# common.sh - for the tests of the command line, which begin with `. "$SRC/tests/cli/common.sh"`.
set -u
cd "$TMP" || exit 2

fail() {
	echo "FAILED: $*"
	[ ! -s out ] || { echo "standard output:" && cat out; }
	[ ! -s err ] || { echo "standard error:" && cat err; }
	exit 1
}

# step TEXT - what is tested next.
step() { echo "- $*"; }

# expect STATUS COMMAND... - runs it, into `out` and `err`.
expect() {
	wanted=$1 && shift
	"$@" >out 2>err
	got=$?
	[ "$got" = "$wanted" ] || fail "status $got, not $wanted: $*"
}

# says FILE TEXT - is TEXT, as it stands, in the file?
says() { grep -qF -e "$2" "$1" || fail "$1 does not say: $2"; }

# is FILE TEXT - is TEXT all of it?
is() { [ "$(cat "$1")" = "$2" ] || fail "$1 is not: $2"; }

# silent - was there nothing on standard error?
silent() { [ ! -s err ] || fail "something on standard error"; }

# greeter FOLDER NAME - an application that writes a key's value and ends with another's.
greeter() {
	mkdir -p "$1"
	cat >"$1/$2" <<'END'
key greeting : string = "hello" { doc "What to say." }
key status : int = 0 { doc "What to end with." }
let main = foreign "Greet" (console @-> job)
let () = register "greet" [ main $ default_console ]
END
	cat >"$1/greet.c" <<'END'
#include <mcfg/console.h>
#include <mcfg/keys.h>
#include <string.h>

int greet_start(struct console *console)
{
	console_write(console, key_greeting(), strlen(key_greeting()));
	console_write(console, "\n", 1);
	return (int)key_status();
}
END
}

# other_target FOLDER NAME - a second target, `box`, in the folder's devices/, which is only configured.
other_target() {
	mkdir -p "$1/devices"
	cat >"$1/devices/$2.mdev" <<END
target $2 {
  doc "A target of the test's own."
  arch \`flat ~cc:"cc" ~suffix:".box"
  arch \`tall ~cc:"cc" ~suffix:".tall.box"
}
END
}

# snapshot FOLDER - its files with content, mode and time of modification.
snapshot() {
	(cd "$1" && find . -type f -printf '%p %m %T@\n' -exec cksum {} \; | sort)
}

# as_nobody COMMAND... - by a user who may write only where all may; false where that cannot be had.
as_nobody() {
	if [ "$(id -u)" != 0 ]; then
		"$@"
	else
		setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
	fi
}
