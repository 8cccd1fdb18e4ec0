/*
 * virtio_register.h - a device's registers: each access is one plain load or store, as hypervisors
 * understand them, and in order with the memory that is shared with the device.
 */
#ifndef VIRTIO_REGISTER_H
#define VIRTIO_REGISTER_H

#include <stddef.h>
#include <stdint.h>

/* An address that the compiler knows nothing of, so that it is not combined with others. */
static inline volatile void *virtio_plain(volatile void *at)
{
	__asm__ volatile("" : "+r"(at)::"memory");
	return at;
}

#define VIRTIO_REGISTER(type, bits)                                           \
	static inline type virtio_read_##bits(volatile void *at)              \
	{                                                                     \
		type value = *(volatile type *)virtio_plain(at);              \
                                                                              \
		__atomic_thread_fence(__ATOMIC_SEQ_CST);                      \
		return value;                                                 \
	}                                                                     \
	static inline void virtio_write_##bits(volatile void *at, type value) \
	{                                                                     \
		__atomic_thread_fence(__ATOMIC_SEQ_CST);                      \
		*(volatile type *)virtio_plain(at) = value;                   \
	}

VIRTIO_REGISTER(uint8_t, 8)
VIRTIO_REGISTER(uint16_t, 16)
VIRTIO_REGISTER(uint32_t, 32)

#undef VIRTIO_REGISTER

/* A device's configuration may be read by the byte. */
static inline void virtio_read_bytes(volatile unsigned char *at, unsigned char *bytes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		bytes[i] = virtio_read_8(at + i);
}

#endif
