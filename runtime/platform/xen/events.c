/*
 * Event channels: ports, what has happened on them, and who is told. Xen sets a bit for the port
 * and one for its word, and then interrupts; the scan takes the words, then the ports. See
 * events.h.
 */
#include "events.h"

#include "hypercall.h"

#include <errno.h>
#include <mcfg/assert.h>
#include <stdlib.h>

enum { PORTS_PER_WORD = 64, N_WORDS = 64, N_PORTS = PORTS_PER_WORD * N_WORDS };

/* The console, the store and the timer come before malloc works: their ports are low. */
static struct xen_event *first_word[PORTS_PER_WORD];

static struct {
	struct shared_info *shared;
	struct xen_event **words[N_WORDS]; /* the events by their ports; null where none ever was */
	uint32_t ports[XEN_EVENTS_TOLD];   /* that are open and not masked, if they are known */
	size_t n_ports;
	bool ports_are_known;
} events = { .words = { first_word } };

/* ---- bits that Xen writes, too --------------------------------------------------------------- */

static xen_ulong_t *pending_word(uint32_t port)
{
	return &events.shared->evtchn_pending[port / PORTS_PER_WORD];
}

static xen_ulong_t *mask_word(uint32_t port)
{
	return &events.shared->evtchn_mask[port / PORTS_PER_WORD];
}

static xen_ulong_t bit_of(uint32_t port)
{
	return (xen_ulong_t)1 << port % PORTS_PER_WORD;
}

static void set_bit(xen_ulong_t *word, xen_ulong_t bit)
{
	__atomic_fetch_or(word, bit, __ATOMIC_SEQ_CST);
}

static void clear_bit(xen_ulong_t *word, xen_ulong_t bit)
{
	__atomic_fetch_and(word, ~bit, __ATOMIC_SEQ_CST);
}

static void mask_port(uint32_t port)
{
	events.ports_are_known = false;
	set_bit(mask_word(port), bit_of(port));
}

static void unmask_port(uint32_t port)
{
	events.ports_are_known = false;
	clear_bit(mask_word(port), bit_of(port));
}

static struct vcpu_info *vcpu(void)
{
	return &events.shared->vcpu_info[0];
}

/* ---- whose port it is ------------------------------------------------------------------------ */

static struct xen_event *event_of(uint32_t port)
{
	struct xen_event **word = port < N_PORTS ? events.words[port / PORTS_PER_WORD] : NULL;

	return word ? word[port % PORTS_PER_WORD] : NULL;
}

static int set_event(uint32_t port, struct xen_event *event)
{
	struct xen_event ***word = &events.words[port / PORTS_PER_WORD];

	if (!*word)
		*word = calloc(PORTS_PER_WORD, sizeof **word);
	if (!*word)
		return -ENOMEM;
	(*word)[port % PORTS_PER_WORD] = event;
	return 0;
}

static void wake(struct xen_event *event, int value)
{
	event->pending = true;
	if (event->waiter)
		mcfg_waker_wake(event->waiter, value);
}

void xen_events_init(struct shared_info *shared)
{
	events.shared = shared;
	events.ports_are_known = false;
	for (unsigned i = 0; i < N_WORDS; i++)
		xen_store(&shared->evtchn_mask[i], ~(xen_ulong_t)0);
	for (uint32_t port = 0; port < N_PORTS; port++) {
		struct xen_event *event = event_of(port);

		if (!event)
			continue;
		set_event(port, NULL);
		event->port = 0;
		wake(event, -EPIPE);
	}
}

/* ---- opening and closing --------------------------------------------------------------------- */

static void close_port(uint32_t port)
{
	struct evtchn_close close = { .port = port };

	mask_port(port);
	xen_event_channel_op(EVTCHNOP_close, &close);
	clear_bit(pending_word(port), bit_of(port));
}

/* Takes a new port of ours into use. */
static int open_port(struct xen_event *event, uint32_t port)
{
	mcfg_assert(event->port == 0);
	if (port == 0 || port >= N_PORTS)
		return -EINVAL;
	if (set_event(port, event)) {
		close_port(port);
		return -ENOMEM;
	}
	event->port = port;
	event->pending = false;
	xen_event_unmask(event);
	return 0;
}

int xen_event_alloc(struct xen_event *event, uint16_t domain)
{
	struct evtchn_alloc_unbound alloc = { .dom = DOMID_SELF, .remote_dom = domain };
	long error = xen_event_channel_op(EVTCHNOP_alloc_unbound, &alloc);

	return error ? (int)error : open_port(event, alloc.port);
}

