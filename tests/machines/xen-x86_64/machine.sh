# machine.sh - the emulated PC (sourced by build and run): it has to be the same when the snapshot is
# taken and when it is restored. README.md says why its settings are as they are.
NAME=xen-x86_64
QEMU=${QEMU:-qemu-system-x86_64}
. "$(dirname "${BASH_SOURCE[0]}")/../common.sh"
HERE=$MACHINES_SRC/$NAME
HOST_MEM=1024 # MiB, which Xen, dom0 and the guest share
DOM0_MEM=320
domain_lines=('type="pvh"' 'tsc_mode="native"')
DISKS=4 # virtio-blk slots that can become a guest's disks

# EPYC brings SVM and nested paging. Off: what QEMU's emulation lacks, and five features that it has
# but gets wrong under Xen.
CPU=EPYC,-smap,-smep,-monitor,-rdtscp
# Without AVX, and with registers loaded at once (eager-fpu): else programs of dom0 died now and then, about
# one guest in a hundred, as if they had met the registers of another domain.
CPU+=,-avx,-avx2,-fma,-f16c,-rdseed,-sha-ni,-fxsr-opt,-misalignsse,-3dnowprefetch,-osvw,-topoext,-nrip-save,-xsavec

XEN_ARGS="console=com1 com1=115200,8n1 loglvl=info guest_loglvl=all"
XEN_ARGS+=" dom0_mem=${DOM0_MEM}M,max:${DOM0_MEM}M dom0_max_vcpus=1 bootscrub=0 cpuidle=0 spec-ctrl=no,eager-fpu xpti=no watchdog=0"
DOM0_ARGS="console=hvc0 loglevel=4 mitigations=off panic=-1 random.trust_cpu=on"

# qemu_args RAM_FILE SHARE JOB_DISK NETDEV_OPTIONS DISK... - fills the array ARGS
qemu_args() {
    local ram=$1 share=$2 job=$3 net=$4 i file
    shift 4
    ARGS=(-accel tcg -cpu "$CPU" -smp 1 -machine pc,memory-backend=ram,usb=off
        -m "$HOST_MEM" -object "memory-backend-file,id=ram,size=${HOST_MEM}M,mem-path=$ram,share=$share"
        -nodefaults -no-user-config -display none -no-reboot
        -device isa-debug-exit,iobase=0x501,iosize=1
        -drive "file=$job,if=none,id=job,format=raw"
        -device virtio-blk-pci,drive=job,addr=4,serial=job
        -device virtio-serial-pci,id=vs,addr=5,max_ports=4
        -device virtserialport,bus=vs.0,nr=1,chardev=con
        -device virtserialport,bus=vs.0,nr=2,chardev=ctl
        -device virtserialport,bus=vs.0,nr=3,chardev=in
        -netdev "user,id=n0,restrict=on$net" -device virtio-net-pci,netdev=n0,addr=6,romfile=)
    for ((i = 0; i < DISKS; i++)); do
        if (($#)); then file="file=$1,format=raw"; shift; else file="driver=null-co,size=1048576,read-zeroes=on"; fi
        ARGS+=(-drive "$file,if=none,id=d$i" -device "virtio-blk-pci,drive=d$i,addr=$((8 + i)),serial=$i")
    done
}

# What a cold boot needs on top.
boot_args() {
    ARGS+=(-kernel "$CACHE/xen" -append "$XEN_ARGS"
        -initrd "$CACHE/vmlinux $DOM0_ARGS,$CACHE/initrd.cpio")
}
