// Tiny freestanding arm64 test guest.  One image, four habitats:
//   bare QEMU "virt", Xen dom0less domU, xl-created domU, and (cmdline word
//   "reaper") a minimal dom0 that waits for domain 1 to shut down, reports
//   its shutdown code and powers the machine off.
typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long u64;
typedef long s64;

extern long hypercall(u64 nr, u64 a0, u64 a1, u64 a2, u64 a3, u64 a4);
extern long psci_hvc(u64 fn, u64 a, u64 b, u64 c);
extern long psci_smc(u64 fn, u64 a, u64 b, u64 c);
extern char _head[] __attribute__((visibility("hidden"))),
    __stack_top[] __attribute__((visibility("hidden")));

#define MSR(r, v) asm volatile("msr " #r ", %0" ::"r"((u64)(v)) : "memory")
#define MRS(r)                                                    \
	({                                                        \
		u64 _v;                                           \
		asm volatile("mrs %0, " #r : "=r"(_v)::"memory"); \
		_v;                                               \
	})
#define isb() asm volatile("isb" ::: "memory")
#define dsb() asm volatile("dsb sy" ::: "memory")
#define dmb() asm volatile("dmb ish" ::: "memory")

void *memset(void *d, int c, u64 n)
{
	u8 *p = d;
	while (n--)
		*p++ = c;
	return d;
}
void *memcpy(void *d, const void *s, u64 n)
{
	u8 *p = d;
	const u8 *q = s;
	while (n--)
		*p++ = *q++;
	return d;
}
static u64 slen(const char *s)
{
	u64 n = 0;
	while (s[n])
		n++;
	return n;
}
static int seq(const char *a, const char *b)
{
	while (*a && *a == *b)
		a++, b++;
	return *a == *b;
}
static int spre(const char *a, const char *p)
{
	while (*p)
		if (*a++ != *p++)
			return 0;
	return 1;
}
static u32 be32(const void *p)
{
	return __builtin_bswap32(*(const u32 *)p);
}
static u64 cell(const u32 *p, int n)
{
	u64 v = 0;
	while (n--)
		v = (v << 32) | be32(p++);
	return v;
}

// ---------- device tree ----------
static struct {
	int xen_node, xen_root, gicv, uart_kind, smc, nvirtio;
	u64 uart, gicd, gicr, gicc, gnttab, mem[8][2];
	int nmem;
	u32 uart_irq, vtimer_irq, xen_irq;
	char bootargs[512], stdout_path[64], root_compat[64];
} dt;

static int compat(const char *p, u32 len, const char *want)
{
	const char *e = p + len;
	while (p < e) {
		if (seq(p, want))
			return 1;
		p += slen(p) + 1;
	}
	return 0;
}
static u32 irqnum(const u32 *p)
{
	return be32(p + 1) + (be32(p) ? 16 : 32);
}

static void dt_parse(const u8 *f)
{
	if (be32(f) != 0xd00dfeed)
		return;
	const u32 *p = (const u32 *)(f + be32(f + 8));
	const char *str = (const char *)f + be32(f + 12);
	struct {
		int ac, sc;
	} st[16];
	int depth = -1;
	struct node {
		const char *name;
		const u32 *reg;
		const u32 *intr;
		const char *compat;
		u32 rl, il, cl;
		int mem;
		int disabled;
	} n[16];
	for (;;) {
		u32 tok = be32(p++);
		if (tok == 4)
			continue;
		if (tok == 1) {
			depth++;
			if (depth > 15)
				return;
			n[depth] = (struct node){ .name = (const char *)p };
			st[depth].ac = 2;
			st[depth].sc = 1;
			p += (slen((const char *)p) + 4) / 4;
		} else if (tok == 3) {
			u32 len = be32(p), no = be32(p + 1);
			const char *pn = str + no;
			const u32 *v = p + 2;
			p += 2 + (len + 3) / 4;
			if (seq(pn, "#address-cells"))
				st[depth].ac = be32(v);
			else if (seq(pn, "#size-cells"))
				st[depth].sc = be32(v);
			else if (seq(pn, "reg")) {
				n[depth].reg = v;
				n[depth].rl = len;
			} else if (seq(pn, "interrupts")) {
				n[depth].intr = v;
				n[depth].il = len;
			} else if (seq(pn, "compatible")) {
				n[depth].compat = (const char *)v;
				n[depth].cl = len;
			} else if (seq(pn, "device_type") && seq((const char *)v, "memory"))
				n[depth].mem = 1;
			else if (seq(pn, "status") && !spre((const char *)v, "ok"))
				n[depth].disabled = 1;
			else if (depth == 1 && seq(n[1].name, "chosen") && seq(pn, "bootargs") &&
			         len <= sizeof dt.bootargs)
				memcpy(dt.bootargs, v, len);
			else if (depth == 1 && seq(n[1].name, "chosen") && seq(pn, "stdout-path") &&
			         len <= sizeof dt.stdout_path)
				memcpy(dt.stdout_path, v, len);
			else if (depth == 1 && spre(n[1].name, "psci") && seq(pn, "method"))
				dt.smc = seq((const char *)v, "smc");
		} else if (tok == 2) {
			struct node *q = &n[depth];
			if (depth == 0) {
				if (q->compat) {
					u32 l = q->cl < 63 ? q->cl : 63;
					memcpy(dt.root_compat, q->compat, l);
					dt.xen_root = compat(q->compat, q->cl, "xen,xenvm");
				}
			} else if (!q->disabled) {
				int ac = st[depth - 1].ac, sc = st[depth - 1].sc;
#define REG(i) (q->reg ? cell(q->reg + (i) * (ac + sc), ac) : 0)
#define RSZ(i) (q->reg ? cell(q->reg + (i) * (ac + sc) + ac, sc) : 0)
				if (q->mem)
					for (u32 i = 0; i * 4 * (ac + sc) < q->rl && dt.nmem < 8;
					     i++) {
						dt.mem[dt.nmem][0] = REG(i);
						dt.mem[dt.nmem++][1] = RSZ(i);
					}
				if (q->compat) {
					if (compat(q->compat, q->cl, "xen,xen")) {
						dt.xen_node = 1;
						dt.gnttab = REG(0);
						if (q->intr)
							dt.xen_irq = irqnum(q->intr);
					}
					if (compat(q->compat, q->cl, "arm,gic-v3")) {
						dt.gicv = 3;
						dt.gicd = REG(0);
						dt.gicr = REG(1);
					}
					if (compat(q->compat, q->cl, "arm,cortex-a15-gic") ||
					    compat(q->compat, q->cl, "arm,gic-400")) {
						dt.gicv = 2;
						dt.gicd = REG(0);
						dt.gicc = REG(1);
					}
					int pl = compat(q->compat, q->cl, "arm,pl011"),
					    sb = compat(q->compat, q->cl, "arm,sbsa-uart");
					if ((pl || sb) && !dt.uart) {
						dt.uart_kind = pl ? 1 : 2;
						dt.uart = REG(0);
						if (q->intr)
							dt.uart_irq = irqnum(q->intr);
					}
					if (compat(q->compat, q->cl, "arm,armv8-timer") &&
					    q->il >= 36 /* Xen dom0less gives 3 entries, not 4 */)
						dt.vtimer_irq = irqnum(q->intr + 6);
					if (compat(q->compat, q->cl, "virtio,mmio"))
						dt.nvirtio++;
				}
			}
			if (--depth < 0)
				return;
		} else
			return;
	}
}

// ---------- MMU ----------
static int xen;
static u64 l1[512] __attribute__((aligned(4096))), l2[512] __attribute__((aligned(4096)));
#define NORMAL ((1UL << 2) | (3 << 8) | (1 << 10) | 1)
#define DEVICE ((0UL << 2) | (1 << 10) | (3UL << 53) | 1)
static void mmu_on(u64 dtb)
{
	for (int i = 0; i < 512; i++) {
		u64 a = (u64)i << 21;
		int xen_ram = xen && a >= 0x38000000 && a < 0x3a000000; // gnttab + magic pages
		l2[i] = a | (xen_ram ? NORMAL | (3UL << 53) : DEVICE);
	}
	l1[0] = (u64)l2 | 3;
	for (int m = 0; m < dt.nmem; m++)
		for (u64 g = dt.mem[m][0] >> 30; g < 512 && g << 30 < dt.mem[m][0] + dt.mem[m][1];
		     g++)
			if (g)
				l1[g] = (g << 30) | NORMAL;
	l1[(u64)_head >> 30] = ((u64)_head >> 30 << 30) | NORMAL;
	if (dtb >> 30)
		l1[dtb >> 30] = (dtb >> 30 << 30) | NORMAL;
	for (u64 a = (u64)_head & ~63UL; a < (u64)__stack_top; a += 16)
		asm volatile("dc civac, %0" ::"r"(a) : "memory");
	dsb();
	MSR(mair_el1, 0xff00UL); // 0: device-nGnRnE, 1: normal WB
	u64 pa = MRS(id_aa64mmfr0_el1) & 7;
	if (pa > 5)
		pa = 5;
	MSR(tcr_el1, 25UL | (1 << 8) | (1 << 10) | (3 << 12) | (1 << 23) | (pa << 32));
	MSR(ttbr0_el1, l1);
	isb();
	asm volatile("tlbi vmalle1; dsb nsh; ic iallu; dsb nsh; isb" ::: "memory");
	MSR(sctlr_el1, MRS(sctlr_el1) | 1 | (1 << 2) | (1 << 12));
	isb();
}

// ---------- Xen ----------
enum {
	H_MEMORY = 12,
	H_VERSION = 17,
	H_CONSOLE = 18,
	H_SCHED = 29,
	H_EVTCHN = 32,
	H_HVM = 34,
	H_DOMCTL = 36
};
static long hvm_get(u32 idx, u64 *v)
{
	struct {
		u16 dom, pad;
		u32 idx;
		u64 val;
	} a = { 0x7ff0, 0, idx, 0 };
	long r = hypercall(H_HVM, 1, (u64)&a, 0, 0, 0);
	*v = a.val;
	return r;
}
static long evtchn_send(u32 port)
{
	u32 a = port;
	return hypercall(H_EVTCHN, 4, (u64)&a, 0, 0, 0);
}
static void yield(void)
{
	hypercall(H_SCHED, 0, 0, 0, 0, 0);
}

static long con_io(const char *s, u64 n)
{
	return hypercall(H_CONSOLE, 0, n, (u64)s, 0, 0);
}
static volatile u32 *uart;
static void uart_write(const char *s, u64 n)
{
	for (u64 i = 0; i < n; i++) {
		while (uart[0x18 / 4] & (1 << 5))
			;
		uart[0] = (u8)s[i];
	}
}
static volatile struct {
	char in[1024], out[2048];
	u32 in_cons, in_prod, out_cons, out_prod;
} * pvc;
static u32 pvc_port;
static void pv_write(const char *s, u64 n)
{
	for (u64 i = 0; i < n; i++) {
		while (pvc->out_prod - pvc->out_cons >= 2048) {
			evtchn_send(pvc_port);
			yield();
		}
		pvc->out[pvc->out_prod & 2047] = s[i];
		dmb();
		pvc->out_prod++;
	}
	dmb();
	evtchn_send(pvc_port);
}
static int out_sel; // 0 none, 1 uart, 2 console_io, 3 pv
static char line[256];
static u32 ll;
static void flush(void)
{
	if (out_sel == 1)
		uart_write(line, ll);
	else if (out_sel == 2)
		con_io(line, ll);
	else if (out_sel == 3)
		pv_write(line, ll);
	ll = 0;
}
static void putch(char c)
{
	if (c == '\n' && out_sel != 2)
		line[ll++] = '\r';
	line[ll++] = c;
	if (c == '\n' || ll > 200)
		flush();
}
static void puts_(const char *s)
{
	while (*s)
		putch(*s++);
}
static void puthex(u64 v)
{
	int s = 60;
	while (s && !(v >> s))
		s -= 4;
	puts_("0x");
	for (; s >= 0; s -= 4)
		putch("0123456789abcdef"[(v >> s) & 15]);
}
static void putdec(s64 v)
{
	char b[24];
	int i = 24;
	b[--i] = 0;
	int neg = v < 0;
	if (neg)
		v = -v;
	do
		b[--i] = '0' + v % 10;
	while (v /= 10);
	if (neg)
		b[--i] = '-';
	puts_(b + i);
}
static void kv(const char *k, u64 v)
{
	puts_(k);
	puthex(v);
}
static void kd(const char *k, s64 v)
{
	puts_(k);
	putdec(v);
}

static void shutdown_(int code) // Xen SHUTDOWN_*: 0 poweroff 1 reboot 2 suspend 3 crash
{
	if (xen) {
		u32 r = code;
		hypercall(H_SCHED, 2, (u64)&r, 0, 0, 0);
	}
	u64 fn = code == 0 ? 0x84000008 : 0x84000009; // SYSTEM_OFF / SYSTEM_RESET
	if (dt.smc)
		psci_smc(fn, 0, 0, 0);
	else
		psci_hvc(fn, 0, 0, 0);
	for (;;)
		asm volatile("wfi");
}
static volatile int probing;
void do_fault(u64 esr, u64 elr, u64 far, u64 *frame)
{
	if (probing) {
		frame[20] = elr + 4;
		frame[0] = ~0UL;
		return;
	} // undefined HVC: skip it, x0 = -1
	kv("FAULT esr=", esr);
	kv(" elr=", elr);
	kv(" off=", elr - (u64)_head);
	kv(" far=", far);
	puts_("\n");
	shutdown_(3);
}

// ---------- GIC + virtual timer ----------
static volatile u32 ticks, spurious, last_irq, evirqs;
static volatile u64 evbits;
// shared_info on arm64: one vcpu_info (48 bytes), then evtchn_pending[64], evtchn_mask[64]
static volatile struct {
	u8 pending, mask, pad[6];
	u64 sel;
	u8 time[32];
	u64 ev_pending[64], ev_mask[64];
	u8 rest[4096 - 1072];
} shared __attribute__((aligned(4096))); // whole page: Xen replaces it
_Static_assert(sizeof shared == 4096, "");
static void w32(u64 a, u32 v)
{
	*(volatile u32 *)a = v;
}
static u32 r32(u64 a)
{
	return *(volatile u32 *)a;
}
static void gic_init(void)
{
	if (dt.gicv == 3) {
		MSR(S3_0_C12_C12_5, MRS(S3_0_C12_C12_5) | 1);
		isb();
		w32(dt.gicd, 0x13); // ARE + group 1
		w32(dt.gicr + 0x14, r32(dt.gicr + 0x14) & ~2);
		while (r32(dt.gicr + 0x14) & 4)
			;
		u64 s = dt.gicr + 0x10000;
		w32(s + 0x80, ~0u); // all group 1
		*(volatile u8 *)(s + 0x400 + dt.vtimer_irq) = 0x80;
		w32(s + 0x100, 1u << dt.vtimer_irq);
		MSR(S3_0_C4_C6_0, 0xff); // PMR
		MSR(S3_0_C12_C12_7, 1);
		isb(); // IGRPEN1
	} else {
		w32(dt.gicd, 1);
		*(volatile u8 *)(dt.gicd + 0x400 + dt.vtimer_irq) = 0x80;
		w32(dt.gicd + 0x100, 1u << dt.vtimer_irq);
		w32(dt.gicc + 4, 0xff);
		w32(dt.gicc, 1);
	}
}
void do_irq(void)
{
	u32 i = dt.gicv == 3 ? MRS(S3_0_C12_C12_0) : r32(dt.gicc + 0xc);
	last_irq = i & 0x3ff;
	if (last_irq == dt.vtimer_irq) {
		ticks++;
		MSR(cntv_ctl_el0, 2);
		isb();
	} else if (dt.xen_irq &&
	           last_irq == dt.xen_irq) { // clear pending, then the port bits (ports < 64 only)
		evirqs++;
		shared.pending = 0;
		dmb();
		if (__atomic_exchange_n(&shared.sel, 0, __ATOMIC_SEQ_CST) & 1)
			evbits |= __atomic_exchange_n(&shared.ev_pending[0], 0, __ATOMIC_SEQ_CST);
	} else
		spurious++;
	if (last_irq < 1020) {
		if (dt.gicv == 3) {
			MSR(S3_0_C12_C12_1, i);
			isb();
		} else
			w32(dt.gicc + 0x10, i);
	}
}
static void msleep(u64 ms, int block)
{
	u64 f = MRS(cntfrq_el0);
	u32 t0 = ticks;
	MSR(cntv_cval_el0, MRS(cntvct_el0) + f * ms / 1000);
	MSR(cntv_ctl_el0, 1);
	isb();
	while (ticks == t0) {
		if (block)
			hypercall(H_SCHED, 1, 0, 0, 0, 0); // re-enables IRQs in PSTATE itself
		else
			asm volatile("dsb sy; wfi" ::: "memory");
		asm volatile("msr daifclr, #2; isb; msr daifset, #2" ::: "memory");
	}
}
static void sleep_test(const char *name, int block)
{
	u64 f = MRS(cntfrq_el0), a = MRS(cntvct_el0);
	u32 t = ticks;
	msleep(1000, block);
	u64 us = (MRS(cntvct_el0) - a) * 1000000 / f;
	puts_(name);
	kd(" 1000 ms: elapsed_us=", us);
	kd(" irqs=", ticks - t);
	kd(" last_irq=", last_irq);
	kd(" other=", spurious);
	puts_("\n");
}

static void enable_ppi(u32 n)
{
	u64 s = dt.gicv == 3 ? dt.gicr + 0x10000 : dt.gicd;
	*(volatile u8 *)(s + 0x400 + n) = 0x80;
	w32(s + 0x100, 1u << n);
}
static long add_to_physmap(u32 space, u64 idx, u64 gpfn)
{
	struct {
		u16 dom, size;
		u32 space;
		u64 idx, gpfn;
	} a = { 0x7ff0, 0, space, idx, gpfn };
	return hypercall(H_MEMORY, 7, (u64)&a, 0, 0, 0);
}
static void evtchn_test(void)
{
	kd("shared_info map r=", add_to_physmap(0, 0, (u64)&shared >> 12));
	enable_ppi(dt.xen_irq);
	u64 v;
	if (hvm_get(2, &v))
		return;
	u32 port = v;
	shared.ev_mask[0] &= ~(1UL << port);
	struct {
		u32 port;
	} un = { port };
	kd(" unmask r=", hypercall(H_EVTCHN, 9, (u64)&un, 0, 0, 0));
	// an IPI-like self test: EVTCHNOP_bind_ipi (7) to vcpu 0, then EVTCHNOP_send
	struct {
		u32 vcpu, port;
	} ipi = { 0, 0 };
	long r = hypercall(H_EVTCHN, 7, (u64)&ipi, 0, 0, 0);
	shared.ev_mask[0] &= ~(1UL << ipi.port);
	kd(" bind_ipi r=", r);
	kd(" port=", ipi.port);
	evtchn_send(ipi.port);
	asm volatile("dsb sy; isb; msr daifclr, #2; isb; nop; msr daifset, #2" ::: "memory");
	kd(" event irqs=", evirqs);
	kv(" bits=", evbits);
	puts_("\n");
	kd("grant table map r=", add_to_physmap(1, 0, (dt.gnttab ? dt.gnttab : 0x38000000) >> 12));
	volatile struct {
		u16 flags, dom;
		u32 frame;
	} *g = (void *)(dt.gnttab ? dt.gnttab : 0x38000000);
	kd(" entry0 flags=", g[0].flags);
	kv(" frame=", g[0].frame);
	kv(" entry1 frame=", g[1].frame);
	puts_("\n");
}
static int getch(void) // -1: nothing there
{
	if (out_sel == 3) {
		if (pvc->in_cons == pvc->in_prod)
			return -1;
		dmb();
		int c = (u8)pvc->in[pvc->in_cons & 1023];
		dmb();
		pvc->in_cons++;
		evtchn_send(pvc_port);
		return c;
	}
	if (uart && !(uart[0x18 / 4] & (1 << 4)))
		return uart[0] & 0xff;
	return -1;
}

// ---------- xenstore (polled, enough to read one key) ----------
static long xs_read(const char *path, char *buf, u32 cap)
{
	static volatile struct {
		char req[1024], rsp[1024];
		u32 req_cons, req_prod, rsp_cons, rsp_prod;
	} * x;
	static u32 port;
	u64 v;
	if (!x) {
		if (hvm_get(1, &v) || !v || v == ~0UL)
			return -1;
		x = (void *)(v << 12);
		if (hvm_get(2, &v))
			return -1;
		port = v;
	}
	u32 h[4] = { 2, 1, 0, slen(path) + 1 };
	const char *src[2] = { (char *)h, path };
	u32 len[2] = { 16, h[3] };
	for (int k = 0; k < 2; k++)
		for (u32 i = 0; i < len[k]; i++) {
			x->req[x->req_prod & 1023] = src[k][i];
			dmb();
			x->req_prod++;
		}
	evtchn_send(port);
	for (u32 i = 0; i < 16; i++) {
		u32 spin = 0;
		while (x->rsp_prod == x->rsp_cons) {
			msleep(5, 0);
			if (++spin > 1000)
				return -2;
		}
		dmb();
		((char *)h)[i] = x->rsp[x->rsp_cons++ & 1023];
	}
	u32 n = 0;
	for (u32 i = 0; i < h[3]; i++) {
		while (x->rsp_prod == x->rsp_cons)
			msleep(1, 0);
		dmb();
		char c = x->rsp[x->rsp_cons++ & 1023];
		if (n + 1 < cap)
			buf[n++] = c;
	}
	buf[n] = 0;
	evtchn_send(port);
	return h[0] == 2 ? (long)n : -3;
}

// ---------- "reaper": smallest possible dom0 ----------
static int reaper(void)
{
	// struct xen_domctl, interface version 0x15 (Xen 4.17): cmd, version, domain, pad, union
	static struct {
		u32 cmd, ver;
		u16 dom, pad[3];
		u8 u[256];
	} __attribute__((aligned(8))) c;
	out_sel = 2;
	puts_("REAPER: up\n");
	int seen = 0;
	long r;
	u32 ver = 0x15;
	for (;;) {
		memset(&c, 0, sizeof c);
		c.cmd = 5 /* getdomaininfo */;
		c.ver = ver;
		c.dom = 1;
		r = hypercall(H_DOMCTL, (u64)&c, 0, 0, 0, 0);
		u16 dom = *(u16 *)c.u;
		u32 fl = *(u32 *)(c.u + 4);
		if (r == -13 && !seen && ver < 0x40) {
			ver = ver == 0x15 ? 0x10 : ver + 1;
			continue;
		} // EACCES: other interface version
		if (r == 0 && dom == 1) {
			if (!seen) {
				seen = 1;
				kv("REAPER: watching d1, flags=", fl);
				kv(" domctl ver=", ver);
				puts_("\n");
			}
			if (fl & 4) {
				kd("REAPER: d1 shutdown code=", (fl >> 16) & 255);
				puts_("\n");
				return 0;
			}
			if (fl & 1) {
				puts_("REAPER: d1 dying\n");
				return 0;
			}
		} else {
			kd("REAPER: d1 not found r=", r);
			kd(" dom=", dom);
			puts_("\n");
			return 0;
		}
		msleep(20, 0);
	}
}

// SMCCC hypervisor-service UID (Xen answers in owner range 5) through the PSCI conduit: safe
// everywhere, and the only sign of Xen in a plain dom0less domU (no /hypervisor, no root
// compatible).
static long smccc_uid(void)
{
	probing = 1;
	isb();
	long r = dt.smc ? psci_smc(0x8500ff01, 0, 0, 0) : psci_hvc(0x8500ff01, 0, 0, 0);
	probing = 0;
	return r;
}
static char *word(const char *k)
{
	for (char *s = dt.bootargs; *s; s++)
		if ((s == dt.bootargs || s[-1] == ' ') && spre(s, k))
			return s + slen(k);
	return 0;
}
static s64 num(const char *s)
{
	s64 v = 0;
	while (*s >= '0' && *s <= '9')
		v = v * 10 + *s++ - '0';
	return v;
}

void kmain(u64 dtb, u64 base)
{
	dt_parse((const u8 *)dtb);
	long uid = smccc_uid();
	xen = dt.xen_node || dt.xen_root || (u32)uid == 0xdc1218a7;
	mmu_on(dtb);
	uart = (void *)dt.uart;
	gic_init();
	if (xen && word("reaper")) {
		reaper();
		shutdown_(0);
	}
	u64 v;
	if (xen) {
		long r = con_io("hello via HYPERVISOR_console_io\n", 32);
		if (!hvm_get(17, &v) && v && v != ~0UL) {
			pvc = (void *)(v << 12);
			hvm_get(18, &v);
			pvc_port = v;
			out_sel = 3;
			puts_("hello via PV console ring\n");
			kd("console_io r=", r);
			puts_("\n");
		}
	}
	if (uart) {
		int o = out_sel;
		out_sel = 1;
		puts_(dt.uart_kind == 2 ? "hello via SBSA uart\n" : "hello via PL011\n");
		if (o)
			out_sel = o;
	}
	if (!out_sel)
		out_sel = xen ? 2 : 0;
	if (word("con=io"))
		out_sel = 2;
	puts_("habitat: ");
	puts_(xen ? "xen" : "bare");
	kd(" /hypervisor=", dt.xen_node);
	kd(" root_xenvm=", dt.xen_root);
	kv(" smccc_uid=", (u32)uid);
	puts_(" root=");
	puts_(dt.root_compat);
	puts_("\n");
	if (xen) {
		kv("xen version ", hypercall(H_VERSION, 0, 0, 0, 0, 0));
		kv(" gnttab=", dt.gnttab);
		kd(" evtchn_irq=", dt.xen_irq);
		puts_("\n");
	}
	kv("base=", base);
	kv(" dtb=", dtb);
	kd(" EL", MRS(CurrentEL) >> 2);
	kv(" sctlr=", MRS(sctlr_el1));
	kv(" midr=", MRS(midr_el1));
	puts_("\n");
	for (int i = 0; i < dt.nmem; i++) {
		kv("mem ", dt.mem[i][0]);
		kv(" + ", dt.mem[i][1]);
		puts_("\n");
	}
	kv("uart=", dt.uart);
	kd(" kind=", dt.uart_kind);
	kd(" irq=", dt.uart_irq);
	kd(" gicv", dt.gicv);
	kv(" gicd=", dt.gicd);
	kv(" gicr=", dt.gicr);
	kv(" gicc=", dt.gicc);
	kd(" vtimer_irq=", dt.vtimer_irq);
	kd(" cntfrq=", MRS(cntfrq_el0));
	kd(" virtio-mmio=", dt.nvirtio);
	kd(" smc=", dt.smc);
	puts_("\n");
	puts_("stdout-path: ");
	puts_(dt.stdout_path);
	puts_("\nbootargs: ");
	puts_(dt.bootargs);
	puts_("\n");
	sleep_test("WFI", 0);
	if (xen)
		sleep_test("SCHEDOP_block", 1);
	if (xen && pvc) {
		static char b[256];
		long r;
		r = xs_read("name", b, sizeof b);
		kd("xenstore name r=", r);
		puts_(" [");
		puts_(r >= 0 ? b : "");
		puts_("]\n");
		r = xs_read("device/vif/0/backend", b, sizeof b);
		kd("xenstore vif backend r=", r);
		puts_(" [");
		puts_(r >= 0 ? b : "");
		puts_("]\n");
	}
	if (xen && dt.xen_irq)
		evtchn_test();
	if (word("echo")) { // read one line, print it back
		static char b[128];
		int n = 0, ch;
		puts_("ready for input\n");
		while (n < 120) {
			if ((ch = getch()) < 0) {
				msleep(10, 0);
				continue;
			}
			if (ch == '\n' || ch == '\r')
				break;
			b[n++] = ch;
		}
		b[n] = 0;
		puts_("got: [");
		puts_(b);
		puts_("]\n");
	}
	if (word("long")) {
		for (int i = 0; i < 25; i++)
			puts_("0123456789");
		puts_("|250\n");
	}
	if (!xen && dt.nvirtio)
		for (int i = 0; i < 32; i++) {
			u64 a = 0x0a000000 + i * 0x200;
			if (r32(a) == 0x74726976 && r32(a + 8)) {
				kv("virtio-mmio ", a);
				kd(" version=", r32(a + 4));
				kd(" device id=", r32(a + 8));
				puts_("\n");
			}
		}
	if (word("fault"))
		*(volatile u32 *)0x7f00000000UL = 1;
	if (word("hang"))
		for (;;)
			msleep(1000, 0);
	char *e = word("exit=");
	int code = e ? num(e) : 0;
	kd("shutting down, code=", code);
	puts_("\n");
	shutdown_(code);
}
