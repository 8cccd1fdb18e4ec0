/*
 * chacha20.h - the block function of ChaCha20.
 *
 * Its time and its memory accesses do not depend on what it is given.
 * Source: RFC 8439, section 2.3.
 */
#ifndef MCFG_CHACHA20_H
#define MCFG_CHACHA20_H

#include <stdint.h>

enum {
	MCFG_CHACHA20_KEY_BYTES = 32,
	MCFG_CHACHA20_NONCE_BYTES = 12,
	MCFG_CHACHA20_BLOCK_BYTES = 64
};

/* Writes the block with number `counter` of the key's stream. `block` may overlap `key`. */
void mcfg_chacha20_block(unsigned char block[MCFG_CHACHA20_BLOCK_BYTES],
                         const unsigned char key[MCFG_CHACHA20_KEY_BYTES], uint32_t counter,
                         const unsigned char nonce[MCFG_CHACHA20_NONCE_BYTES]);

#endif
