#include "leaf.h"

/* See backtrace.h. */
#include "backtrace.h"

#include "../../arch/arch.h"
#include "memory.h"
#include "mmu.h"
#include "symbols.h"
#include "text.h"

enum { MAX_FRAMES = 32, WORD = sizeof(uintptr_t), MAX_SEARCH = 4096 };

static bool is_text(uintptr_t at)
{
	return at >= (uintptr_t)__text_start && at < (uintptr_t)__text_end;
}

/* May both words there be read? */
static bool is_mapped(uintptr_t at)
{
	uint64_t physical;

	return at % WORD == 0 && mcfg_mmu_find(at, &physical) &&
	       mcfg_mmu_find(at + WORD, &physical);
}

static uintptr_t word_at(uintptr_t at)
{
	return *(const uintptr_t *)at;
}

static MCFG_LEAF void put(uintptr_t at, bool is_return)
{
	struct mcfg_line line;
	uintptr_t offset;
	const char *name = mcfg_symbol(is_return ? at - 1 : at, &offset);

	mcfg_line_begin(&line);
	mcfg_line_put(&line, "  at ");
	mcfg_line_put_hex(&line, at);
	if (name) {
		mcfg_line_put(&line, " ");
		mcfg_line_put(&line, name);
		mcfg_line_put(&line, "+");
		mcfg_line_put_hex(&line, offset + is_return);
	}
	mcfg_line_end(&line);
}

/* What looks like return addresses from `from` up to `to`. Returns how many. */
static int put_search(uintptr_t from, uintptr_t to, int room)
{
	int n = 0;

	for (; from < to && n < room && is_mapped(from); from += WORD)
		if (is_text(word_at(from)) && mcfg_arch_follows_call(word_at(from))) {
			put(word_at(from), true);
			n++;
		}
	return n;
}

/* The frames that are linked by frame pointers, each above the last. */
static void put_frames(uintptr_t frame, int room)
{
	while (room-- > 0 && is_mapped(frame)) {
		uintptr_t next = word_at(frame), caller = word_at(frame + WORD);

		if (!is_text(caller))
			return;
		put(caller, true);
		if (next <= frame)
			return;
		frame = next;
	}
}

void mcfg_backtrace(uintptr_t pc, uintptr_t caller, uintptr_t sp, uintptr_t frame)
{
	bool is_frame = frame >= sp && frame - sp < 65536;
	int n;

	sp &= ~(uintptr_t)(WORD - 1);
	if (is_text(pc))
		put(pc, false);
	if (is_text(caller) && mcfg_arch_follows_call(caller))
		put(caller, true);
	n = put_search(sp, is_frame ? frame : sp + MAX_SEARCH, MAX_FRAMES);
	if (is_frame)
		put_frames(frame, MAX_FRAMES - n);
}
