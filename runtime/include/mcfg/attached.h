/*
 * attached.h - what the machine has for the image: each `attach` of its devices, in the order in
 * which boot files and `mcfg run` attach it. For drivers that find their disk or card by its place.
 */
#ifndef MCFG_ATTACHED_H
#define MCFG_ATTACHED_H

#include <stddef.h>
#include <string.h>

struct mcfg_attached {
	const char *kind; /* "disk" of `attach `disk [ "a.img" ]` */
	const char *name; /* its first value, "a.img"; "" where there is none */
};

/* Defined by main.c where a device of the image attaches something; the last one's kind is null. */
extern const struct mcfg_attached mcfg_attached[];

/*
 * mcfg_attached_place - which one of its kind it is.
 *
 * name  as the descriptor's `attach` has it.
 *
 * Returns the place, from 0, among what is attached of that kind; of two of one name the first
 * one's; -1 where nothing of that name is attached.
 */
static inline int mcfg_attached_place(const char *kind, const char *name)
{
	int place = 0;

	for (const struct mcfg_attached *at = mcfg_attached; at->kind; at++) {
		if (strcmp(at->kind, kind))
			continue;
		if (!strcmp(at->name, name))
			return place;
		place++;
	}
	return -1;
}

#endif
