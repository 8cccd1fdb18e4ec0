# lib.sh - what the tests of dispatch share. Each has a folder of its own with a configuration, its
# devices and what the image prints.
#
#   copy NAME              copies tests/dispatch/NAME into $TMP and goes there
#   configure NAME ARG...  mcfg configure NAME.mcfg, into $build
#   image CC FLAGS ARG...  builds with that compiler and those flags, and runs the image
#   each_build RUN...      builds with gcc and clang, plain and with the sanitizers, strictly, and
#                          compares what the image prints, and its status; a RUN is one word of
#                          "EXPECTED ARG ..."
set -eu
: "${MCFG:?}" "${SRC:?}" "${TMP:?}"
export MCFG_ROOT="$SRC"

STRICT='-Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wconversion -Werror'
SANITIZE='-fsanitize=address,undefined -fno-sanitize-recover=all'

# has TEXT FILE, lacks TEXT FILE: whether a file below $build contains a text
has() {
	grep -qF -e "$1" "$build/$2" || { echo "$build/$2 lacks: $1"; return 1; }
}

lacks() {
	! has "$1" "$2" >/dev/null || { echo "$build/$2 has: $1"; return 1; }
}

copy() {
	cp -r "$SRC/tests/dispatch/$1" "$TMP/"
	cd "$TMP/$1"
}

configure() {
	name=$1
	shift
	build=build.$name
	"$MCFG" configure -t machine -I "$SRC/tests/dispatch/machine" -o "$build" "$name.mcfg" "$@" \
		>configured
}

# run ARG...: what the image prints, and its status
run() {
	status=0
	"$build/$name" "$@" >found || status=$?
	echo "exit $status" >>found
}

image() {
	make -s -C "$build" CC="$1" CFLAGS="$STRICT ${2-}" LDFLAGS="${2-}" ${3-} >make.out 2>&1 ||
		{ cat make.out; return 1; }
	if [ -s make.out ] && grep -q warning make.out; then
		cat make.out
		return 1
	fi
}

each_build() {
	for cc in gcc clang; do
		for debug in '' DEBUG=1; do
			flags=
			[ -z "$debug" ] || flags=$SANITIZE
			echo "$cc $debug $flags: $name"
			image "$cc" "$flags" "$debug"
			for run; do
				each_run $run
			done
		done
	done
}

# One of those runs: its words are EXPECTED and the image's options.
each_run() {
	expected=$1
	shift
	echo "  $name $*"
	run "$@"
	"$SRC/tests/compare" "$SRC/tests/dispatch/$expected" found
}
