/**
 * Known failures: a file in which each entry says which property fails, against what, why, where
 * that is written down, and until when it may stay so. A match turns `failed` into `known`.
 */
import { z } from 'zod';
import { isInRange, isRange } from './features.ts';
import { InputError } from './input-error.ts';
import { checkYaml, parseYaml } from './yaml-file.ts';

const schema = z.strictObject({
  format: z.literal(1),
  known: z.array(
    z.strictObject({
      property: z.string().min(1),
      reason: z.string().min(1),
      link: z.string().min(1),
      versions: z.string().refine(isRange, { message: 'expected a version range' }).optional(),
      adapters: z.array(z.string()).optional(),
      until: z.iso.date(),
    }),
  ),
});

/** One known failure. `until` is a day (`2027-06-30`) after which it counts as a failure again. */
export type Expectation = z.infer<typeof schema>['known'][number];

/** Reads an expectations file; `properties` are the ids that exist. */
export function readExpectations(
  text: string,
  file: string,
  properties: readonly string[],
): readonly Expectation[] {
  const yaml = parseYaml(text, file);
  const { known } = checkYaml(yaml, schema);
  const unknown = known.flatMap((each, index) =>
    properties.includes(each.property) ? [] : [{ index, property: each.property }],
  );
  if (unknown.length > 0) {
    throw new InputError(
      unknown.map(({ index, property }) => ({
        file,
        ...yaml.place(['known', index, 'property']),
        at: `known[${index}].property`,
        message: 'there is no such property',
        found: property,
      })),
    );
  }
  return known;
}

/** The expectation that covers a failure, if there is one that has not run out. */
export function expectationFor(
  failure: { readonly property: string; readonly adapter: string; readonly version: string },
  expectations: readonly Expectation[],
  today: string,
): Expectation | undefined {
  return expectations.find(
    (each) =>
      each.property === failure.property &&
      (each.adapters?.includes(failure.adapter) ?? true) &&
      (each.versions === undefined || isInRange(failure.version, each.versions)) &&
      today <= each.until,
  );
}
