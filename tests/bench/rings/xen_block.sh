# xen_block.sh - the rows of Xen: see run. The disk is a file behind dom0's blkback, of a real Xen in QEMU; what Xen and
# dom0 execute lies outside of the guest's addresses.

# qemu: QEMU with the plugin, for the machine
cat >qemu <<'END_QEMU'
#!/bin/sh
exec qemu-system-x86_64 "$@" ${PLUGIN:+-plugin "$PLUGIN"}
END_QEMU
chmod +x qemu
truncate -s 64M disk.img

xen_disk() {
	PLUGIN=$plugin QEMU=$work/qemu "$SRC/tests/machines/xen-x86_64/run" "$elf" --cmdline "--n=$N $1" \
		--disk disk.img --timeout 120 </dev/null
}

build xen disk.mcfg
floor xen_block block
counting xen_disk '--what=read'
row 'xen_block: 4 KiB read, one by one'
counting xen_disk '--what=write'
row 'xen_block: 4 KiB written, one by one'
counting xen_disk '--what=read --tasks=32'
row 'xen_block: 4 KiB read, 32 at a time'
counting xen_disk '--what=read --block-persistent'
row 'xen_block: 4 KiB read by a copy, one by one'
