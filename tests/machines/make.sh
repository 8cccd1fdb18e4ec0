# make.sh - how a machine with Xen and a Linux dom0 is made from Debian packages (sourced by the `build`
# of such a machine, in its new folder $CACHE; machine.sh is read already).
#
# The names of architectures: ARCH is Debian's, TRIPLET the compiler's.

# Unpacks Xen, its tools and a kernel into x/. $VERSION is Xen's then, $KVER the kernel's.
xen_packages() {
    local hypervisor linux
    fetch x "$ARCH" "xen-system-$ARCH" "linux-image-$ARCH"
    hypervisor=$(depends x "xen-system-$ARCH" xen-hypervisor-)
    linux=$(depends x "linux-image-$ARCH" linux-image-)
    VERSION=${hypervisor#xen-hypervisor-}
    VERSION=${VERSION%-"$ARCH"}
    fetch x "$ARCH" "$hypervisor" "xen-utils-$VERSION" "libxenmisc$VERSION" "$linux" xenstore-utils \
        libxencall1 libxendevicemodel1 libxenevtchn1 libxenforeignmemory1 libxengnttab1 libxenhypfs1 \
        libxenstore4 libxentoolcore1 libxentoollog1 libxen-dev libyajl2 libnl-3-200 libnl-route-3-200 \
        libc6 libgcc-s1 libuuid1 zlib1g liblzma5 libzstd1 libbz2-1.0 liblzo2-2 busybox-static "$@"
    KVER=$(ls x/lib/modules)
    echo "Xen $(cat "x/packages/$hypervisor"), $linux $(cat "x/packages/$linux")"
}

# dom0_programs - what runs in dom0, with its libraries, in root/.
dom0_programs() {
    local command applet lib=root/lib/$TRIPLET
    cp x/bin/busybox root/bin/
    while read -r applet; do [ -e "root/bin/$applet" ] || ln -s busybox "root/bin/$applet"; done <"$MACHINES_SRC/dom0/applets"
    cp x/usr/lib/xen-"$VERSION"/bin/{xl,libxl-save-helper,xenstored,xenconsoled,xenconsole,xen-init-dom0} x/usr/bin/xenstore root/bin/
    for command in read write list ls rm exists watch chmod; do ln -s xenstore "root/bin/xenstore-$command"; done
    "$CC" -O2 -Wall -D_GNU_SOURCE -isystem x/usr/include -o root/bin/waitdom "$MACHINES_SRC/dom0/waitdom.c" \
        -L"x/usr/lib/$TRIPLET" -Wl,-rpath-link,"x/usr/lib/$TRIPLET" -lxenctrl -lxenforeignmemory -lxenstore
    "$CC" -O2 -Wall -D_GNU_SOURCE -o root/bin/capture "$MACHINES_SRC/dom0/capture.c"
    cp -L "$(find x -name libgcc_s.so.1 -print -quit)" "$lib/" # opened by pthread_cancel, needed by nothing
    libraries x "$lib" readelf root/bin/{xl,libxl-save-helper,xenstored,xenconsoled,xenconsole,xen-init-dom0,xenstore,waitdom}
}

# dom0_root MODULE... - the initramfs of dom0, with these kernel modules.
dom0_root() {
    mkdir -p root/{bin,proc,sys,dev,run,tmp,mod,etc/xen/scripts,var/lib/xen,var/lib/xenstored} \
        root/var/log/xen/console "root/lib/$TRIPLET" "root/usr/lib/xen-$VERSION"
    ln -s ../run root/var/run
    ln -s ../run/lock root/var/lock
    ln -s /bin "root/usr/lib/xen-$VERSION/bin"
    dom0_programs
    PATH=$PATH:/sbin depmod -b "$CACHE/x" "$KVER"
    modules x "$KVER" root/mod xen-evtchn xen-gntdev xen-gntalloc xen-privcmd xenfs bridge "$@" virtio_blk \
        virtio_console virtio_net xen-netback xen-blkback
    install -m 755 "$MACHINES_SRC/dom0/init" root/init
    install -m 644 "$MACHINES_SRC/dom0/guests" root/bin/guests
    install -m 755 "$MACHINES_SRC"/dom0/{block,vif-bench} root/etc/xen/scripts/
    echo 'autoballoon="off"' >root/etc/xen/xl.conf
    echo "root:x:0:0::/:/bin/sh" >root/etc/passwd
    (cd root && find . | sort | cpio -o -H newc -R 0:0 --quiet) >initrd.cpio
    rm -rf root
}

# Boots the machine; when dom0 says "ready" on the control port, the state of the devices is saved. The
# memory stays in ram.img (x-ignore-shared): restoring it is a private mapping of that file.
snapshot() {
    local work i pid catpid
    work=$(mktemp -d)
    truncate -s 256M "$work/job"
    mkfifo "$work/mon.in" "$work/mon.out"
    qemu_args "$CACHE/ram.img" on "$work/job" ""
    boot_args
    "$QEMU" "${ARGS[@]}" -serial "file:$CACHE/boot.log" \
        -chardev null,id=con -chardev null,id=in -chardev "file,id=ctl,path=$work/ctl" \
        -chardev "pipe,id=mon,path=$work/mon" -mon chardev=mon,mode=readline 2>"$work/qemu.err" &
    pid=$!
    cat <>"$work/mon.out" >/dev/null &
    catpid=$!
    # shellcheck disable=SC2064 # now
    trap "kill $pid $catpid 2>/dev/null || :; rm -rf '$work'" EXIT
    exec 8<>"$work/mon.in"
    for ((i = 0; i < 900; i++)); do
        grep -q '^ready' "$work/ctl" 2>/dev/null && break
        kill -0 $pid 2>/dev/null || break
        sleep 0.2
    done
    if ! grep -q '^ready' "$work/ctl"; then
        tail -n 40 "$CACHE/boot.log"
        cat "$work/qemu.err"
        die "dom0 did not get ready"
    fi
    sleep 0.5
    printf 'migrate_set_capability x-ignore-shared on\nmigrate "exec:cat >state.bin"\nquit\n' >&8
    for ((i = 0; i < 600; i++)); do kill -0 $pid 2>/dev/null || break; sleep 0.1; done
    wait $pid || true
    [ -s state.bin ] || { cat "$work/qemu.err"; die "no snapshot"; }
    rm -rf x
}
