/*
 * Counts the words of all files in /in and writes /out/counts.tsv: a line "count TAB word" per word, the most frequent first,
 * words of equal count in the order of their bytes.
 *
 * A word is a run of letters (with their accents) and digits, with apostrophes within; case is folded. Each Chinese character
 * is a word of its own, because nothing parts them in writing. Bytes that are not UTF-8 part words and are never copied to
 * the output.
 */
#define _XOPEN_SOURCE 700 /* wcwidth */

#include <dirent.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wchar.h>
#include <wctype.h>

#define END 0xffffffffu     /* after the last character */
#define INVALID 0xfffffffeu /* a byte that begins no UTF-8 character */

typedef struct {
  char *text;
  size_t length;
  uint32_t count;
} Word;

static Word *table; /* open addressing; text == 0 marks a free place */
static size_t table_size, word_count;

static void fail(const char *what, const char *name) {
  fprintf(stderr, "word-count: %s %s\n", what, name);
  exit(1);
}

static void *allocate(void *old, size_t size) {
  void *memory = realloc(old, size);
  if (!memory)
    fail("out of memory", "");
  return memory;
}

static uint32_t hash(const char *text, size_t length) {
  uint32_t h = 2166136261u; /* FNV-1a */
  for (size_t i = 0; i < length; i++)
    h = (h ^ (uint8_t)text[i]) * 16777619u;
  return h;
}

static Word *place(const char *text, size_t length) {
  size_t at = hash(text, length) & (table_size - 1);
  while (table[at].text && (table[at].length != length || memcmp(table[at].text, text, length) != 0))
    at = (at + 1) & (table_size - 1);
  return &table[at];
}

static void grow(void) {
  Word *old = table;
  size_t old_size = table_size;
  table_size = table_size ? 2 * table_size : 1024;
  table = allocate(0, table_size * sizeof(Word));
  memset(table, 0, table_size * sizeof(Word));
  for (size_t i = 0; i < old_size; i++)
    if (old[i].text)
      *place(old[i].text, old[i].length) = old[i];
  free(old);
}

static void count_word(const char *text, size_t length) {
  if (2 * word_count >= table_size)
    grow();
  Word *word = place(text, length);
  if (!word->text) {
    word->text = allocate(0, length);
    memcpy(word->text, text, length);
    word->length = length;
    word_count++;
  }
  word->count++;
}

/* The character at *next, which moves on. Overlong forms, surrogates and what lies beyond U+10FFFF are INVALID. */
static uint32_t decode(const uint8_t **next, const uint8_t *end) {
  if (*next == end)
    return END;
  uint8_t first = *(*next)++;
  if (first < 0x80)
    return first;
  int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
  if (first < 0xc2 || first > 0xf4 || end - *next < more)
    return INVALID;
  uint32_t c = first & (0x3f >> more);
  for (int i = 0; i < more; i++) {
    if (((*next)[i] & 0xc0) != 0x80)
      return INVALID;
    c = c << 6 | ((*next)[i] & 0x3f);
  }
  static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
  if (c < least[more] || (c >= 0xd800 && c < 0xe000) || c > 0x10ffff)
    return INVALID;
  *next += more;
  return c;
}

static size_t encode(uint32_t c, char *to) {
  if (c < 0x80)
    return to[0] = (char)c, 1;
  size_t more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
  for (size_t i = more; i > 0; i--, c >>= 6)
    to[i] = (char)(0x80 | (c & 0x3f));
  to[0] = (char)((0xff00 >> (more + 1) & 0xff) | c);
  return more + 1;
}

static int is_chinese(uint32_t c) {
  return (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf) || (c >= 0xf900 && c <= 0xfaff) ||
         (c >= 0x20000 && c <= 0x3ffff);
}

/* Letters of every script that libc's tables know, in any locale: wasi-libc's wide characters are Unicode. */
static int is_letter(uint32_t c) { return c < INVALID && (iswalpha((wint_t)c) || (c >= '0' && c <= '9')); }

/* Accents and vowel signs that belong to the letter before them; not the zero-width space. */
static int is_mark(uint32_t c) { return c < INVALID && c > 0x20 && c != 0x200b && wcwidth((wchar_t)c) == 0; }

static int is_apostrophe(uint32_t c) { return c == '\'' || c == 0x2019; }

static void count_text(const uint8_t *next, size_t size) {
  const uint8_t *end = next + size;
  char *word = allocate(0, 2 * size + 8); /* folding case may lengthen a letter from two bytes to three */
  size_t length = 0;
  for (;;) {
    uint32_t c = decode(&next, end);
    if ((is_letter(c) && !is_chinese(c)) || (is_mark(c) && length > 0)) {
      length += encode((uint32_t)towlower((wint_t)c), word + length);
      continue;
    }
    if (is_apostrophe(c) && length > 0) {
      const uint8_t *ahead = next;
      uint32_t following = decode(&ahead, end);
      if (is_letter(following) && !is_chinese(following)) {
        word[length++] = '\'';
        continue;
      }
    }
    if (length > 0)
      count_word(word, length);
    length = 0;
    if (c == END)
      break;
    if (is_chinese(c))
      count_word(word, encode(c, word));
  }
  free(word);
}

static void count_file(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file)
    fail("cannot open", path);
  size_t size = 0, capacity = 1 << 16;
  uint8_t *text = allocate(0, capacity);
  for (size_t got; (got = fread(text + size, 1, capacity - size, file)) > 0;) {
    size += got;
    if (size == capacity)
      text = allocate(text, capacity *= 2);
  }
  if (ferror(file))
    fail("cannot read", path);
  fclose(file);
  count_text(text, size);
  free(text);
}

static void count_folder(const char *path) {
  DIR *folder = opendir(path);
  if (!folder)
    fail("cannot open", path);
  for (struct dirent *entry; (entry = readdir(folder));) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
      continue;
    char *name = allocate(0, strlen(path) + strlen(entry->d_name) + 2);
    sprintf(name, "%s/%s", path, entry->d_name);
    struct stat status;
    if (stat(name, &status) != 0)
      fail("cannot read", name);
    if (S_ISDIR(status.st_mode))
      count_folder(name);
    else
      count_file(name);
    free(name);
  }
  closedir(folder);
}

static int by_count_then_word(const void *left, const void *right) {
  const Word *a = left, *b = right;
  if (a->count != b->count)
    return a->count > b->count ? -1 : 1;
  int order = memcmp(a->text, b->text, a->length < b->length ? a->length : b->length);
  return order != 0 ? order : a->length < b->length ? -1 : a->length > b->length;
}

int main(void) {
  grow();
  count_folder("/in");

  Word *words = allocate(0, (word_count + 1) * sizeof(Word));
  size_t found = 0;
  uint64_t total = 0;
  for (size_t i = 0; i < table_size; i++) {
    if (table[i].text) {
      words[found++] = table[i];
      total += table[i].count;
    }
  }
  qsort(words, found, sizeof(Word), by_count_then_word);

  FILE *out = fopen("/out/counts.tsv", "wb");
  if (!out)
    fail("cannot create", "/out/counts.tsv");
  for (size_t i = 0; i < found; i++)
    fprintf(out, "%u\t%.*s\n", (unsigned)words[i].count, (int)words[i].length, words[i].text);
  if (fclose(out) != 0)
    fail("cannot write", "/out/counts.tsv");
  printf("%llu words, %zu different\n", (unsigned long long)total, found);
  return 0;
}
