import { z } from 'zod';

function unwrap(schema: unknown): unknown {
  let at = schema;
  while (at instanceof z.ZodPrefault || at instanceof z.ZodDefault || at instanceof z.ZodExactOptional) {
    at = at.def.innerType;
  }
  return at;
}

/** The dotted names of all options of a schema of nested objects, in its order. */
export function optionPaths(schema: z.ZodObject): string[] {
  return describedOptions(schema).map(({ path }) => path);
}

/** The dotted names and descriptions of all options of a schema of nested objects, in its order. */
export function describedOptions(schema: z.ZodObject): { path: string; description: string }[] {
  return Object.entries(schema.shape).flatMap(([name, member]) => {
    const inner = unwrap(member);
    if (inner instanceof z.ZodObject) {
      return describedOptions(inner).map(({ path, description }) => ({ path: `${name}.${path}`, description }));
    }
    return [{ path: name, description: (member as z.ZodType).description ?? '' }];
  });
}
