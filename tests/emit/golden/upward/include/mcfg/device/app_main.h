/*
 * <mcfg/device/app_main.h>
 * Written by mcfg from upward.mcfg:7.
 */
#ifndef MCFG_DEVICE_APP_MAIN_H
#define MCFG_DEVICE_APP_MAIN_H

#include <mcfg/base.h>
#include <mcfg/value.h>
#include <mcfg/job.h>
#include <mcfg/network.h>
#include <mcfg/network.h>
#include <mcfg/probe.h>
#include <mcfg/probe.h>

#line 7 "upward.mcfg"
int app_main_start(struct network *network, struct network *network_2, struct probe *probe,
		   struct probe *probe_2);
#line 4 "devices/network.mdev"
int app_main_network_frame(unsigned port, int frame, unsigned port_);
#line 5 "devices/network.mdev"
void app_main_network_link(unsigned port, bool up);
extern const struct network_up_ops app_main_network_up_ops;
#line 25 "include/mcfg/device/app_main.h"

#endif
