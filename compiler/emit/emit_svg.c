/*
 * See describe.h. Only graphviz's layout and its own renderer are loaded, none of the plugins that
 * ask the system for fonts: text is measured with graphviz's built-in metrics, so that the picture
 * is the same wherever it is drawn.
 */
#include "emit/drawing.h"

#include <dlfcn.h>
#include <errno.h>
#include <graphviz/gvc.h>
#include <string.h>

/* A plugin lies in the folder `graphviz` beside libgvc. Its symbol is that of its library's record.
 */
static lt_symlist_t load_plugin(struct arena *arena, const char *name, const char *symbol)
{
	lt_symlist_t loaded = { symbol, NULL };
	const char *folder;
	Dl_info gvc;
	void *library;

	/* POSIX lets dlsym's objects stand for functions; this is the same way back. */
	union {
		GVC_t *(*function)(const lt_symlist_t *, int);
		void *address;
	} in_gvc = { gvContextPlugins };

	if (!dladdr(in_gvc.address, &gvc))
		return loaded;
	folder = path_dir(arena, gvc.dli_fname);
	library =
	    dlopen(arena_printf(arena, "%s/graphviz/%s", folder, name), RTLD_NOW | RTLD_LOCAL);
	if (library)
		loaded.address = dlsym(library, symbol);
	return loaded;
}

static int render(Agraph_t *graph, const lt_symlist_t *plugins, struct text *out)
{
	GVC_t *context = gvContextPlugins(plugins, 0);
	char *bytes = NULL;
	unsigned len = 0;
	int error = 0;

	if (!context)
		return -ENOMEM;
	if (gvLayout(context, graph, "dot") || gvRenderData(context, graph, "svg", &bytes, &len))
		error = -EIO;
	else
		text_add(out, bytes, len);
	gvFreeRenderData(bytes);
	gvFreeLayout(context, graph);
	gvFreeContext(context);
	return error;
}

int emit_svg(struct compilation *c, struct text *out)
{
	const lt_symlist_t plugins[] = {
		load_plugin(&c->arena, "libgvplugin_dot_layout.so.6",
		            "gvplugin_dot_layout_LTX_library"),
		load_plugin(&c->arena, "libgvplugin_core.so.6", "gvplugin_core_LTX_library"),
		{ NULL, NULL },
	};
	Agraph_t *graph;
	int error;

	if (!plugins[0].address || !plugins[1].address)
		return -ENOENT;
	graph = drawing_make(c);
	if (!graph)
		return -ENOMEM;
	error = render(graph, plugins, out);
	agclose(graph);
	return error;
}
