/* Light along camera rays: path tracing with next-event estimation of the area lights. */
#ifndef TRACE_H
#define TRACE_H

#include "bvh.h"

/* The pixel's linear radiance, averaged over its samples and exposed. */
Vec3 trace_pixel(const Scene *scene, const Bvh *bvh, uint32_t x, uint32_t y);

#endif
