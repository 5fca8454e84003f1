/** Which fields a schema knows at a place of a value, to say what an unknown one may have meant. */
import type { z } from 'zod';

/** The names of the fields that the object at `path` may have; none where it is not an object. */
export function keysAt(
  schema: z.ZodType,
  value: unknown,
  path: readonly PropertyKey[],
): readonly string[] {
  const object = objectOf(schema.def as Definition, value);
  const [first, ...rest] = path;
  if (first === undefined) return Object.keys(object?.shape ?? {});
  const inner = object?.shape?.[String(first)] ?? object?.element;
  if (inner === undefined) return [];
  const below = (value as Record<PropertyKey, unknown> | undefined)?.[first];
  return keysAt(inner, below, rest);
}

/** The parts of a schema's definition that lead to the schemas inside it. */
interface Definition {
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly options?: readonly z.ZodType[];
}

/** Looks through wrappers and picks the alternative of a union that the value was meant to be. */
function objectOf(definition: Definition, value: unknown): Definition | undefined {
  if (definition.shape || definition.element) return definition;
  const wrapped = definition.innerType ?? definition.in;
  if (wrapped) return objectOf(wrapped.def as Definition, value);
  const alternatives = (definition.options ?? []).map((each) => each.def as Definition);
  return alternatives.find((each) => isMeant(each, value));
}

function isMeant(definition: Definition, value: unknown): boolean {
  const literals = Object.entries(definition.shape ?? {}).filter(
    ([, schema]) => (schema.def as { type?: string }).type === 'literal',
  );
  return (
    literals.length > 0 &&
    literals.every(
      ([key, schema]) => schema.safeParse((value as Record<string, unknown>)[key]).success,
    )
  );
}
