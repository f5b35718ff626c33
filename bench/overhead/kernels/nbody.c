/* Orbits of the outer planets, symplectic steps (Computer Language Benchmarks Game, n-body). */
#include "kernel.h"
#define BODIES 5
typedef struct { double x, y, z, vx, vy, vz, mass; } body;
static const double mass_of_sun = 39.47841760435743, days = 365.24;
static body bodies[BODIES];

static void start(void) {
  static const body initial[BODIES] = {
      {0, 0, 0, 0, 0, 0, 1},
      {4.84143144246472090, -1.16032004402742839, -0.103622044471123109, 0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023, 0.000954791938424326609},
      {8.34336671824457987, 4.12479856412430479, -0.403523417114321381, -0.00276742510726411, 0.00499852801234917238, 0.0000230417297573763929, 0.000285885980666130812},
      {12.8943695621391310, -15.1111514016986312, -0.223307578892655734, 0.00296460137564761618, 0.00237847173959480950, -0.0000296589568540237556, 0.0000436624404335156298},
      {15.3796971148509165, -25.9193146099879641, 0.179258772950371181, 0.00268067772490389322, 0.00162824170038242295, -0.0000951592254519715870, 0.0000515138902046611451}};
  double px = 0, py = 0, pz = 0;
  for (int i = 0; i < BODIES; i++) {
    bodies[i] = initial[i];
    bodies[i].vx *= days; bodies[i].vy *= days; bodies[i].vz *= days; bodies[i].mass *= mass_of_sun;
    px += bodies[i].vx * bodies[i].mass; py += bodies[i].vy * bodies[i].mass; pz += bodies[i].vz * bodies[i].mass;
  }
  bodies[0].vx = -px / mass_of_sun; bodies[0].vy = -py / mass_of_sun; bodies[0].vz = -pz / mass_of_sun;
}

static void advance(double dt) {
  for (int i = 0; i < BODIES; i++) {
    body *a = &bodies[i];
    for (int j = i + 1; j < BODIES; j++) {
      body *b = &bodies[j];
      double dx = a->x - b->x, dy = a->y - b->y, dz = a->z - b->z;
      double square = dx * dx + dy * dy + dz * dz;
      double magnitude = dt / (square * __builtin_sqrt(square));
      a->vx -= dx * b->mass * magnitude; a->vy -= dy * b->mass * magnitude; a->vz -= dz * b->mass * magnitude;
      b->vx += dx * a->mass * magnitude; b->vy += dy * a->mass * magnitude; b->vz += dz * a->mass * magnitude;
    }
  }
  for (int i = 0; i < BODIES; i++) {
    bodies[i].x += dt * bodies[i].vx; bodies[i].y += dt * bodies[i].vy; bodies[i].z += dt * bodies[i].vz;
  }
}

KERNEL {
  start();
  for (uint32_t round = 0; round < rounds; round++)
    for (int i = 0; i < 1000; i++) advance(0.01);
  return mix(bits_of(bodies[0].x), bits_of(bodies[4].vz));
}
