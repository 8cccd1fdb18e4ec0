#include <mcfg/gauge_reader.h>

int app_main_start(struct gauge_reader *a, struct gauge_reader *b, struct gauge_reader *c)
{
	gauge_reader_show(a);
	gauge_reader_show(b);
	gauge_reader_show(c);
	return 0;
}
