/* Items and their fields; see ast_build.h. */
#include "lang/ast_build.h"

struct item *item_new(struct arena *arena, struct span span, enum item_kind kind, struct ident name)
{
	struct item *item = arena_new(arena, struct item);

	item->kind = kind;
	item->span = span;
	item->name = name;
	return item;
}

struct item *item_include(struct arena *arena, struct span span, struct expr *path)
{
	struct item *item = item_new(arena, span, ITEM_INCLUDE, (struct ident){ 0 });

	item->value = path;
	return item;
}

struct item *item_require(struct arena *arena, struct span span, struct ident name,
                          struct expr *versions)
{
	struct item *item = item_new(arena, span, ITEM_REQUIRE, name);

	item->value = versions;
	return item;
}

struct item *item_let(struct arena *arena, struct span span, const struct definition *definition,
                      bool is_override)
{
	struct item *item = item_new(arena, span, ITEM_LET, definition->name);

	item->value = definition->value;
	item->annotation = definition->annotation;
	item->is_override = is_override;
	return item;
}

struct item *item_register(struct arena *arena, struct span span, struct arg_chain args)
{
	struct item *item = item_new(arena, span, ITEM_REGISTER, (struct ident){ 0 });

	item->args = args.first;
	item->n_args = args.n;
	return item;
}

struct item *item_interface(struct arena *arena, struct span span, struct ident name,
                            struct ident_list_chain parents, struct field_chain fields,
                            struct c_proto_chain protos)
{
	struct item *item = item_new(arena, span, ITEM_INTERFACE, name);

	item->parents = parents.first;
	item->fields = fields.first;
	item->protos = protos.first;
	return item;
}

struct item *item_device(struct arena *arena, struct span span, struct ident name,
                         struct device_param_chain params, struct type_expr *type,
                         struct field_chain fields)
{
	struct item *item = item_new(arena, span, ITEM_DEVICE, name);

	item->params = params.first;
	item->n_params = params.n;
	item->annotation = type;
	item->fields = fields.first;
	return item;
}

struct item *item_key(struct arena *arena, struct span span, struct ident name,
                      struct type_expr *type, struct expr *default_value, struct field_chain fields,
                      bool is_override)
{
	struct item *item = item_new(arena, span, ITEM_KEY, name);

	item->annotation = type;
	item->value = default_value;
	item->fields = fields.first;
	item->is_override = is_override;
	return item;
}

struct item *item_target(struct arena *arena, struct span span, struct ident name,
                         struct field_chain fields)
{
	struct item *item = item_new(arena, span, ITEM_TARGET, name);

	item->fields = fields.first;
	return item;
}

struct device_param *device_param_new(struct arena *arena, struct ident name,
                                      struct type_expr *type, struct expr *default_value)
{
	struct device_param *param = arena_new(arena, struct device_param);

	param->name = name;
	param->type = type;
	param->default_value = default_value;
	return param;
}

struct field *field_new(struct arena *arena, struct span span, struct ident name,
                        struct arg_chain values)
{
	struct field *field = arena_new(arena, struct field);

	field->span = span;
	field->name = name;
	field->values = values.first;
	field->n_values = values.n;
	return field;
}
