#include "leaf.h"

/* Memory for malloc. See sys.h and area.h. */
#include "area.h"
#include "memory.h"
#include "mmu.h"
#include "sys.h"

#include <errno.h>
#include <sys/mman.h>

static size_t pages_of(size_t len)
{
	return len / MCFG_PAGE_BYTES + (len % MCFG_PAGE_BYTES > 0);
}

/* Is it a range in the area? */
static bool is_range(uintptr_t at, size_t len)
{
	return len > 0 && len <= SIZE_MAX / 2 && at % MCFG_PAGE_BYTES == 0 && mcfg_area_has(at) &&
	       mcfg_area_has(at + len - 1);
}

static unsigned rights_of(int prot)
{
	return MCFG_PROT_READ | (prot & PROT_WRITE ? MCFG_PROT_WRITE : 0);
}

long sys_mmap(long at, size_t len, int prot, int flags)
{
	uintptr_t new;

	if (len == 0 || len > SIZE_MAX / 2 || (at && flags & MAP_FIXED))
		return -EINVAL;
	if (!(flags & MAP_ANONYMOUS))
		return -ENODEV;
	if (prot & PROT_EXEC)
		return -EACCES; /* what can be written is never executed */
	new = prot == PROT_NONE ? mcfg_area_open(pages_of(len))
	                        : mcfg_area_open_filled(pages_of(len), rights_of(prot));
	return new ? (long)new : -ENOMEM;
}

long sys_munmap(uintptr_t at, size_t len)
{
	if (!is_range(at, len))
		return -EINVAL;
	return mcfg_area_close(at, pages_of(len)) ? 0 : -ENOMEM;
}

long sys_mremap(uintptr_t at, size_t len, size_t new_len, int flags)
{
	uintptr_t new;

	if (!is_range(at, len) || new_len == 0 || new_len > SIZE_MAX / 2 || flags & ~MREMAP_MAYMOVE)
		return -EINVAL;
	new = mcfg_area_resize(at, pages_of(len), pages_of(new_len), flags & MREMAP_MAYMOVE);
	return new ? (long)new : -ENOMEM;
}

long sys_mprotect(uintptr_t at, size_t len, int prot)
{
	size_t n = pages_of(len);

	if (!is_range(at, len))
		return -EINVAL;
	if (prot & PROT_EXEC)
		return -EACCES;
	if (prot == PROT_NONE)
		return mcfg_area_empty(at, n) ? 0 : -ENOMEM;
	return mcfg_area_fill(at, n, rights_of(prot)) && mcfg_area_protect(at, n, rights_of(prot))
	           ? 0
	           : -ENOMEM;
}

/* Memory that may be dropped is kept; no other advice can be left out. */
long sys_madvise(int advice)
{
	return advice == MADV_DONTNEED || advice == MADV_REMOVE ? -EINVAL : 0;
}
