# common.sh - what the machines share (sourced, by bash). $NAME is the machine's, and its folder's.
#
# What a machine is made of is kept in $MCFG_MACHINES (in the tests build/machines, else the user's
# cache folder), in NAME-KEY: the key says which QEMU, which Debian and which of our files made it.
MACHINES_SRC=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
MACHINES=${MCFG_MACHINES:-${XDG_CACHE_HOME:-$HOME/.cache}/mcfg/machines}

die() { echo "$NAME: $*" >&2; exit 125; }
now_ms() { echo $((${EPOCHREALTIME/[.,]/} / 1000)); }

# need_commands COMMAND... - ends with 125 and their names where some are missing.
need_commands() {
    local command missing=()
    for command; do command -v "$command" >/dev/null || missing+=("$command"); done
    ((${#missing[@]} == 0)) || die "this machine lacks ${missing[*]} (scripts/setup test installs them)"
}

machine_key() {
    {
        "$QEMU" --version | head -n 1
        cat /etc/debian_version 2>/dev/null
        cd "$MACHINES_SRC" && sha256sum common.sh make.sh dom0/* "$NAME"/{build,machine.sh} "$NAME"/guest/*
    } | sha256sum | cut -c 1-12
}

# Makes the machine if it is not there; $CACHE is its folder then. One process makes it, others wait.
machine_ready() {
    CACHE=$MACHINES/$NAME-$(machine_key)
    if ! [ -e "$CACHE/ok" ]; then
        mkdir -p "$MACHINES" 2>/dev/null || die "the folder $MACHINES cannot be written"
        (
            flock 9
            [ ! -e "$CACHE/ok" ] || exit 0
            [ -z "$(find "$CACHE/failed" -mmin -5 2>/dev/null)" ] || die "not tried again now: $CACHE/build.log"
            machine_prune
            rm -rf "$CACHE"
            mkdir "$CACHE"
            echo "$NAME: making the machine, in $CACHE" >&2
            "$MACHINES_SRC/$NAME/build" "$CACHE" >"$CACHE/build.log" 2>&1 9>&- ||
                { touch "$CACHE/failed" && tail -n 20 "$CACHE/build.log" | sed 's/^/  /' >&2; exit 1; }
            touch "$CACHE/ok"
        ) 9>"$MACHINES/$NAME.lock" || die "the machine could not be made"
    fi
    touch "$CACHE/ok"
}

# Machines that nobody started for two days are of a QEMU or of files that are no more.
machine_prune() {
    local old
    for old in "$MACHINES/$NAME"-*; do
        [ -d "$old" ] && [ -z "$(find "$old/ok" -mtime -2 2>/dev/null)" ] && rm -rf "$old"
    done
    return 0
}

# fetch DIR ARCH PACKAGE... - Debian packages, unpacked into DIR.
fetch() {
    local dir=$1 arch=$2
    shift 2
    sh "$MACHINES_SRC/../../runtime/sysroot" "$dir" "${@/%/:$arch}"
}

# depends DIR PACKAGE PREFIX - the name of the dependency that begins with PREFIX, of a fetched package.
depends() {
    apt-cache -c "$1/apt/apt.conf" depends "$2" | sed -n "s/.*Depends: \($3[^: ]*\).*/\1/p" | head -n 1
}

# libraries ROOT LIB READELF FILE... - copies the shared libraries that FILEs need, and those that these
# need, from the packages unpacked in ROOT into the folder LIB.
libraries() {
    local root=$1 lib=$2 readelf=$3 file name found
    shift 3
    while (($#)); do
        file=$1
        shift
        for name in $("$readelf" -d "$file" 2>/dev/null | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p'); do
            [ -e "$lib/$name" ] && continue
            found=$(find "$root/lib" "$root/usr/lib" -name "$name" -print -quit)
            [ -n "$found" ] || die "no package brings $name, which $file needs"
            cp -L "$found" "$lib/$name"
            set -- "$@" "$lib/$name"
        done
    done
}

# modules ROOT KVER DIR NAME... - copies kernel modules, and what they need, into DIR, with their order.
modules() {
    local root=$1 kver=$2 dir=$3 name line module
    shift 3
    : >"$dir/order"
    for name; do
        line=$(grep "/$name\.ko:" "$root/lib/modules/$kver/modules.dep") || die "no module $name"
        for module in $(echo "${line#*:}" | tr ' ' '\n' | tac) "${line%%:*}"; do
            [ -e "$dir/${module##*/}" ] && continue
            cp "$root/lib/modules/$kver/$module" "$dir/"
            echo "${module##*/}" >>"$dir/order"
        done
    done
}
