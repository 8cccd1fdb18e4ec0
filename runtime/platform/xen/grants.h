/* grants.h - the grant table, to the other files of Xen; <mcfg/xen/grant.h> is for everyone else.
 */
#ifndef MCFG_XEN_GRANTS_H
#define MCFG_XEN_GRANTS_H

#include <mcfg/xen/grant.h>

/* After a restore: the table is another one, and empty. Returns 0, or a negative errno. */
int xen_grants_resume(void);

#endif
