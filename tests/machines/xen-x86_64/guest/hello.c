/* Smallest useful Xen PVH guest, to try the machine with: prints on every console it can find,
 * talks to xenstore once, and powers off with the code asked for as "exit=N"; "echo" reads a line
 * first, "hang" never ends. */
#include <stddef.h>
#include <stdint.h>

#define __XEN_INTERFACE_VERSION__ 0x00040d00
#include <xen/xen.h>

#include <xen/arch-x86/hvm/start_info.h>
#include <xen/event_channel.h>
#include <xen/hvm/hvm_op.h>
#include <xen/hvm/params.h>
#include <xen/io/console.h>
#include <xen/io/xs_wire.h>
#include <xen/sched.h>

#define mb() __asm__ volatile("mfence" ::: "memory")

extern char hypercall_page[4096];

static long hypercall(unsigned nr, unsigned long a, unsigned long b, unsigned long c)
{
	long ret;
	unsigned long fn = (unsigned long)hypercall_page + nr * 32;

	__asm__ volatile("call *%4"
	                 : "=a"(ret), "+D"(a), "+S"(b), "+d"(c)
	                 : "r"(fn)
	                 : "memory", "r10", "r11", "rcx");
	return ret;
}

static void cpuid(uint32_t leaf, uint32_t r[4])
{
	__asm__ volatile("cpuid"
	                 : "=a"(r[0]), "=b"(r[1]), "=c"(r[2]), "=d"(r[3])
	                 : "a"(leaf), "c"(0));
}

static size_t slen(const char *s)
{
	size_t n = 0;
	while (s[n])
		n++;
	return n;
}

void *memcpy(void *d, const void *s, size_t n)
{
	char *p = d;
	const char *q = s;
	while (n--)
		*p++ = *q++;
	return d;
}

void *memset(void *d, int c, size_t n)
{
	char *p = d;
	while (n--)
		*p++ = (char)c;
	return d;
}

static struct xencons_interface *cons;
static evtchn_port_t cons_port;

static void notify(evtchn_port_t port)
{
	struct evtchn_send s = { .port = port };
	hypercall(__HYPERVISOR_event_channel_op, EVTCHNOP_send, (unsigned long)&s, 0);
}

static void cons_write(const char *s, size_t n)
{
	while (cons && n) {
		XENCONS_RING_IDX prod = cons->out_prod;

		mb();
		while (n && prod - cons->out_cons < sizeof(cons->out)) {
			cons->out[MASK_XENCONS_IDX(prod, cons->out)] = *s++;
			prod++;
			n--;
		}
		mb();
		cons->out_prod = prod;
		notify(cons_port);
		if (n)
			hypercall(__HYPERVISOR_sched_op, SCHEDOP_yield, 0, 0);
	}
}

static void put(const char *s)
{
	cons_write(s, slen(s));
}

static void puthex(uint64_t v)
{
	char b[19] = "0x", *p = b + 2;
	int i = 60;

	while (i > 0 && !(v >> i))
		i -= 4;
	for (; i >= 0; i -= 4)
		*p++ = "0123456789abcdef"[(v >> i) & 15];
	*p = 0;
	put(b);
}

static uint64_t hvm_param(uint32_t index)
{
	struct xen_hvm_param p = { .domid = DOMID_SELF, .index = index };
	return hypercall(__HYPERVISOR_hvm_op, HVMOP_get_param, (unsigned long)&p, 0) ? 0 : p.value;
}

/* One synchronous xenstore request; busy-yields for the reply. */
static struct xenstore_domain_interface *xs;
static evtchn_port_t xs_port;

static void xs_tx(const void *buf, size_t n)
{
	const char *s = buf;
	while (n) {
		XENSTORE_RING_IDX prod = xs->req_prod;
		if (prod - xs->req_cons == XENSTORE_RING_SIZE) {
			hypercall(__HYPERVISOR_sched_op, SCHEDOP_yield, 0, 0);
			continue;
		}
		xs->req[MASK_XENSTORE_IDX(prod)] = *s++;
		n--;
		mb();
		xs->req_prod = prod + 1;
	}
}

static void xs_rx(void *buf, size_t n)
{
	char *d = buf;
	while (n) {
		XENSTORE_RING_IDX cns = xs->rsp_cons;
		if (cns == *(volatile XENSTORE_RING_IDX *)&xs->rsp_prod) {
			hypercall(__HYPERVISOR_sched_op, SCHEDOP_yield, 0, 0);
			continue;
		}
		mb();
		*d++ = xs->rsp[MASK_XENSTORE_IDX(cns)];
		n--;
		mb();
		xs->rsp_cons = cns + 1;
	}
}

static const char *xs_ask(uint32_t type, const char *path)
{
	static char reply[XENSTORE_PAYLOAD_MAX + 1];
	struct xsd_sockmsg m = { .type = type, .req_id = 1, .tx_id = 0, .len = slen(path) + 1 };

	xs_tx(&m, sizeof(m));
	xs_tx(path, m.len);
	notify(xs_port);
	xs_rx(&m, sizeof(m));
	xs_rx(reply, m.len);
	notify(xs_port);
	reply[m.len] = 0;
	for (unsigned i = 0; type == XS_DIRECTORY && i + 1 < m.len; i++)
		if (!reply[i])
			reply[i] = ' ';
	return reply;
}

