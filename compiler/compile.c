#include "compile.h"

#include "graph/eval.h"
#include "graph/resolve.h"
#include "lang/check.h"
#include "lang/declare.h"
#include "lang/overlay.h"
#include "lang/scope.h"
#include "load.h"

/* What a pass may use of a stack that nobody made for it. */
enum { BORROWED_STACK_BYTES = 2 << 20 };

void compile(struct compilation *c)
{
	if (!c->stack_limit)
		c->stack_limit = (const char *)__builtin_frame_address(0) - BORROWED_STACK_BYTES;
	load(c);
	if (!c->files)
		return;
	declare(c);
	overlay(c);
	scope(c);
	check(c);
	eval(c);
	resolve(c);
}
