/*
 * <mcfg/device/whole.h>
 * Written by mcfg from devices/diamond.mdev:17.
 */
#ifndef MCFG_GENERATED_DEVICE_WHOLE_H
#define MCFG_GENERATED_DEVICE_WHOLE_H

#include <mcfg/base.h>
#include <mcfg/value.h>
#include <mcfg/bottom.h>

struct whole_config; /* nothing: null */

struct whole {
	struct bottom bottom;
};

#line 17 "devices/diamond.mdev"
int whole_connect(struct whole *self, const struct whole_config *config);
#line 17 "devices/diamond.mdev"
void whole_disconnect(struct whole *self);
#line 14 "devices/diamond.mdev"
int whole_b(struct bottom *self);
extern const struct bottom_ops whole_bottom_ops;
#line 6 "devices/diamond.mdev"
int whole_l(struct left *self);
extern const struct left_ops whole_left_ops;
#line 2 "devices/diamond.mdev"
int whole_name(struct top *self, int n);
extern const struct top_ops whole_top_ops;
#line 10 "devices/diamond.mdev"
int whole_r(struct right *self);
extern const struct right_ops whole_right_ops;
#line 2 "devices/diamond.mdev"
int whole_name_via_right(struct top *self, int n);
extern const struct top_ops whole_top_ops_via_right;
#line 38 "include/mcfg/device/whole.h"

#endif
