#include <stdio.h>

struct connection {
	struct flow flow;
	int number;
};

struct session {
	struct secure secure;
	int secret;
};

static struct connection connections[2];
static struct session session;
static unsigned n_connections;

struct flow *listener_accept(struct acceptor *self)
{
	struct connection *connection = &connections[n_connections];

	(void)self;
	if (n_connections == 2)
		return NULL;
	connection->flow = LISTENER_FLOW_INIT;
	connection->number = (int)++n_connections;
	return &connection->flow;
}

struct secure *listener_accept_secure(struct acceptor *self)
{
	(void)self;
	session.secure = LISTENER_TLS_INIT;
	session.secret = 42;
	return &session.secure;
}

int listener_flow_write(struct flow *self, const char *text)
{
	return printf("%d: %s\n", container_of(self, struct connection, flow)->number, text);
}

int listener_tls_write(struct flow *self, const char *text)
{
	return printf("%d! %s\n", container_of(self, struct session, secure.flow)->secret, text);
}

int listener_tls_key(struct secure *self)
{
	return container_of(self, struct session, secure)->secret;
}
