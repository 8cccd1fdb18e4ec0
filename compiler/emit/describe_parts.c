/* See describe_parts.h. */
#include "emit/describe_parts.h"

void describe_type(struct text *out, const struct value_type *type)
{
	if (type->type == MCFG_ENUM) {
		for (size_t i = 0; i < type->n_tags; i++)
			text_printf(out, "%s`%s", i ? " | " : "[ ", type->tags[i]);
		text_puts(out, " ]");
	} else {
		text_puts(out, mcfg_type_name(type->type));
	}
	text_puts(out, type->shape == SHAPE_OPTION ? " option"
	               : type->shape == SHAPE_LIST ? " list"
	                                           : "");
}

const char *describe_title(struct arena *arena, const struct image *image)
{
	if (!image->target)
		return arena_printf(arena, "%s for any target", image->name);
	return arena_printf(arena, "%s for %s on %s", image->name, image->target->decl->name,
	                    image->arch->name);
}

const struct interface *describe_interface(const struct node *node)
{
	/* A choice is what its branches are; the first may be another choice. */
	while (node->kind == NODE_CHOICE)
		node = node->branches[0].node;
	return node->kind == NODE_DEVICE ? node->device->interface : NULL;
}

size_t describe_n_edges(const struct node *node)
{
	return node->n_args + node->n_requires + node->n_branches;
}

struct describe_edge describe_edge(const struct node *node, size_t i)
{
	if (i < node->n_args)
		return (struct describe_edge){ node->args[i], EDGE_ARGUMENT,
			                       node->device->args.items[i].interface->name };
	i -= node->n_args;
	if (i < node->n_requires)
		return (struct describe_edge){ node->requires[i], EDGE_REQUIRES, "requires" };
	i -= node->n_requires;
	return (struct describe_edge){ node->branches[i].node, EDGE_BRANCH,
		                       node->branches[i].label };
}
