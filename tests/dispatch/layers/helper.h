#include <mcfg/sink.h>

int help(struct sink *sink, int byte);
