/* ast_chain.h - the linked lists of the tree while they grow: first, last, and how many. */
#ifndef MCFG_AST_CHAIN_H
#define MCFG_AST_CHAIN_H

#include "lang/ast.h"

/*
 * CHAIN(arg) declares struct arg_chain, and arg_chain_add, which gives the chain with one more link
 * at its end. The empty chain is all zeros, NO_LINKS.
 */
#define CHAIN(type)                                                                   \
	struct type##_chain {                                                         \
		struct type *first, *last;                                            \
		size_t n;                                                             \
	};                                                                            \
	static inline struct type##_chain type##_chain_add(struct type##_chain chain, \
	                                                   struct type *link)         \
	{                                                                             \
		if (chain.last)                                                       \
			chain.last->next = link;                                      \
		else                                                                  \
			chain.first = link;                                           \
		chain.last = link;                                                    \
		chain.n++;                                                            \
		return chain;                                                         \
	}

#define NO_LINKS  \
	{         \
		0 \
	}

CHAIN(arg)
CHAIN(arm)
CHAIN(c_param)
CHAIN(c_proto)
CHAIN(device_param)
CHAIN(element)
CHAIN(field)
CHAIN(ident_list)
CHAIN(item)
CHAIN(param)
CHAIN(tag_expr)

#endif
