# xen_network.sh - the rows of Xen's cards: see run. The peer is dom0's netback, of a real Xen in QEMU; what Xen and
# dom0 execute lies outside of the guest's addresses.

cat >qemu <<'END_QEMU'
#!/bin/sh
exec qemu-system-x86_64 "$@" ${PLUGIN:+-plugin "$PLUGIN"}
END_QEMU
chmod +x qemu

# xen_card OPTIONS SCRIPT: SCRIPT is what dom0 does beside it, to the interface $vif, until /run/guest is there
xen_card() {
	{
		echo 'vif=vif$DOMID.0'
		echo 'brctl delif xenbr0 $vif; ip addr add 10.9.0.1/24 dev $vif; arp -s 10.9.0.2 00:16:3e:00:00:01'
		echo "$2"
		echo 'until [ -e /run/guest ]; do usleep 50000; done; killall -q ping; true'
	} >beside
	PLUGIN=$plugin QEMU=$work/qemu "$SRC/tests/machines/xen-x86_64/run" "$elf" --cmdline "--n=$N $1" \
		--net --dom0 beside --timeout 120 </dev/null
}

build xen card.mcfg
floor xen_network send
counting xen_card '--what=send' ''
row 'xen_network: a frame sent'
floor xen_network receive
counting xen_card '--what=receive' 'ping -q -i 0.004 -s 22 10.9.0.2 >/dev/null &'
row 'xen_network: a frame received, one by one'
counting xen_card '--what=receive' 'for i in 1 2 3 4 5 6 7 8; do ping -q -i 0.002 -s 22 10.9.0.2 >/dev/null & done'
row 'xen_network: a frame received, many together'
