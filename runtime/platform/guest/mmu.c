#include "leaf.h"

/* Four levels of tables with 512 entries each; the tables lie at their own addresses. See mmu.h. */
#include "mmu.h"

enum { BITS = 9, ENTRIES = 1 << BITS, PAGE_BITS = 12, TOP = 3 };

/* A page that is mapped when it is touched: in no architecture is such an entry valid. */
#define EXPECTED UINT64_C(0x200)

static uint64_t *root;

static uint64_t *table_at(uint64_t entry)
{
	return (uint64_t *)(uintptr_t)mcfg_arch_entry_address(entry);
}

static size_t index_at(uintptr_t at, unsigned level)
{
	return at >> (PAGE_BITS + BITS * level) & (ENTRIES - 1);
}

static size_t pages_of(unsigned level)
{
	return (size_t)1 << BITS * level;
}

static uint64_t bytes_of(unsigned level)
{
	return (uint64_t)pages_of(level) * MCFG_PAGE_BYTES;
}

static uint64_t *new_table(void)
{
	uint64_t *table = mcfg_pages_open(1);

	if (table)
		mcfg_arch_clear_page(table);
	return table;
}

/* The table below an entry, made where there is none; null: no memory. */
static uint64_t *table_below(uint64_t *entry)
{
	uint64_t *table;

	if (*entry)
		return table_at(*entry);
	table = new_table();
	if (table)
		*entry = mcfg_arch_table((uintptr_t)table);
	return table;
}

/* The entry for an address in a table of `level`, with the tables above it made where they are
 * missing. */
static uint64_t *entry_made(uintptr_t at, unsigned level)
{
	uint64_t *table;

	if (!root)
		root = new_table();
	table = root;
	for (unsigned i = TOP; table && i > level; i--)
		table = table_below(&table[index_at(at, i)]);
	return table ? &table[index_at(at, level)] : NULL;
}

/* The entry for an address that is no table, or is 0, and its level. */
static uint64_t *entry_at(uintptr_t at, unsigned *level)
{
	uint64_t *table = root;

	for (*level = TOP;; --*level) {
		uint64_t *entry = &table[index_at(at, *level)];

		if (*level == 0 || !*entry || mcfg_arch_is_leaf(*entry, *level))
			return entry;
		table = table_at(*entry);
	}
}

/* The leaf for an address, and its level; null: it is not mapped. */
static uint64_t *leaf_at(uintptr_t at, unsigned *level)
{
	uint64_t *entry = entry_at(at, level);

	return mcfg_arch_is_leaf(*entry, *level) ? entry : NULL;
}

/* The largest leaf that maps both addresses from here on, and no more than `n` pages. */
static unsigned level_for(uintptr_t at, uint64_t physical, size_t n, unsigned largest)
{
	unsigned level = largest;

	while (level > 0 && (n < pages_of(level) || ((at | physical) & (bytes_of(level) - 1))))
		level--;
	return level;
}

/* A table of which nothing is left is in the way of a leaf. */
static void drop_table(uint64_t *entry, unsigned level, uintptr_t at)
{
	uint64_t *table = table_at(*entry);

	if (!*entry || mcfg_arch_is_leaf(*entry, level))
		return;
	*entry = 0;
	mcfg_arch_forget(at);
	mcfg_pages_close(table, 1);
}

/* How many leaves of a level, one after the other, lie in one table and map no more than `n` pages.
 */
static size_t leaves_in_table(uintptr_t at, unsigned level, size_t n)
{
	size_t in_table = ENTRIES - index_at(at, level), wanted = n >> BITS * level;

	return wanted < in_table ? wanted : in_table;
}

/* As many leaves of one level as fit side by side. Returns how many pages that is; 0: no memory. */
static size_t map_run(uintptr_t at, uint64_t physical, size_t n, unsigned prot, unsigned level)
{
	uint64_t *entry = entry_made(at, level);
	size_t n_leaves = leaves_in_table(at, level, n);

	for (size_t i = 0; entry && i < n_leaves; i++) {
		drop_table(entry + i, level, at + i * bytes_of(level));
		entry[i] = mcfg_arch_leaf(physical + i * bytes_of(level), prot, level);
	}
	return entry ? n_leaves * pages_of(level) : 0;
}

