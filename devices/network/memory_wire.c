/* A wire in memory: each of its ports has a queue. */
#include "memory_wire.h"

#include "frame_check.h"

#include <errno.h>

int memory_wire_connect(struct memory_wire *self, const struct memory_wire_config *config)
{
	(void)config;
	self->ports = NULL;
	return 0;
}

void memory_wire_join(struct frame_wire *self, struct wire_port *port)
{
	struct wire_port **end = &container_of(self, struct memory_wire, frame_wire)->ports;

	while (*end)
		end = &(*end)->next;
	port->next = NULL;
	*end = port;
}

/* Its `next` stays, for who waits in the middle of the list. */
void memory_wire_leave(struct frame_wire *self, struct wire_port *port)
{
	struct wire_port **at = &container_of(self, struct memory_wire, frame_wire)->ports;

	while (*at && *at != port)
		at = &(*at)->next;
	if (*at)
		*at = port->next;
}

static struct wire_port *next_receiver(struct wire_port *port, const struct wire_port *from)
{
	while (port && (port == from || !port->started))
		port = port->next;
	return port;
}

/* A port that was closed meanwhile has no wish for it. */
static int send_to(struct wire_port *port, struct network_frame *frame)
{
	int error = mcfg_channel_send(&port->waiting, frame);

	if (error)
		network_frame_put(frame);
	frame->bufs = NULL;
	return error == -EPIPE ? 0 : error;
}

/* The last of them gets the frame itself: with two cards nothing is shared, and all can be written.
 */
int memory_wire_send(struct frame_wire *self, const struct wire_port *from,
                     struct network_frame *frame)
{
	struct wire_port *ports = container_of(self, struct memory_wire, frame_wire)->ports;
	struct wire_port *port = next_receiver(ports, from);
	int error = 0;

	while (port && !error) {
		struct wire_port *next = next_receiver(port->next, from);
		struct network_frame copy;

		if (!next)
			error = send_to(port, frame);
		else if (frame_share(frame, &copy) == 0)
			error = send_to(port, &copy);
		else
			port->n_lost++;
		port = next;
	}
	network_frame_put(frame);
	return error;
}
