# dom0.sh - runs guests under xl, in a machine that was restored with Xen and its dom0 (sourced by the
# `run` of such a machine, with its arguments; machine.sh is read already, and has qemu_args, boot_args,
# and `domain_lines`: what a domain's configuration says on that machine).
#
# `run` has the description of what is done here.
t0=$(now_ms)
asked=("$@")
kernel= session= cmdline= ramdisk= memory=64 vcpus=1 nets=0 mac=00:16:3e:00:00:01 fwd= tap= gdb= dom0= stdin= limit= cold= log= verbose=
disks=() modes=() xl=() longest=20

# ---- what is asked for ---------------------------------------------------------------------------
while (($#)); do
    case $1 in
    --session | --cmdline | --ramdisk | --memory | --vcpus | --disk | --disk-ro | --mac | --hostfwd | --tap | --gdb | --dom0 | --xl | --timeout | --log)
        (($# > 1)) || die "$1 needs a value" ;;
    esac
    case $1 in
    --session) session=$2; shift ;;
    --cmdline) cmdline=$2; shift ;;
    --ramdisk) ramdisk=$2; shift ;;
    --memory) memory=$2; shift ;;
    --vcpus) vcpus=$2; shift ;;
    --disk) disks+=("$2"); modes+=(w); shift ;;
    --disk-ro) disks+=("$2"); modes+=(r); shift ;;
    --net) nets=$((nets + 1)) ;;
    --tap) tap=$2; shift ;;
    --gdb) gdb=$2; shift ;;
    --mac) mac=$2; shift ;;
    --hostfwd) ((nets)) || nets=1; fwd+=",hostfwd=$2"; shift ;;
    --dom0) dom0=$2; shift ;;
    --xl) xl+=("$2"); shift ;;
    --stdin) stdin=1 ;;
    --timeout) limit=$2; shift ;;
    --cold) cold=1 ;;
    --log) log=$2; shift ;;
    -v) verbose=1 ;;
    -*) die "unknown option $1" ;;
    *) [ -z "$kernel" ] || die "one kernel only"; kernel=$1 ;;
    esac
    shift
