/** Upstream's own tests and the requirements that each is about: `upstream.yaml`, read. */
import { z } from 'zod';
import { InputError } from './input-error.ts';
import { checkYaml, parseYaml } from './yaml-file.ts';

const test = z.strictObject({
  /** As upstream spells it. */
  name: z.string().min(1),
  /** Must a certified cluster pass it? */
  conformance: z.boolean().default(false),
  requirements: z.array(z.string()).default([]),
  /** What it is about instead, where it is about no requirement of the suite. */
  outOfScope: z.string().optional(),
});

const schema = z.strictObject({
  format: z.literal(1),
  release: z.string(),
  suites: z.array(
    z.strictObject({ group: z.string(), file: z.string(), tests: z.array(test).min(1) }),
  ),
});

export type UpstreamMap = z.infer<typeof schema>;
export type UpstreamTest = z.infer<typeof test>;

/** Reads the map. Throws InputError with the place of every test that is neither about requirements
 * nor out of scope, or is both. Whether the requirements exist is for the catalogue to say. */
export function readUpstream(text: string, file: string): UpstreamMap {
  const yaml = parseYaml(text, file);
  const map = checkYaml(yaml, schema);
  const problems = map.suites.flatMap(({ tests }, suite) =>
    tests.flatMap(({ name, requirements, outOfScope }, index) => {
      if ((requirements.length > 0) !== (outOfScope !== undefined)) return [];
      const place = yaml.place(['suites', suite, 'tests', index]);
      const message = 'expected either requirements or a reason: outOfScope';
      return [{ file, ...place, at: `the test ${JSON.stringify(name)}`, message }];
    }),
  );
  if (problems.length > 0) throw new InputError(problems);
  return map;
}