static void show(const char *label, const char *value)
{
	put(label);
	put(value);
	put("\n");
}

static int word(const struct hvm_start_info *si, const char *text)
{
	size_t len = slen(text);

	for (const char *p = si->cmdline_paddr ? (char *)si->cmdline_paddr : ""; *p; p++) {
		size_t same = 0;

		while (same < len && p[same] == text[same])
			same++;
		if (same == len)
			return 1;
	}
	return 0;
}

/* Waits for a line on the console ring, and says it back. */
static void echo(void)
{
	char c = 0;

	put("hello: heard ");
	while (c != '\n') {
		XENCONS_RING_IDX cns = cons->in_cons;

		if (cns == *(volatile XENCONS_RING_IDX *)&cons->in_prod) {
			hypercall(__HYPERVISOR_sched_op, SCHEDOP_yield, 0, 0);
			continue;
		}
		mb();
		c = cons->in[MASK_XENCONS_IDX(cns, cons->in)];
		mb();
		cons->in_cons = cns + 1;
		notify(cons_port);
		c = c == '\r' ? '\n' : c;
		cons_write(&c, 1);
	}
}

void kmain(struct hvm_start_info *si)
{
	uint32_t r[4] = { 0 }, leaf;
	char sig[13] = { 0 };
	unsigned status = 0;

	for (leaf = 0x40000000; leaf < 0x40010000; leaf += 0x100) {
		cpuid(leaf, r);
		memcpy(sig, &r[1], 12);
		if (r[1] == 0x566e6558 && r[2] == 0x65584d4d && r[3] == 0x4d4d566e)
			break;
	}
	cpuid(leaf + 2, r);
	__asm__ volatile("wrmsr" ::"c"(r[1]), "a"((uint32_t)(uintptr_t)hypercall_page), "d"(0));

	static const char dbg[] = "hello: HYPERVISOR_console_io\n", e9[] = "hello: port 0xe9\n";
	long io = hypercall(__HYPERVISOR_console_io, CONSOLEIO_write, sizeof(dbg) - 1,
	                    (unsigned long)dbg);
	for (const char *p = e9; *p; p++)
		__asm__ volatile("outb %0, $0xe9" ::"a"(*p));

	cons = (void *)(hvm_param(HVM_PARAM_CONSOLE_PFN) << 12);
	cons_port = hvm_param(HVM_PARAM_CONSOLE_EVTCHN);
	put("hello: PV console ring at ");
	puthex((uintptr_t)cons);
	put("\nhello: console_io returned ");
	puthex(io < 0 ? -io : io);
	put(io < 0 ? " (negated)\n" : "\n");
	show("hello: hypervisor ", sig);
	show("hello: cmdline ", si->cmdline_paddr ? (char *)si->cmdline_paddr : "(none)");
	for (unsigned i = 0; si->version >= 1 && i < si->memmap_entries; i++) {
		struct hvm_memmap_table_entry *e =
		    (struct hvm_memmap_table_entry *)si->memmap_paddr + i;
		put("hello: mem ");
		puthex(e->addr);
		put(" + ");
		puthex(e->size);
		put(" type ");
		puthex(e->type);
		put("\n");
	}

	xs = (void *)(hvm_param(HVM_PARAM_STORE_PFN) << 12);
	xs_port = hvm_param(HVM_PARAM_STORE_EVTCHN);
	show("hello: xenstore name=", xs_ask(XS_READ, "name"));
	show("hello: xenstore domid=", xs_ask(XS_READ, "domid"));
	show("hello: xenstore device=", xs_ask(XS_DIRECTORY, "device"));
	show("hello: xenstore vif0 mac=", xs_ask(XS_READ, "device/vif/0/mac"));
	show("hello: xenstore vif0 backend=", xs_ask(XS_READ, "device/vif/0/backend"));
	show("hello: xenstore vbd=", xs_ask(XS_DIRECTORY, "device/vbd"));

	for (const char *p = si->cmdline_paddr ? (char *)si->cmdline_paddr : ""; *p; p++)
		if (p[0] == 'e' && p[1] == 'x' && p[2] == 'i' && p[3] == 't' && p[4] == '=')
			for (p += 5; *p >= '0' && *p <= '9'; p++)
				status = status * 10 + (unsigned)(*p - '0');
	if (word(si, "echo"))
		echo();
	while (word(si, "hang"))
		hypercall(__HYPERVISOR_sched_op, SCHEDOP_yield, 0, 0);
	put("hello: bye\n");
	struct sched_shutdown sd = { .reason = status };
	hypercall(__HYPERVISOR_sched_op, SCHEDOP_shutdown, (unsigned long)&sd, 0);
}
