/* resolve_image.c - the files that an image is made of, and the lists that the back ends go over.
 */
#include "graph/image.h"
#include "graph/resolve_private.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- files ----------------------------------------------------------------------------------- */

static void check_source(struct compilation *c, struct c_source *source, const struct node *node)
{
	struct diag *diag;

	if (!source->error || source->reported)
		return;
	source->reported = true;
	diag = diag_report(&c->diags, CHECK_SOURCE_FILE, source->span, "%s: %s", source->path,
	                   source->error == ENOENT ? "there is no such file"
	                                           : strerror(source->error));
	if (node && node->device->is_foreign && source->span.begin == node->device->span.begin)
		diag_hint(&c->diags, diag, "it would define %s_start", node->device->name);
}

static void check_header(struct compilation *c, const struct facts *facts)
{
	struct stat st;

	if (!facts->header.path || !stat(facts->header.path, &st))
		return;
	diag_report(&c->diags, CHECK_SOURCE_FILE, facts->header.span, "%s: %s", facts->header.path,
	            errno == ENOENT ? "there is no such file" : strerror(errno));
}

void resolve_files(struct compilation *c)
{
	for (size_t i = 0; i < c->graph.nodes.n; i++) {
		const struct node *node = c->graph.nodes.items[i];

		if (!node->reached || node->kind != NODE_DEVICE)
			continue;
		for (size_t k = 0; k < node->facts->sources.n; k++)
			check_source(c, node->facts->sources.items[k], node);
		for (size_t k = 0; k < node->facts->generates.n; k++)
			check_source(c, node->facts->generates.items[k].generator, NULL);
		check_header(c, node->facts);
	}
}

/* ---- lists ----------------------------------------------------------------------------------- */

struct collecting {
	struct compilation *c;
	struct image *image;
	struct map seen;  /* devices, sources and facts that are in their lists */
	bool *interfaces; /* by index */
	struct package_merge packages;
};

static bool first_time(struct collecting *collecting, const void *thing)
{
	if (map_get(&collecting->seen, thing))
		return false;
	map_set(&collecting->c->arena, &collecting->seen, thing, collecting->image);
	return true;
}

static void collect_source(struct collecting *collecting, struct c_source *source)
{
	if (first_time(collecting, source))
		*vec_push(&collecting->c->arena, &collecting->image->sources) = source;
}

static void collect_packages(struct collecting *collecting, const struct node *node)
{
	for (size_t i = 0; i < node->facts->packages.n; i++)
		package_merge_add(&collecting->packages, &node->facts->packages.items[i],
		                  node->device);
}

/* An interface, its ancestors, and those that the prototypes of their operations mention. */
static void collect_interface(struct collecting *collecting, struct interface *interface);

static void collect_protos(struct collecting *collecting, const struct interface *interface)
{
	struct compilation *c = collecting->c;

	for (const struct c_proto *proto = interface->item ? interface->item->protos : NULL; proto;
	     proto = proto->next) {
		struct interface *handle =
		    map_get(&c->decls.interface_by_name, proto->decl.struct_tag);

		if (handle)
			collect_interface(collecting, handle);
		for (const struct c_param *param = proto->params; param; param = param->next) {
			handle = map_get(&c->decls.interface_by_name, param->decl.struct_tag);
			if (handle)
				collect_interface(collecting, handle);
		}
	}
}

static void collect_interface(struct collecting *collecting, struct interface *interface)
{
	/* As deep as interfaces mention each other: a few. */
	if (collecting->interfaces[interface->index])
		return;
	collecting->interfaces[interface->index] = true;
	for (size_t i = 0; i < interface->ancestors.n; i++)
		collect_interface(collecting, interface->ancestors.items[i]);
	collect_protos(collecting, interface);
}

static void collect_node(struct collecting *collecting, struct node *node)
{
	struct compilation *c = collecting->c;

	*vec_push(&c->arena, &collecting->image->nodes) = node;
	if (node->kind != NODE_DEVICE)
		return;
	if (first_time(collecting, node->device)) {
		*vec_push(&c->arena, &collecting->image->devices) = node->device;
		collect_interface(collecting, node->device->interface);
		for (size_t i = 0; i < node->device->args.n; i++)
			collect_interface(collecting, node->device->args.items[i].interface);
	}
	for (size_t i = 0; i < node->facts->sources.n; i++)
		collect_source(collecting, node->facts->sources.items[i]);
	if (node->facts->packages.n && first_time(collecting, node->facts))
		collect_packages(collecting, node);
	for (size_t i = 0; i < node->facts->makes.n; i++)
		collect_interface(collecting, node->facts->makes.items[i].interface);
}

static int by_kind_and_name(const void *left, const void *right)
{
	const struct package_need *a = *(struct package_need *const *)left;
	const struct package_need *b = *(struct package_need *const *)right;

	return a->kind != b->kind ? (int)a->kind - (int)b->kind : strcmp(a->name, b->name);
}

void resolve_image(struct compilation *c)
{
	struct collecting collecting = { .c = c, .image = c->image };
	struct arch *arch = c->image->arch;

	collecting.packages = (struct package_merge){ .diags = &c->diags,
		                                      .arena = &c->arena,
		                                      .needs = &c->image->packages };
	collecting.interfaces = arena_array(&c->arena, bool, c->decls.interfaces.n + 1);
	for (size_t i = 0; i < c->graph.nodes.n; i++)
		if (c->graph.nodes.items[i]->reached)
			collect_node(&collecting, c->graph.nodes.items[i]);
	for (size_t i = 0; i < c->decls.interfaces.n; i++)
		if (collecting.interfaces[i])
			*vec_push(&c->arena, &c->image->interfaces) = c->decls.interfaces.items[i];
	for (size_t i = 0; arch && i < arch->sources.n; i++) {
		check_source(c, arch->sources.items[i], NULL);
		collect_source(&collecting, arch->sources.items[i]);
	}
	for (size_t i = 0; arch && i < arch->packages.n; i++)
		package_merge_add(&collecting.packages, &arch->packages.items[i], NULL);
	if (c->image->packages.n)
		qsort(c->image->packages.items, c->image->packages.n,
		      sizeof *c->image->packages.items, by_kind_and_name);
}
