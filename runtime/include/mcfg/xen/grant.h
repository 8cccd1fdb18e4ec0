/*
 * grant.h - grants: pages of ours that another domain may use. For drivers of Xen images.
 *
 * The other side can change a page that it may write at any moment: read what lies there once, into
 * memory of your own, and check it before you use it.
 *
 * A page must not be given back, or used for anything else, until its grant has ended: the other
 * side would go on writing into it. So ending can be refused, and a driver that cannot end a grant
 * keeps the page for good and says so.
 */
#ifndef MCFG_XEN_GRANT_H
#define MCFG_XEN_GRANT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a grant lets the other domain do. */
enum xen_grant { XEN_GRANT_READ, XEN_GRANT_WRITE };

/*
 * xen_grant_access - let `domain` use a page.
 *
 * ref    gives: what the other domain is told, by the store or a ring. Never 0.
 * page   the first byte of a page from mcfg_platform_dma_open: the grant is of all of it.
 *
 * Returns 0        it may; all that was written to the page before is seen there
 *         -ENOSPC  Xen's limit of grants is reached
 *         -ENOMEM
 */
int xen_grant_access(uint32_t *ref, uint16_t domain, const void *page, enum xen_grant what);

/*
 * xen_grant_end - end a grant.
 *
 * Returns 0        no other domain can use the page by this grant; `ref` is given back
 *         -EBUSY   the other domain has it in use; nothing has changed
 */
int xen_grant_end(uint32_t ref);

/*
 * xen_grant_end_wait - the same, waiting while the other domain has it in use.
 *
 * Returns 0, or as every blocking call; the grant then stands as before. Put a deadline on it
 * (task_deadline_push): a domain that misbehaves never lets go. Blocks.
 */
int xen_grant_end_wait(uint32_t ref);

/* Does the other domain have it in use right now? */
bool xen_grant_in_use(uint32_t ref);

/*
 * For accounting: how many grants stand, and how many more can be made as far as Xen's limit goes.
 * A driver that has ended all of its own leaves `standing` as it was.
 */
struct xen_grant_count {
	size_t standing, room;
};

struct xen_grant_count xen_grant_count(void);

/*
 * After a restore (see suspend.h) no other domain can use anything. Grants stand all the same until
 * they are ended, which then always succeeds; make new ones for the new other side.
 */

#endif
