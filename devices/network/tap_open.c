/* Opening a tap or macvtap interface. See tap.h; the kernel's Documentation/networking/tuntap.rst.
 */
#include "tap.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

/* What the kernel knows of an interface, by one of its requests. */
static int ask(const struct tap *self, unsigned long request, struct ifreq *answer)
{
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	int error = 0;

	if (fd < 0)
		return -errno;
	*answer = (struct ifreq){ 0 };
	memcpy(answer->ifr_name, self->name, sizeof self->name);
	if (ioctl(fd, request, answer))
		error = -errno;
	close(fd);
	return error;
}

static int read_mtu(struct tap *self)
{
	struct ifreq answer;
	int error = ask(self, SIOCGIFMTU, &answer);

	if (error)
		return error;
	if (answer.ifr_mtu < 68 || answer.ifr_mtu > UINT16_MAX - NETWORK_HEADER_BYTES)
		return -EINVAL;
	self->info.mtu = (uint16_t)answer.ifr_mtu;
	return 0;
}

/* A macvtap's frames pass by its address; it is the card's. */
static int read_mac(struct tap *self)
{
	struct ifreq answer;
	int error = ask(self, SIOCGIFHWADDR, &answer);

	if (!error)
		memcpy(self->info.mac, answer.ifr_hwaddr.sa_data, NETWORK_MAC_BYTES);
	return error;
}

/* Attaches to an interface that is there. TUNSETIFF would make one: a mistake in a name must not.
 */
static int attach(const struct tap *self, int fd)
{
	struct ifreq request = { .ifr_flags = IFF_TAP | IFF_NO_PI | IFF_VNET_HDR };

	memcpy(request.ifr_name, self->name, sizeof self->name);
	return ioctl(fd, TUNSETIFF, &request) ? -errno : 0;
}

static int set_header(int fd)
{
	int bytes = VNET_HEADER_SHORT_BYTES, little = 1;

	if (ioctl(fd, TUNSETVNETHDRSZ, &bytes))
		return -errno;
	return ioctl(fd, TUNSETVNETLE, &little) ? -errno : 0;
}

static int open_tap(const struct tap *self, int *fd)
{
	int error;

	*fd = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
	if (*fd < 0)
		return -errno;
	error = attach(self, *fd);
	if (error)
		close(*fd);
	return error;
}

/* The device of another network may have the number of ours. */
static int check_name(const struct tap *self, int fd)
{
	struct ifreq answer = { 0 };

	if (ioctl(fd, TUNGETIFF, &answer))
		return -EINVAL;
	return strncmp(answer.ifr_name, self->name, sizeof self->name) == 0 ? 0 : -EINVAL;
}

/* Each macvtap has a character device, by its index. */
static int open_macvtap(struct tap *self, int *fd)
{
	char path[32];
	int error;

	snprintf(path, sizeof path, "/dev/tap%u", self->index);
	*fd = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC);
	if (*fd < 0)
		return errno == ENOENT ? -EINVAL : -errno;
	error = check_name(self, *fd);
	if (!error)
		error = read_mac(self);
	if (error)
		close(*fd);
	return error;
}

/* What is no tap may be a macvtap; of what is neither, the tap's error is told. */
static int open_either(struct tap *self, int *fd)
{
	int error = open_tap(self, fd), other = error ? open_macvtap(self, fd) : 0;

	return other == -EINVAL ? error : other;
}

static int open_device(struct tap *self)
{
	int fd, error = open_either(self, &fd);

	if (error)
		return error;
	error = set_header(fd);
	if (!error)
		error = read_mtu(self);
	if (error) {
		close(fd);
		return error;
	}
	mcfg_fd_init(&self->file, fd);
	return 0;
}

/* Card 2 is the interface tap2, so that a configuration has one name for it on all targets. */
static bool is_number(const char *name)
{
	return *name && name[strspn(name, "0123456789")] == '\0';
}

int tap_open(struct tap *self, const char *name)
{
	const char *before = is_number(name) ? "tap" : "";
	int len = snprintf(self->name, sizeof self->name, "%s%s", before, name);

	if (len <= 0 || (size_t)len >= sizeof self->name)
		return -ENODEV;
	self->index = if_nametoindex(self->name);
	return self->index ? open_device(self) : -ENODEV;
}

int tap_set_offloads(struct tap *self, unsigned offloads)
{
	unsigned long flags = 0;

	if (offloads & NETWORK_OFFLOAD_CHECKSUM)
		flags |= TUN_F_CSUM;
	if (offloads & NETWORK_OFFLOAD_TCPV4)
		flags |= TUN_F_TSO4;
	if (offloads & NETWORK_OFFLOAD_TCPV6)
		flags |= TUN_F_TSO6;
	return ioctl(self->file.fd, TUNSETOFFLOAD, flags) ? -errno : 0;
}