done
[ -d "$session" ] || [ -n "$kernel" ] || die "usage: run KERNEL [OPTION...] | --session DIR"
[ -z "$gdb" ] || [ "$NAME" = xen-arm64 ] || die "QEMU's gdb cannot read the memory of guests on x86"
for f in "$kernel" "${disks[@]}" "$dom0" "$ramdisk"; do [ -z "$f" ] || [ -r "$f" ] || die "cannot read $f"; done
((${#disks[@]} <= DISKS)) || die "at most $DISKS disks"
[ -n "$limit" ] || limit=$([ -n "$session" ] && echo 240 || echo 60)
[ -z "$fwd" ] || [ -z "$tap" ] || die "--hostfwd is for QEMU's network, not for --tap"
need_commands "$QEMU" timeout tar
machine_ready

saved= # a terminal gives keys, not lines, to the guest
if [ -n "$stdin" ] && [ -t 0 ]; then
    saved=$(stty -g)
    stty -icanon -echo min 1
fi
work=$(mktemp -d "${TMPDIR:-/tmp}/$NAME.XXXXXX")
pids=()
trap '[ -z "$saved" ] || stty "$saved"; kill "${pids[@]}" 2>/dev/null || :; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP

# ---- the job: a sector with its length, then at 64 KiB a tar that dom0 unpacks -------------------
quote() { local s=${1//\\/\\\\}; printf '"%s"' "${s//\"/\\\"}"; }

# domain FOLDER CMDLINE MEMORY LINE... - the domain's configuration
domain() {
    local folder=$1 cmdline=$2 memory=$3 event line
    shift 3
    printf '%s\n' "${domain_lines[@]}" 'name="domu"' "kernel=\"$folder/kernel\"" "extra=$(quote "$cmdline")" \
        "memory=$memory" "vcpus=$vcpus"
    for event in poweroff reboot crash watchdog soft_reset; do echo "on_$event=\"preserve\""; done
    for line; do echo "$line"; done
}

single_job() {
    local list= letters=abcd i lines=() cards=
    mkdir "$1/1"
    cp -L "$kernel" "$1/1/kernel"
    [ -z "$ramdisk" ] || { cp -L "$ramdisk" "$1/1/ramdisk" && lines+=('ramdisk="/job/1/ramdisk"'); }
    [ -z "$dom0" ] || cp -L "$dom0" "$1/1/dom0.sh"
    for ((i = 0; i < nets; i++)); do
        cards+="${cards:+,}\"mac=${mac%:*}:$(printf %02x $((16#${mac##*:} + i))),bridge=xenbr0,script=vif-bench\""
    done
    [ -z "$cards" ] || lines+=("vif=[$cards]")
    for i in "${!disks[@]}"; do list+="${list:+,}\"/dev/slot-$i,raw,xvd${letters:i:1},${modes[i]}\""; done
    [ -z "$list" ] || lines+=("disk=[$list]")
    domain /job/1 "$cmdline" "$memory" "${lines[@]}" "${xl[@]}" >"$1/1/domu.cfg"
}

session_job() {
    local guest to lines
    mkdir "$1/guests"
    for guest in "$session"/*/; do
        guest=${guest%/}
        [ -r "$guest/kernel" ] || die "cannot read $guest/kernel"
        to=$1/guests/${guest##*/}
        mkdir "$to"
        cp -L "$guest/kernel" "$to/"
        for f in input dom0.sh; do [ ! -e "$guest/$f" ] || cp -L "$guest/$f" "$to/"; done
        cat "$guest/timeout" 2>/dev/null >"$to/timeout" || echo 20 >"$to/timeout"
        (($(<"$to/timeout") <= longest)) || longest=$(<"$to/timeout")
        lines=()
        [ ! -e "$guest/xl" ] || mapfile -t lines <"$guest/xl"
        domain "/job/guests/${guest##*/}" "$(cat "$guest/cmdline" 2>/dev/null || :)" \
            "$(cat "$guest/memory" 2>/dev/null || echo "$memory")" "${lines[@]}" >"$to/domu.cfg"
    done
}

mkdir "$work/j"
printf 'NDISKS=%d\nSTDIN=%s\nNOW=%s\n' ${#disks[@]} "$stdin" "$(date +%s)" >"$work/j/env"
if [ -n "$session" ]; then session_job "$work/j"; else single_job "$work/j"; fi
tar c -C "$work/j" . >"$work/tar"
blocks=$((($(stat -c %s "$work/tar") + 65535) / 65536))
((blocks < 4096)) || die "kernels and ramdisk are too large for the 256 MiB job disk"
printf 'machine job %d\n' "$blocks" >"$work/job"
dd if="$work/tar" of="$work/job" bs=64k seek=1 conv=notrunc status=none
truncate -s 256M "$work/job"

# ---- the machine ---------------------------------------------------------------------------------
# watch_session PID - ends a machine in which dom0 goes on to no other guest: an emulated dom0 was seen to
# stand still, about once in twenty sessions on a busy host, and never twice at one guest.
watch_session() {
    local said=0 now quiet=0
    while sleep 2 && kill -0 "$1" 2>/dev/null; do
        now=$(stat -c %s "$work/ctl")
        ((quiet = now == said ? quiet + 2 : 0))
        said=$now
        ((quiet < longest + 60)) || kill "$1"
    done
}

# QEMU's names of the disks, where a comma begins an option.
for i in "${!disks[@]}"; do
    disks[i]=${disks[i]//,/,,}
    [ "${modes[i]}" = w ] || disks[i]+=,readonly=on
done

# use_tap NAME - the machine's network is an interface of the host instead. What it can do must be what it could
# when the machine was saved: no offloads. QEMU's network was saved, and must be there as well.
use_tap() {
    local i
    for i in "${!ARGS[@]}"; do
        case ${ARGS[i]} in user,id=n0*) ARGS[i]="tap,id=n0,ifname=${1//,/,,},script=no,downscript=no,vnet_hdr=off" ;; esac
    done
    ARGS+=(-netdev user,id=saved,restrict=on)
}

catpid= # QEMU opens its outputs by path
if [ -n "$session" ]; then exec 3>"$work/left"; else exec 3> >(exec cat); catpid=$!; fi
if [ -n "$stdin" ]; then
    exec 4<&0
    mkfifo "$work/in.in" "$work/in.out"
    inchar=pipe,id=in,path=$work/in
else
    inchar=null,id=in
fi
mkfifo "$work/mon.in" "$work/mon.out"
: >"$work/ctl"
: >"$work/xen.log"
if [ -n "$cold" ]; then
    truncate -s "${HOST_MEM}M" "$work/ram"
    qemu_args "$work/ram" off "$work/job" "$fwd" "${disks[@]}"
    boot_args
else
    qemu_args "$CACHE/ram.img" off "$work/job" "$fwd" "${disks[@]}"
    ARGS+=(-incoming defer)
fi
[ -z "$tap" ] || use_tap "$tap"
[ -z "$gdb" ] || ARGS+=(-S -chardev "socket,id=gdb,path=${gdb//,/,,},server=on,wait=off" -gdb chardev:gdb)
timeout -k 5 "$limit" "$QEMU" "${ARGS[@]}" -serial "file:$work/xen.log" \
    -chardev file,id=con,path=/dev/fd/3,append=on -chardev "$inchar" -chardev "file,id=ctl,path=$work/ctl" \
    -chardev "pipe,id=mon,path=$work/mon" -mon chardev=mon,mode=readline </dev/null 2>"$work/qemu.err" &
pid=$!
pids+=($pid)
exec 3>&-
cat <>"$work/mon.out" >/dev/null &
pids+=($!)
exec 8<>"$work/mon.in" # read-write: no block when QEMU gave up early
if [ -n "$stdin" ]; then
    exec 9<>"$work/in.in" # held open, or what a quick writer left would be lost
    cat <&4 >&9 &
    pids+=($!)
fi
[ -n "$cold" ] || printf 'migrate_set_capability x-ignore-shared on\nmigrate_incoming "exec:cat %s"\n' "$CACHE/state.bin" >&8
tq=$(now_ms)

[ -z "$session" ] || { watch_session $pid & pids+=($!); }
wait $pid && rc=0 || rc=$?
unset 'pids[0]'
exec 8>&-
[ -n "$session" ] || wait "$catpid" 2>/dev/null || :
te=$(now_ms)

# ---- how it ended --------------------------------------------------------------------------------
grep -E '^(dom0|xl): |^again ' "$work/ctl" >&2 || :
if [ -n "$verbose" ]; then
    sed 's/^/xen: /' "$work/xen.log" >&2
    sed 's/^/ctl: /' "$work/ctl" >&2
    echo "$NAME: prepared $((tq - t0)) ms, machine $((te - tq)) ms" >&2
fi
[ -z "$log" ] || cp "$work/xen.log" "$log" || :
last=$(tail -n 1 "$work/ctl")
guest=$(sed -n 's/^shutdown //p' "$work/ctl")
case $last in
"shutdown "*) exit "$guest" ;;
"dom0 0") exit "${guest:-0}" ;;
"dom0 "*) exit "${last#dom0 }" ;;
listed) tar x -C "$session" --strip-components=1 --no-same-owner -f "$work/left" && exit 0 ;;
esac
if [ -n "$session" ] && [ -z "${SESSION_AGAIN-}" ]; then
    echo "$NAME: the machine stood still (${last:-nothing said}): the session is begun again" >&2
    kill "${pids[@]}" 2>/dev/null || :
    rm -rf "$work"
    SESSION_AGAIN=1 exec "$0" "${asked[@]}"
fi
((rc != 124 && rc != 137)) || { echo "$NAME: timeout after $limit s${session:+, in $last}" >&2; exit 124; }
cat "$work/qemu.err" >&2
tail -n 20 "$work/xen.log" >&2 || :
die "no result: $last"