/* Up to where a larger leaf would fit, so that small ones do not take its place. */
static size_t until_larger(uintptr_t at, size_t n, unsigned level, unsigned largest)
{
	size_t rest = pages_of(level + 1) - at / MCFG_PAGE_BYTES % pages_of(level + 1);

	return level < largest && rest < n ? rest : n;
}

bool mcfg_mmu_map(uintptr_t at, uint64_t physical, size_t n, unsigned prot)
{
	unsigned largest = n < pages_of(2) ? 1 : mcfg_arch_largest_level();

	while (n > 0) {
		unsigned level = level_for(at, physical, n, largest);
		size_t part =
		    map_run(at, physical, until_larger(at, n, level, largest), prot, level);

		if (part == 0)
			return false;
		at += part * MCFG_PAGE_BYTES;
		physical += part * MCFG_PAGE_BYTES;
		n -= part;
	}
	mcfg_arch_publish();
	return true;
}

bool mcfg_mmu_prepare(uintptr_t at, size_t n)
{
	uintptr_t end = at + n * MCFG_PAGE_BYTES;

	for (at &= ~(bytes_of(1) - 1); at < end; at += bytes_of(1))
		if (!entry_made(at, 0))
			return false;
	return true;
}

size_t mcfg_mmu_find(uintptr_t at, uint64_t *physical)
{
	unsigned level;
	const uint64_t *entry = root ? leaf_at(at, &level) : NULL;
	uint64_t inside;

	if (!entry)
		return 0;
	inside = at & (bytes_of(level) - 1);
	*physical = mcfg_arch_entry_address(*entry) + inside;
	return pages_of(level);
}

bool mcfg_mmu_expect(uintptr_t at, size_t n)
{
	if (!mcfg_mmu_prepare(at, n))
		return false;
	for (; n > 0; n--, at += MCFG_PAGE_BYTES)
		*entry_made(at, 0) = EXPECTED;
	return true;
}

bool mcfg_mmu_expects(uintptr_t at)
{
	unsigned level;

	return *entry_at(at, &level) == EXPECTED && level == 0;
}

void mcfg_mmu_unmap(uintptr_t at)
{
	unsigned level;
	uint64_t *entry = entry_at(at, &level);

	if (!*entry)
		return;
	*entry = 0;
	mcfg_arch_forget(at);
}

/* Makes 512 leaves of one. */
static bool split(uint64_t *entry, unsigned level, uintptr_t at)
{
	uint64_t *table = new_table(), physical = mcfg_arch_entry_address(*entry);
	unsigned prot = mcfg_arch_prot(*entry);

	if (!table)
		return false;
	for (size_t i = 0; i < ENTRIES; i++)
		table[i] = mcfg_arch_leaf(physical + i * bytes_of(level - 1), prot, level - 1);
	*entry = 0;
	mcfg_arch_forget(at);
	*entry = mcfg_arch_table((uintptr_t)table);
	return true;
}

bool mcfg_mmu_cut(uintptr_t at)
{
	for (;;) {
		unsigned level;
		uint64_t *entry = leaf_at(at, &level);

		if (!entry || (at & (bytes_of(level) - 1)) == 0)
			return true;
		if (!split(entry, level, at))
			return false;
	}
}

void mcfg_mmu_protect(uintptr_t at, unsigned prot)
{
	unsigned level;
	uint64_t *entry = leaf_at(at, &level);

	if (!entry)
		return;
	*entry = mcfg_arch_leaf(mcfg_arch_entry_address(*entry), prot, level);
	mcfg_arch_forget(at);
}

void mcfg_mmu_use(void)
{
	mcfg_arch_use_tables((uintptr_t)root);
}
