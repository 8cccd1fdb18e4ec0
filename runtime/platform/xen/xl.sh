# xl.sh - a guest under xl, on a machine that is a dom0 (sourced by run).
work=$(mktemp -d)
name=mcfg-$$
console=
end() {
	xl destroy "$name" 2>/dev/null || :
	[ -z "$console" ] || kill "$console" 2>/dev/null || :
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
xl create -q -p "$work/guest.cfg"
exec 3<&0
xl console "$name" <&3 &
console=$!
xl unpause "$name"
wait "$console" || : # it ends with the guest
