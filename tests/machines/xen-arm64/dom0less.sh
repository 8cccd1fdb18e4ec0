# dom0less.sh - one guest that Xen makes itself (sourced by run, with its arguments).
kernel= cmdline= ramdisk= memory=64 vcpus=1 stdin= limit=60 gic=3 cpu=cortex-a57 enhanced= log=
while (($#)); do
    case $1 in
    --cmdline | --ramdisk | --memory | --vcpus | --timeout | --gic | --cpu | --log)
        (($# > 1)) || die "$1 needs a value" ;;
    esac
    case $1 in
    --cmdline) cmdline=$2; shift ;;
    --ramdisk) ramdisk=$2; shift ;;
    --memory) memory=$2; shift ;;
    --vcpus) vcpus=$2; shift ;;
    --timeout) limit=$2; shift ;;
    --gic) gic=$2; shift ;;
    --cpu) cpu=$2; shift ;;
    --enhanced) enhanced=1 ;;
    --stdin) stdin=1 ;;
    --log) log=$2; shift ;;
    -*) die "without a dom0 there is no $1" ;;
    *) [ -z "$kernel" ] || die "one kernel only"; kernel=$1 ;;
    esac
    shift
done
[ -n "$kernel" ] || die "usage: run KERNEL --mode dom0less [OPTION...]"
for f in "$kernel" "$ramdisk"; do [ -z "$f" ] || [ -r "$f" ] || die "cannot read $f"; done
need_commands "$QEMU" fdtput timeout
machine_ready

saved= # a terminal gives keys, not lines, to the guest
if [ -n "$stdin" ] && [ -t 0 ]; then
    saved=$(stty -g)
    stty -icanon -echo min 1
fi
work=$(mktemp -d "${TMPDIR:-/tmp}/$NAME.XXXXXX")
trap '[ -z "$saved" ] || stty "$saved"; [ ! -e "$work/pid" ] || kill "$(cat "$work/pid")" 2>/dev/null || :; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP
serial=$work/serial
: >"$serial"

# ---- the board -----------------------------------------------------------------------------------
ARGS=(-M "virt,virtualization=on,gic-version=$gic" -cpu "$cpu" -smp 1 -m $((memory + 448)) "${COMMON[@]}")
tree=$work/dtb
device_tree "$tree" "${ARGS[@]}"
put -t s "$tree" /chosen xen,xen-bootargs "console=dtuart dtuart=/pl011@9000000 dom0_mem=32M bootscrub=0 guest_loglvl=all"
guest=/chosen/domU1
put -t s "$tree" $guest compatible xen,domain
put -t x "$tree" $guest '#address-cells' 2
put -t x "$tree" $guest '#size-cells' 2
put -t x "$tree" $guest cpus "$(printf %x "$vcpus")"
put -t x "$tree" $guest memory 0 "$(printf %x $((memory * 1024)))"
put "$tree" $guest vpl011
[ -z "$enhanced" ] || put -t s "$tree" $guest xen,enhanced no-xenstore
boot_module "$tree" $guest 4a000000 "$kernel" kernel "$cmdline"
[ -z "$ramdisk" ] || boot_module "$tree" $guest 50000000 "$ramdisk" ramdisk
boot_module "$tree" /chosen 49000000 "$CACHE/hello" kernel reaper

# ---- its serial line: Xen's own, with the guest's console in it ----------------------------------
# Input goes to the guest after three ^A; its output then has no mark of its own.
input() {
    while [ -e "$serial" ]; do
        grep -q 'Freed .* init memory' "$serial" 2>/dev/null && { printf '\001\001\001'; exec cat; }
        sleep 0.1
    done
}
marked='s/^(XEN) DOM1: //p; s/^(d1) //p; /^(XEN) \(Panic\|Xen BUG\)/p'
typed='/Serial input to DOM1/,${/^REAPER\|Serial input to\|Hardware Dom0/d; s/^(XEN) //; s/^DOM1: //; s/^(d1) //; p; d}; '
filter=$marked
[ -z "$stdin" ] || filter=$typed$marked
exec 3<&0
{
    timeout -k 2 "$limit" "$QEMU" "${ARGS[@]}" -pidfile "$work/pid" -kernel "$CACHE/xen" -dtb "$tree" -serial stdio \
        -monitor none 2>"$work/qemu.err" < <([ -z "$stdin" ] || input <&3) | tee "$serial" |
        sed -u 's/\r//g' | sed -un "$filter"
    echo "${PIPESTATUS[0]}" >"$work/rc"
} & # in the background: a signal ends QEMU at once
wait $!
[ -z "$log" ] || cp "$serial" "$log"
code=$(sed -n 's/.*REAPER: d1 shutdown code=\([0-9]*\).*/\1/p' "$serial" | head -n 1)
[ -z "$code" ] || exit "$code"
case $(cat "$work/rc") in 124 | 137) echo "$NAME: timeout after $limit s" >&2; exit 124 ;; esac
cat "$work/qemu.err" >&2
tail -n 10 "$serial" >&2
die "the guest left no shutdown code"
