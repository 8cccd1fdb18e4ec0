/* checksum.h - sums over bytes: the Internet's, and CRCs. */
#ifndef MCFG_CHECKSUM_H
#define MCFG_CHECKSUM_H

#include <stddef.h>
#include <stdint.h>

/* ---- the Internet checksum (RFC 1071) ----------------------------------------------------------
 *
 * The sum of 16-bit words in one's complement, over parts that are added one after the other:
 *
 *	uint64_t sum = mcfg_sum(0, pseudo_header, 12);
 *
 *	sum = mcfg_sum(sum, udp, len);
 *	mcfg_put_be16(udp + 6, mcfg_sum_end(sum));
 *
 * Over bytes that contain their own right checksum mcfg_sum_end gives 0.
 */

/* Adds `len` bytes; all parts but the last have an even length. Begin with 0. */
uint64_t mcfg_sum(uint64_t sum, const void *data, size_t len);

/* The checksum: the complement of the sum, in host order. */
uint16_t mcfg_sum_end(uint64_t sum);

/* The checksum of bytes in which one word was changed, from the one before (RFC 1624, equation 3).
 */
uint16_t mcfg_sum_change(uint16_t checksum, uint16_t before, uint16_t after);

/* ---- cyclic redundancy checks ------------------------------------------------------------------
 *
 * Over parts as well: begin with 0, and give each call what the last one gave.
 */

/* CRC-32 of Ethernet, gzip and PNG (polynomial 0x04c11db7, reflected). */
uint32_t mcfg_crc32(uint32_t crc, const void *data, size_t len);

/* CRC-32C of iSCSI, SCTP and ext4 (polynomial 0x1edc6f41, reflected). RFC 3720, appendix B.4. */
uint32_t mcfg_crc32c(uint32_t crc, const void *data, size_t len);

#endif
