/*
 * store.h - the store (xenstore): a tree of texts that domains share through the toolstack. For
 * drivers of Xen images.
 *
 * A path is `dir`, or `dir/name` where `name` is not null. It is absolute (/local/domain/0/...), or
 * relative to this domain's own part of the tree (device/vif/0). Any number of tasks may ask at the
 * same time; each waits for its own answer only.
 *
 * All block, and all may return, beside what is said below and what every blocking call returns:
 *
 *	-ENODEV         there is no store: the domain was made without one
 *	-EACCES         not for us to read, or to write
 *	-EAGAIN         in a transaction: it has failed, begin again
 *	-EPROTO, -EIO   the store misbehaves; after -EIO for good
 *	-ENAMETOOLONG   the path, or what is written, is longer than the store takes (about 4 kB)
 *	-ENOMEM
 * or another negative errno that the store gives.
 */
#ifndef MCFG_XEN_STORE_H
#define MCFG_XEN_STORE_H

#include <mcfg/task.h>

/* A transaction; where one is asked for null means: by itself. */
struct xen_tx {
	uint32_t id, generation;
};

/* Is there a store? Without one (a domain that Xen itself made) everything here gives -ENODEV. */
bool xen_store_present(void);

/*
 * xen_store_read - read a value.
 *
 * value   gives: free() it. A 0 stands behind its `len` bytes; len may be null.
 *
 * Returns 0, or -ENOENT: there is no such node.
 */
int xen_store_read(const struct xen_tx *tx, const char *dir, const char *name, char **value,
                   size_t *len);

/* The same for a number from 0 to `max`, in decimal digits. Returns also -EINVAL: it is none. */
int xen_store_read_number(const struct xen_tx *tx, const char *dir, const char *name, uint64_t max,
                          uint64_t *number);

/* Writes a text, making nodes as needed; xen_store_print formats it, to at most 255 bytes. */
int xen_store_write(const struct xen_tx *tx, const char *dir, const char *name, const char *text);
int xen_store_print(const struct xen_tx *tx, const char *dir, const char *name, const char *format,
                    ...) __attribute__((format(printf, 4, 5)));

/* Makes an empty node, if it is missing; removes a node and all below it (0 if there is none). */
int xen_store_mkdir(const struct xen_tx *tx, const char *dir, const char *name);
int xen_store_remove(const struct xen_tx *tx, const char *dir, const char *name);

/*
 * xen_store_list - the names of what lies below a node, sorted: numbers by their value, before
 * words.
 *
 * list   gives: xen_list_fini() it. Zeroed when the call fails.
 *
 * Returns 0, or -ENOENT.
 */
struct xen_list {
	size_t n;
	char **names;
};

int xen_store_list(const struct xen_tx *tx, const char *dir, const char *name,
                   struct xen_list *list);
void xen_list_fini(struct xen_list *list);

/*
 * Who may use a node: its owner's rights for others first ("n5": domain 5 owns it, others have
 * none), then those of single domains ("r3", "w3", "b3"). Only the owner sets them.
 */
int xen_store_permit(const struct xen_tx *tx, const char *dir, const char *name,
                     const char *const *permissions, size_t n);

/* ---- transactions ---------------------------------------------------------------------------- */

int xen_tx_begin(struct xen_tx *tx);

/* Ends it; its changes are made if `commit`. Returns 0, or -EAGAIN: none were made. */
int xen_tx_end(const struct xen_tx *tx, bool commit);

/*
 * xen_transact - do `body` in a transaction, again while that is in conflict with others.
 *
 * body   returns 0, or a negative errno: nothing is changed, and that is returned. It may run more
 *        than once.
 */
int xen_transact(int (*body)(const struct xen_tx *tx, void *argument), void *argument);

/* ---- watches --------------------------------------------------------------------------------- */

/* A watch. Zeroed it is closed. It stays where it is while it is open. */
struct xen_watch {
	char *path;
	struct xen_watch *next;
	struct mcfg_waker *waiter;
	uint32_t token;
	bool changed; /* since the last wait */
};

/*
 * xen_watch_open - watch a node and all below it. It need not exist.
 *
 * It counts as changed at once, and again after a restore.
 */
int xen_watch_open(struct xen_watch *watch, const char *dir, const char *name);

/* Closes it; nothing if it is closed. Who waits is woken, with -EPIPE. Does not block. */
void xen_watch_close(struct xen_watch *watch);

/*
 * xen_watch_wait - wait until something there has changed since the last wait.
 *
 * Many changes may be one. It says not what changed: read again.
 *
 * Returns 0        look again
 *         -EBUSY   another task waits
 *         -EPIPE   it is closed, or was while we waited
 *         -EIO     the store has broken down
 * or as every blocking call.
 */
int xen_watch_wait(struct xen_watch *watch);

#endif
