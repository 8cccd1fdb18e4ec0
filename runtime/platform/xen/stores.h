/*
 * stores.h - the client of the store, to its own files and the other files of Xen;
 * <mcfg/xen/store.h> is for everyone else.
 *
 * A request lies in a queue until all its bytes are in the ring, and then in a list until its
 * answer has come, which is found by its number. Bytes move when somebody asks and when the store's
 * event comes, never by a task that waits; so a task that gives up leaves its request behind, and
 * the stream stays whole.
 */
#ifndef MCFG_XEN_STORES_H
#define MCFG_XEN_STORES_H

#include <errno.h> /* whose names xs_wire.h asks for */
#include <mcfg/xen/store.h>

#include <xen/io/xs_wire.h>

/* Part of a request. */
struct store_part {
	const void *data;
	size_t len;
};

/* The store's page and port, at start: see shared.h. Null: there is none. */
void xen_store_init(struct xenstore_domain_interface *page, uint32_t port);

/* Around a suspension: waits, for five seconds at most, until every request sent has its answer,
 * and holds the others back until xen_store_resume. Blocks. */
void xen_store_suspend(void);

/* `page` and `port` are new ones if `restored`; watches are set again and count as changed. */
void xen_store_resume(struct xenstore_domain_interface *page, uint32_t port, bool restored);

/*
 * store_ask - one request and its answer.
 *
 * tx       null, or a transaction: -EAGAIN if it began before a restore.
 * answer   gives: free() it; a 0 stands behind its `len` bytes. May be null, and so may len.
 *
 * Returns 0 or as store.h says. Blocks.
 */
int store_ask(const struct xen_tx *tx, enum xsd_sockmsg_type type, const struct store_part *parts,
              size_t n, char **answer, size_t *len);

/* A request whose answer nobody waits for. */
void store_tell(uint32_t tx, enum xsd_sockmsg_type type, const struct store_part *parts, size_t n);

/* The same for a path, as <mcfg/xen/store.h> gives it, before other parts. */
int store_ask_path(const struct xen_tx *tx, enum xsd_sockmsg_type type, const char *dir,
                   const char *name, const struct store_part *more, size_t n_more, char **answer,
                   size_t *len);

/* dir/name in memory of its own, or null. */
char *store_path(const char *dir, const char *name);

/* Numbers as the store's texts have them, without the weight of printf and strtoul: of what is no
   number something is read, too. */
enum { STORE_NUMBER = 12 };

void store_number(char text[STORE_NUMBER], uint32_t number, unsigned base);
uint32_t store_number_of(const char *text, unsigned base);

/* Counts restores: a transaction of another one's is void. */
uint32_t store_generation(void);

/* Has it misbehaved? */
bool store_is_broken(void);

/* Moves bytes both ways: at an event, and on the way out without the scheduler. */
void xen_store_pump(void) __attribute__((cold));

/* Writes a value on the way out, without the scheduler; waits for the answer for a second at most.
 */
void xen_store_write_last(const char *path, const char *text);

/* ---- watches, to store.c --------------------------------------------------------------------- */

/* An event of a watch: "path" 0 "token" 0. */
void store_watch_event(const char *text, size_t len);

/* Wakes all who wait for watches, with `value`; sets all watches anew in a new store. */
void store_watches_wake(int value);
void store_watches_again(void);

#endif
