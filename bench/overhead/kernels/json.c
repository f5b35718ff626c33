/* A recursive-descent JSON parser that builds a tree, and a walk over the tree. */
#include "kernel.h"
enum { NUL, BOOLEAN, NUMBER, STRING, ARRAY, OBJECT };
typedef struct node { int kind; double number; const char *text; uint32_t length; struct node *child, *next; } node;
#define NODES 60000
#define TEXT 400000
static node nodes[NODES];
static uint32_t used;
static char text[TEXT];
static const char *in;

static node *parse(void);

static void space(void) { while (*in == ' ' || *in == '\n' || *in == '\t' || *in == '\r') in++; }

static node *make(int kind) {
  node *n = &nodes[used++];
  n->kind = kind; n->child = n->next = 0; n->number = 0; n->length = 0;
  return n;
}

static node *parse_string(void) {
  node *n = make(STRING);
  n->text = ++in;
  while (*in != '"') in += *in == '\\' ? 2 : 1;
  n->length = (uint32_t)(in - n->text);
  in++;
  return n;
}

static node *parse_number(void) {
  node *n = make(NUMBER);
  int negative = *in == '-';
  double value = 0, scale = 1;
  if (negative) in++;
  while (*in >= '0' && *in <= '9') value = value * 10 + (*in++ - '0');
  if (*in == '.') for (in++; *in >= '0' && *in <= '9'; in++) { scale /= 10; value += scale * (*in - '0'); }
  n->number = negative ? -value : value;
  return n;
}

static node *parse_list(int kind, char close) {
  node *n = make(kind), **tail = &n->child;
  in++;
  for (space(); *in != close; space()) {
    if (*in == ',') { in++; space(); }
    if (kind == OBJECT) {
      node *key = parse_string();
      *tail = key; tail = &key->next;
      space();
      in++;
    }
    node *value = parse();
    *tail = value; tail = &value->next;
  }
  in++;
  return n;
}

static node *parse(void) {
  space();
  switch (*in) {
    case '{': return parse_list(OBJECT, '}');
    case '[': return parse_list(ARRAY, ']');
    case '"': return parse_string();
    case 't': in += 4; { node *n = make(BOOLEAN); n->number = 1; return n; }
    case 'f': in += 5; return make(BOOLEAN);
    case 'n': in += 4; return make(NUL);
    default: return parse_number();
  }
}

static uint32_t walk(const node *n, uint32_t hash) {
  for (; n; n = n->next) {
    hash = mix(hash, (uint32_t)n->kind);
    if (n->kind == STRING) for (uint32_t i = 0; i < n->length; i++) hash = mix(hash, (uint8_t)n->text[i]);
    else if (n->kind == NUMBER) hash = mix(hash, bits_of(n->number));
    else hash = walk(n->child, hash);
  }
  return hash;
}

static char *out;
static void put(const char *s) { while (*s) *out++ = *s++; }
static void put_number(uint32_t value) {
  char digits[12];
  int n = 0;
  do digits[n++] = (char)('0' + value % 10); while (value /= 10);
  while (n) *out++ = digits[--n];
}

static void write_value(uint32_t *seed, int depth) {
  uint32_t kind = xorshift(seed) % (depth > 6 ? 4 : 6);
  if (depth == 0) kind = 4;
  if (kind == 0) put(xorshift(seed) & 1 ? "true" : "false");
  else if (kind == 1) { if (xorshift(seed) & 1) put("-"); put_number(xorshift(seed) >> 8); put("."); put_number(xorshift(seed) >> 12); }
  else if (kind == 2) { put("\"provider-"); put_number(xorshift(seed)); put("\\n\""); }
  else if (kind == 3) put("null");
  else {
    uint32_t count = depth == 0 ? 900 : 1 + xorshift(seed) % 5;
    put(kind == 4 ? "[" : "{");
    for (uint32_t i = 0; i < count && out < text + TEXT - 4096; i++) {
      if (i) put(", ");
      if (kind == 5) { put("\"key"); put_number(i); put("\": "); }
      write_value(seed, depth + 1);
    }
    put(kind == 4 ? "]" : "}");
  }
}

KERNEL {
  uint32_t seed = 11, hash = 2166136261u;
  out = text;
  write_value(&seed, 0);
  *out = 0;
  for (uint32_t round = 0; round < rounds; round++) {
    used = 0;
    in = text;
    hash = walk(parse(), hash);
  }
  return mix(hash, used);
}
