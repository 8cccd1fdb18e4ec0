# xl.sh - a guest under xl, on a machine that is a dom0 (sourced by run).
if [ -n "$gdb" ]; then
	[ "$arch" = x86_64 ] || fail 2 "gdb cannot wait for a guest under xl on $arch: gdbsx is for x86 only"
	command -v gdbsx >/dev/null || fail 3 "gdbsx is not there, by which gdb gets at guests; Debian has it in xen-utils-common"
	[ -n "$socket" ] || exit 0 # it can
fi

work=$(mktemp -d)
name=mcfg-$$
console='' gdbsx=''
end() {
	xl destroy "$name" 2>/dev/null || :
	for process in $console $gdbsx; do kill "$process" 2>/dev/null || :; done
	rm -rf "$work"
}
trap end EXIT
trap 'exit 130' INT TERM HUP

quote() { printf '"%s"' "$(printf '%s' "$1" | sed 's/[\\"]/\\&/g')"; }

# vdev N: xvda + N, with letters as columns of a table have them
vdev() { awk -v n="$1" 'BEGIN { do { s = sprintf("%c", 97 + n % 26) s; n = int(n / 26) } while (n-- > 0); print "xvd" s }'; }

# One to a line. The comma behind a file is xl's: all before it is the name.
disk() {
	disks_found="$disks_found$(quote "vdev=$(vdev "$n"),format=raw,access=$([ "$2" = ro ] && echo r || echo w),target=$(realpath "$1"),")
"
	n=$((n + 1))
}
network() {
	case $1 in
	'') ;;
	bridge=*) has_interface "${1#bridge=}" || fail 3 "there is no bridge ${1#bridge=}" ;;
	*) fail 2 "--attach-net $1: under xl a card is on a bridge: bridge=NAME" ;;
	esac
	cards_found="$cards_found$(quote "devid=$cards_n${1:+,$1}")
"
	cards_n=$((cards_n + 1))
}
# list NAME LINES: a list of the domain's configuration
list() { [ -z "$2" ] || printf '%s=[%s]\n' "$1" "$(printf '%s' "$2" | paste -s -d , -)"; }

disks_found='' cards_found='' cards_n=0
attach_each "${image%.*}.devices"
{
	[ "$arch" != x86_64 ] || echo 'type="pvh"'
	echo "name=\"$name\""
	printf 'kernel=%s\nextra=%s\n' "$(quote "$(realpath "$image")")" "$(quote "$cmdline")"
	echo 'memory=64'
	list disk "$disks_found"
	list vif "$cards_found"
	for event in poweroff reboot crash; do echo "on_$event=\"destroy\""; done
	printf '%s\n' "${MCFG_XL-}" | tr ';' '\n'
} >"$work/guest.cfg"
# hold: gdbsx holds the guest, and lets gdb at it. It takes TCP only, from anywhere.
hold() {
	port=$((20000 + $$ % 20000))
	gdbsx -a "$(xl domid "$name")" 64 "$port" >"$work/gdbsx" 2>&1 &
	gdbsx=$!
	until grep -qi ":$(printf %04X "$port") [0:]* 0A" /proc/net/tcp; do
		kill -0 "$gdbsx" 2>/dev/null ||
			fail 3 "gdbsx cannot hold the guest; Xen must be built with it: $(grep ERROR "$work/gdbsx" | tail -n 1)"
		sleep 0.1
	done
	echo "mcfg: the guest waits for gdb:" >&2
	echo "  gdb-multiarch -ex 'symbol-file $elf' -ex 'target remote localhost:$port'" >&2
}

xl create -q -p "$work/guest.cfg"
[ -z "$gdb" ] || hold
exec 3<&0
xl console "$name" <&3 &
console=$!
xl unpause "$name"
wait "$console" || : # it ends with the guest
