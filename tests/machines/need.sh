# need.sh - sourced by tests that start a machine, after `set --`:
#
#   . "$SRC/tests/machines/need.sh"
#   need xen-x86_64           the whole test needs it: ends with 77 if MCFG_SKIP says to go without it
#   wanted xen-arm64 && ...   a part of the test needs it; says so, where it is skipped
#   machine=$(machine xen-arm64)   the script that runs a guest on it
#   fetched qemu-arm64 ...    what it and its images are made of is there, for a test that then goes on without
#                             the host's network
#
# The machines: xen-x86_64, xen-arm64 (a real Xen, in QEMU), qemu-x86_64, qemu-arm64 (QEMU's own). Nothing
# is skipped by itself: a machine that cannot be made fails the test. MCFG_SKIP is a list of beginnings
# of those names, by commas: MCFG_SKIP=xen-arm,qemu.

skipped() {
	for skip in $(echo "${MCFG_SKIP-}" | tr , ' '); do
		case $1 in "$skip"*) return 0 ;; esac
	done
	return 1
}

need() {
	for needed; do
		! skipped "$needed" || { echo "MCFG_SKIP says to go without $needed"; exit 77; }
	done
}

wanted() {
	! skipped "$1" || { echo "= skipped: what needs $1 (MCFG_SKIP)"; return 1; }
}

machine() { echo "$SRC/tests/machines/$1/run"; }

fetched() {
	for needed; do
		! skipped "$needed" || continue
		case $needed in qemu-*) target=virtio ;; *) target=xen ;; esac
		MCFG_ROOT="$SRC" "$MCFG" build -t $target --arch "${needed#*-}" -o "$TMP/fetched/$needed" \
			"$SRC/examples/hello/console.mcfg" >"$TMP/fetched.log" 2>&1 || { cat "$TMP/fetched.log"; exit 1; }
		[ $target = virtio ] || "$(machine "$needed")" --folder >/dev/null || exit 1
	done
}
