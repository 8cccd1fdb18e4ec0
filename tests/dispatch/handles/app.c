#include <mcfg/acceptor.h>
#include <mcfg/secure.h>
#include <mcfg/stamp.h>

#include <stdio.h>

/* A flow of the application's own, which mcfg knows nothing of. */
static int own_write(struct flow *self, const char *text)
{
	(void)self;
	return printf("own: %s\n", text);
}

static const struct flow_ops own_ops = { .write = own_write };

int app_main_start(struct acceptor *acceptor, struct stamp *stamp)
{
	struct flow own = { .ops = &own_ops };
	struct secure *secure = acceptor_accept_secure(acceptor);
	struct flow *flow;

	while ((flow = acceptor_accept(acceptor))) {
		flow_write(flow, "hello");
		stamp_onto(stamp, flow);
	}
	flow_write(secure_as_flow(secure), "hello");
	flow_write(&own, "hello");
	stamp_onto(stamp, &own);
	printf("key %d\n", secure_key(secure));
	return 0;
}
