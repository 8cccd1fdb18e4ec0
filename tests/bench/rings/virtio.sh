# virtio.sh - the rows of virtio: see run. The disk holds nothing, and answers at once; frames go to QEMU's own
# network, which drops them, and come from a second machine.

# qemu OPTIONS QEMU-OPTION...: the last image
qemu() {
	options=$1
	shift
	timeout -k 1 60 qemu-system-x86_64 -M microvm,rtc=off -accel tcg -cpu max -m 64 -nodefaults -no-user-config \
		-display none -serial stdio -no-reboot -global virtio-mmio.force-legacy=false -kernel "$elf" \
		-append "-- $options" "$@" </dev/null
}

disk() {
	qemu "--n=$N $1" -plugin "$plugin" -drive id=disk,if=none,driver=null-co,size=64M,read-zeroes=on \
		-device virtio-blk-device,drive=disk,serial=disk.img
}

sends() {
	qemu "--what=send --n=$N $1" -plugin "$plugin" -netdev user,id=net -device virtio-net-device,netdev=net
}

# receives OPTIONS-OF-THE-SENDER: which sends until the other one has enough
receives() {
	wire=$work/wire
	rm -f wire
	qemu "--what=receive --n=$N" -plugin "$plugin" -device virtio-net-device,netdev=net \
		-netdev stream,id=net,server=on,addr.type=unix,addr.path="$wire" &
	receiver=$!
	until [ -e wire ]; do sleep 0.05; done
	qemu "--what=send --n=1000000 $1" -netdev stream,id=net,server=off,addr.type=unix,addr.path="$wire" \
		-device virtio-net-device,netdev=net >sender 2>&1 &
	sender=$!
	status=0
	wait $receiver || status=$?
	kill $sender
	wait $sender || :
	return $status
}

build virtio disk.mcfg
floor virtio block
counting disk '--what=read'
row 'virtio_block: 4 KiB read, one by one'
counting disk '--what=write'
row 'virtio_block: 4 KiB written, one by one'
counting disk '--what=read --tasks=32'
row 'virtio_block: 4 KiB read, 32 at a time'
build virtio card.mcfg
floor virtio send
counting sends ''
row 'virtio_network: a frame sent'
floor virtio receive
counting receives '--gap=1ms'
row 'virtio_network: a frame received, one by one'
counting receives '--tasks=32'
row 'virtio_network: a frame received, many together'
