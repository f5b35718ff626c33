/* Quicksort of records through a comparison callback, insertion sort for short runs. */
#include "kernel.h"
#define COUNT 20000
typedef struct { uint32_t key; uint32_t payload; } record;
typedef int (*compare)(const record *, const record *);
static record records[COUNT];

static int by_key(const record *a, const record *b) { return a->key < b->key ? -1 : a->key > b->key; }
static int by_payload(const record *a, const record *b) { return a->payload < b->payload ? -1 : a->payload > b->payload; }

static void swap(record *a, record *b) { record t = *a; *a = *b; *b = t; }

static __attribute__((noinline)) void sort(record *first, record *last, compare less) {
  while (last - first > 12) {
    record *middle = first + (last - first) / 2;
    if (less(middle, first) < 0) swap(middle, first);
    if (less(last, first) < 0) swap(last, first);
    if (less(last, middle) < 0) swap(last, middle);
    record pivot = *middle, *i = first, *j = last;
    while (i <= j) {
      while (less(i, &pivot) < 0) i++;
      while (less(&pivot, j) < 0) j--;
      if (i <= j) swap(i++, j--);
    }
    if (j - first < last - i) { sort(first, j, less); first = i; } else { sort(i, last, less); last = j; }
  }
  for (record *i = first + 1; i <= last; i++) {
    record value = *i, *j = i;
    while (j > first && less(&value, j - 1) < 0) { *j = *(j - 1); j--; }
    *j = value;
  }
}

KERNEL {
  uint32_t seed = 7, hash = 2166136261u;
  compare orders[2] = {by_key, by_payload};
  for (uint32_t round = 0; round < rounds; round++) {
    for (int i = 0; i < COUNT; i++) { records[i].key = xorshift(&seed); records[i].payload = xorshift(&seed); }
    sort(records, records + COUNT - 1, orders[round & 1]);
    for (int i = 0; i < COUNT; i += 97) hash = mix(hash, records[i].key);
  }
  return hash;
}
