/* See describe.h. */
#include "emit/drawing.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

int emit_dot(struct compilation *c, struct text *out)
{
	Agraph_t *graph = drawing_make(c);
	char *bytes = NULL;
	size_t len = 0;
	FILE *file = graph ? open_memstream(&bytes, &len) : NULL;
	int error = 0;

	if (!file)
		error = -ENOMEM;
	else if (agwrite(graph, file) < 0 || ferror(file))
		error = -EIO;
	if (file && fclose(file) && !error)
		error = -errno;
	if (!error)
		text_add(out, bytes, len);
	free(bytes);
	if (graph)
		agclose(graph);
	return error;
}
