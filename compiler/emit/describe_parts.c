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

const char *describe_title(struct arena *arena, const struct compilation *c)
{
	static const char *const evaluations[] = {
		[EVALUATE_KNOWN] = "",
		[EVALUATE_NOTHING] = ", nothing decided",
		[EVALUATE_DEFAULTS] = ", started without options",
	};
	const struct image *image = c->image;
	const char *how = evaluations[c->options.evaluation];

	if (!image->target)
		return arena_printf(arena, "%s for any target%s", image->name, how);
	return arena_printf(arena, "%s for %s on %s%s", image->name, image->target->decl->name,
	                    image->arch->name, how);
}
