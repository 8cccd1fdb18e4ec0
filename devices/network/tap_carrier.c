/* The carrier of a tap: asked for, and waited for by the kernel's news of its links. See tap.h. */
#include "tap.h"

#include <errno.h>
#include <linux/ethtool.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

int tap_open_links(struct tap *self)
{
	struct sockaddr_nl address = { .nl_family = AF_NETLINK, .nl_groups = RTMGRP_LINK };
	int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_ROUTE);

	if (fd < 0)
		return -errno;
	if (bind(fd, (struct sockaddr *)&address, sizeof address)) {
		int error = -errno;

		close(fd);
		return error;
	}
	mcfg_fd_init(&self->links, fd);
	return 0;
}

void tap_close_links(struct tap *self)
{
	mcfg_fd_fini(&self->links);
	close(self->links.fd);
}

/*
 * Is the other side there? What flags say of it (IFF_RUNNING) they say some time after it has come;
 * that is asked where there is nothing better, as in emulators.
 */
static bool has_link(int fd, struct ifreq request)
{
	struct ethtool_value link = { .cmd = ETHTOOL_GLINK };
	bool running = request.ifr_flags & IFF_RUNNING;

	request.ifr_data = (char *)&link;
	return ioctl(fd, SIOCETHTOOL, &request) == 0 ? link.data != 0 : running;
}

/* By its index: another interface may have the name by now. */
static bool is_running(const struct tap *self)
{
	struct ifreq request = { 0 };
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	bool running = false;

	if (fd < 0)
		return false;
	memcpy(request.ifr_name, self->name, sizeof self->name);
	if (if_nametoindex(self->name) == self->index && ioctl(fd, SIOCGIFFLAGS, &request) == 0)
		running = (request.ifr_flags & IFF_UP) && has_link(fd, request);
	close(fd);
	return running;
}

bool tap_carrier(struct network *self)
{
	return is_running(container_of(self, struct tap, network));
}

/* What the news say does not matter: the state is asked for afterwards. */
static void read_news(const struct tap *self)
{
	char news[4096];

	while (recv(self->links.fd, news, sizeof news, 0) > 0)
		continue;
}

int tap_wait_carrier(struct network *self, bool on)
{
	struct tap *tap = container_of(self, struct tap, network);
	int error = 0;

	read_news(tap);
	while (!error && is_running(tap) != on) {
		error = mcfg_fd_wait(&tap->links, MCFG_FD_READ);
		if (error == -EBUSY) /* another task waits: look again a little later */
			error = task_sleep_ns(MSEC(10));
		read_news(tap);
	}
	return error;
}
