/*
 * <mcfg/device/app_main.h>
 * Written by mcfg from upward.mcfg:7.
 */
#ifndef MCFG_GENERATED_DEVICE_APP_MAIN_H
#define MCFG_GENERATED_DEVICE_APP_MAIN_H

#include <mcfg/base.h>
#include <mcfg/value.h>
#include <mcfg/job.h>
#include <mcfg/segment.h>
#include <mcfg/segment.h>
#include <mcfg/probe.h>
#include <mcfg/probe.h>

#line 7 "upward.mcfg"
int app_main_start(struct segment *segment, struct segment *segment_2, struct probe *probe,
		   struct probe *probe_2);
#line 4 "devices/segment.mdev"
int app_main_segment_frame(unsigned port, int frame, unsigned port_);
#line 5 "devices/segment.mdev"
void app_main_segment_link(unsigned port, bool up);
extern const struct segment_up_ops app_main_segment_up_ops;
#line 25 "include/mcfg/device/app_main.h"

#endif