int xen_event_connect(struct xen_event *event, uint16_t domain, uint32_t port)
{
	struct evtchn_bind_interdomain bind = { .remote_dom = domain, .remote_port = port };
	long error = xen_event_channel_op(EVTCHNOP_bind_interdomain, &bind);

	return error ? (int)error : open_port(event, bind.local_port);
}

int xen_event_bind_virq(struct xen_event *event, uint32_t virq)
{
	struct evtchn_bind_virq bind = { .virq = virq };
	long error = xen_event_channel_op(EVTCHNOP_bind_virq, &bind);

	return error ? (int)error : open_port(event, bind.port);
}

int xen_event_adopt(struct xen_event *event, uint32_t port)
{
	return open_port(event, port);
}

void xen_event_close(struct xen_event *event)
{
	if (event->port == 0)
		return;
	set_event(event->port, NULL);
	close_port(event->port);
	event->port = 0;
	wake(event, -EPIPE);
}

/* ---- masking --------------------------------------------------------------------------------- */

void xen_event_mask(struct xen_event *event)
{
	if (event->port)
		mask_port(event->port);
}

/*
 * What happened while the port was masked marked no word. So the bit is looked at after the mask is
 * gone: an event before that is seen here, a later one marks its word by itself. Xen's own unmask
 * marks it, but only if it is the one that takes the mask away.
 */
void xen_event_unmask(struct xen_event *event)
{
	struct evtchn_unmask unmask = { .port = event->port };
	uint32_t port = event->port;

	if (!port)
		return;
	unmask_port(port);
	if (!(xen_load(pending_word(port)) & bit_of(port)))
		return;
	set_bit(mask_word(port), bit_of(port));
	xen_event_channel_op(EVTCHNOP_unmask, &unmask);
}

/* ---- what has happened ----------------------------------------------------------------------- */

static void hand_out(uint32_t port)
{
	struct xen_event *event = event_of(port);

	clear_bit(pending_word(port), bit_of(port));
	if (!event)
		mask_port(port); /* nobody's: it need not come again */
	else if (event->happened)
		event->happened(event);
	else
		wake(event, 0);
}

/* An event that closes another one's port meanwhile, or masks it, is obeyed. */
static void scan_word(unsigned word)
{
	xen_ulong_t ports = xen_load(&events.shared->evtchn_pending[word]);

	for (; ports; ports &= ports - 1) {
		uint32_t port = word * PORTS_PER_WORD + (uint32_t)__builtin_ctzll(ports);

		if (!(xen_load(mask_word(port)) & bit_of(port)))
			hand_out(port);
	}
}

bool xen_events_scan(void)
{
	bool any = false;
	xen_ulong_t words;

	xen_store(&vcpu()->evtchn_upcall_pending, 0);
	while ((words = __atomic_exchange_n(&vcpu()->evtchn_pending_sel, 0, __ATOMIC_SEQ_CST))) {
		any = true;
		for (; words; words &= words - 1)
			scan_word((unsigned)__builtin_ctzll(words));
	}
	return any;
}

/* Appends those of a word. */
static size_t find_in_word(unsigned word, size_t n)
{
	xen_ulong_t masked = xen_load(&events.shared->evtchn_mask[word]);

	for (unsigned i = 0; events.words[word] && i < PORTS_PER_WORD; i++)
		if (events.words[word][i] && !(masked & bit_of(i)) && n++ < XEN_EVENTS_TOLD)
			events.ports[n - 1] = word * PORTS_PER_WORD + i;
	return n;
}

static void find_ports(void)
{
	size_t n = 0;

	for (unsigned word = 0; word < N_WORDS; word++)
		n = find_in_word(word, n);
	events.n_ports = n <= XEN_EVENTS_TOLD ? n : 0;
	events.ports_are_known = true;
}

size_t xen_events_ports(const uint32_t **ports)
{
	if (!events.ports_are_known)
		find_ports();
	*ports = events.ports;
	return events.n_ports;
}

bool xen_events_pending(void)
{
	return xen_load(&vcpu()->evtchn_pending_sel) != 0;
}

/* ---- waiting and telling --------------------------------------------------------------------- */

void xen_event_notify(const struct xen_event *event)
{
	struct evtchn_send send = { .port = event->port };

	if (event->port)
		xen_event_channel_op(EVTCHNOP_send, &send);
}

static int wait_for(struct xen_event *event)
{
	struct mcfg_waker ready = { 0 };
	int error;

	event->waiter = &ready;
	error = mcfg_waker_wait(&ready);
	event->waiter = NULL;
	return error;
}

int xen_event_wait(struct xen_event *event)
{
	int error = 0;

	if (event->waiter)
		return -EBUSY;
	if (event->port == 0)
		return -EPIPE;
	if (!event->pending)
		error = wait_for(event);
	if (!error)
		event->pending = false;
	return error;
}
