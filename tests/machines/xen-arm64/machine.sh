# machine.sh - the emulated board (sourced by build and run): it has to be the same when the snapshot
# is taken and when it is restored. README.md says why its settings are as they are.
NAME=xen-arm64
QEMU=${QEMU:-qemu-system-aarch64}
. "$(dirname "${BASH_SOURCE[0]}")/../common.sh"
HERE=$MACHINES_SRC/$NAME
HOST_MEM=1024 # MiB, which Xen, dom0 and the guest share
DOM0_MEM=320
DISKS=4 # virtio-blk slots that can become a guest's disks
domain_lines=()

BOARD=(-M virt,virtualization=on,gic-version=3 -cpu cortex-a57 -smp 1)
COMMON=(-accel tcg -display none -no-reboot -nodefaults -no-user-config -global virtio-mmio.force-legacy=false)

# qemu_args RAM_FILE SHARE JOB_DISK NETDEV_OPTIONS DISK... - fills the array ARGS
qemu_args() {
    local ram=$1 share=$2 job=$3 net=$4 i file
    shift 4
    ARGS=("${BOARD[@]}" "${COMMON[@]}" -machine memory-backend=ram
        -m "$HOST_MEM" -object "memory-backend-file,id=ram,size=${HOST_MEM}M,mem-path=$ram,share=$share"
        -drive "file=$job,if=none,id=job,format=raw"
        -device virtio-blk-device,drive=job,serial=job
        -device virtio-serial-device,id=vs,max_ports=4
        -device virtserialport,bus=vs.0,nr=1,chardev=con
        -device virtserialport,bus=vs.0,nr=2,chardev=ctl
        -device virtserialport,bus=vs.0,nr=3,chardev=in
        -netdev "user,id=n0,restrict=on$net" -device virtio-net-device,netdev=n0)
    for ((i = 0; i < DISKS; i++)); do
        if (($#)); then file="file=$1,format=raw"; shift; else file="driver=null-co,size=1048576,read-zeroes=on"; fi
        ARGS+=(-drive "$file,if=none,id=d$i" -device "virtio-blk-device,drive=d$i,serial=$i")
    done
}

# ---- device trees --------------------------------------------------------------------------------
# put [-t TYPE] FILE NODE PROPERTY VALUE... - a value may look like an option.
put() {
    local type=()
    [ "$1" != -t ] || { type=(-t "$2") && shift 2; }
    fdtput -p "${type[@]}" -- "$@" || die "fdtput $*"
}

# device_tree FILE QEMU_ARG... - the tree that QEMU makes for a board
device_tree() {
    "$QEMU" "${@:2}" -machine dumpdtb="$1" >/dev/null 2>&1 || die "QEMU gives no device tree"
    put -t x "$1" /chosen '#address-cells' 2
    put -t x "$1" /chosen '#size-cells' 2
}

# boot_module TREE NODE ADDRESS FILE KIND [BOOTARGS] - a file that Xen finds in memory; more ARGS
boot_module() {
    put -t s "$1" "$2/module@$3" compatible "multiboot,$5" multiboot,module
    put -t x "$1" "$2/module@$3" reg 0 "$3" 0 "$(stat -Lc %s "$4" | xargs printf %x)"
    [ $# -lt 6 ] || put -t s "$1" "$2/module@$3" bootargs "$6"
    ARGS+=(-device "loader,file=$4,addr=0x$3,force-raw=on")
}

# What a cold boot needs on top.
boot_args() {
    local tree=$CACHE/dom0.dtb
    [ -e "$tree" ] || device_tree "$tree" "${BOARD[@]}" "${COMMON[@]}" -m "$HOST_MEM"
    put -t s "$tree" /chosen xen,xen-bootargs "console=dtuart dtuart=/pl011@9000000 dom0_mem=${DOM0_MEM}M dom0_max_vcpus=1 bootscrub=0 loglvl=info guest_loglvl=all"
    boot_module "$tree" /chosen 44000000 "$CACHE/initrd.cpio" ramdisk
    boot_module "$tree" /chosen 46000000 "$CACHE/linux" kernel "console=hvc0 quiet rdinit=/init random.trust_cpu=on"
    ARGS+=(-kernel "$CACHE/xen" -dtb "$tree")
}
