/*
 * <mcfg/device/app_direct.h>
 * Written by mcfg from layers.mcfg:6.
 */
#ifndef MCFG_GENERATED_DEVICE_APP_DIRECT_H
#define MCFG_GENERATED_DEVICE_APP_DIRECT_H

#include <mcfg/base.h>
#include <mcfg/value.h>
#include <mcfg/job.h>
#include <mcfg/sink.h>

#line 6 "layers.mcfg"
int app_direct_start(struct sink *sink);
#line 16 "include/mcfg/device/app_direct.h"

#endif
