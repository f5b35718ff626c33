/* Greets everyone named in the arguments, then repeats standard input with its lines numbered. */
#include <stdio.h>

int main(int argc, char **argv) {
  if (argc < 2)
    puts("Hello, world!");
  for (int i = 1; i < argc; i++)
    printf("Hello, %s!\n", argv[i]);

  int line = 0;
  int previous = '\n';
  for (int c = getchar(); c != EOF; c = getchar()) {
    if (previous == '\n')
      printf("%d: ", ++line);
    putchar(c);
    previous = c;
  }
  if (previous != '\n')
    putchar('\n');
  return 0;
}
