/* From linear radiance to the bytes of a picture. */
#ifndef FILM_H
#define FILM_H

#include "vec.h"
#include <stdint.h>

/* Tonemaps a colour and encodes it as 8-bit sRGB. */
void film_develop(Vec3 colour, uint8_t rgb[3]);

#endif
