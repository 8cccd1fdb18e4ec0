#include <mcfg/sink.h>

struct counter {
	struct sink sink;
	int n;
};
