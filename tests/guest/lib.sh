# lib.sh - for tests of images without an operating system: building and booting them.
. "$SRC/tests/dispatch/lib.sh"

# build_guest TARGET ARCH CONFIGURATION: says where the image lies.
build_guest() {
	"$MCFG" configure -t "$1" --arch "$2" -o "build/$1-$2" "$3" >/dev/null
	make -s -C "build/$1-$2" >&2
	ls "build/$1-$2"/*.elf
}

# boot_x86 QEMU'S OPTIONS -- IMAGE [COMMAND LINE]: its console on standard output.
boot_x86() {
	options=
	while [ "$1" != -- ]; do
		options="$options $1"
		shift
	done
	# shellcheck disable=SC2086 # words
	timeout 20 qemu-system-x86_64 -accel tcg -cpu max -m 32 $options -nodefaults -no-user-config \
		-display none -serial stdio -no-reboot -kernel "$2" ${3+-append "$3"}
}
