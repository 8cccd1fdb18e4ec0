# machine.sh - a guest in a machine of ours, a real Xen in QEMU (sourced by run).
case $arch in x86_64 | arm64) machine=$machines/xen-$arch/run ;; esac
[ -e "$machine" ] || fail 3 "this is no dom0 of Xen, and $machine is not there"

if [ -n "$gdb" ]; then
	[ "$arch" = arm64 ] || fail 2 "QEMU's gdb cannot read the memory of a guest of this machine's Xen on $arch; --arch arm64 and -t virtio can wait for a debugger, and xl can where gdbsx is"
	[ -n "$socket" ] || exit 0 # it can
fi

attached='' tap=''
add() { # WORD...: one to a line
	for word; do
		attached="$attached$word
"
	done
}

disk() {
	[ $((n += 1)) -le 4 ] || fail 3 "this machine has room for 4 disks; more can be had under xl"
	case $2 in
	rw) add --disk "$1" ;;
	ro) add --disk-ro "$1" ;;
	esac
}

network() {
	case $1 in
	bridge=*) fail 2 "--attach-net $1: a card in this machine is connected by user or tap=NAME" ;;
	tap=*)
		[ -z "$tap" ] || [ "$tap" = "${1#tap=}" ] || fail 2 "the cards of this machine are on one bridge: one tap for all"
		tap=${1#tap=}
		need_interface "$tap"
		;;
	esac
	add --net
}

attach_each "${image%.*}.devices"
[ -z "$tap" ] || add --tap "$tap"
set --
while [ -n "$attached" ]; do
	set -- "$@" "${attached%%
*}"
	attached=${attached#*
}
done
# The whole machine waits: gdb lets it go on until it makes the guest, and the guest begins.
if [ -n "$gdb" ]; then
	set -- "$@" --gdb "$socket"
	echo "mcfg: the machine waits for gdb:" >&2
	echo "  gdb-multiarch -ex 'symbol-file -o 0x40080000 $elf' -ex 'target remote $socket' -ex 'thbreak *0x40080000' -ex continue" >&2
fi
exec bash "$machine" "$image" --cmdline "$cmdline" --stdin --timeout 2147483 "$@" ${MCFG_XL:+--xl "$MCFG_XL"}
