/**
 * Real mutants: deliberate defects of the real controllers, each a change of one text in one file
 * of Kubernetes, with the property that is expected to notice it. Whether the text is there is
 * checked when the mutant is built: the source itself is no part of this project.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { properties } from '../../properties/index.ts';
import type { PropertyId } from '../../properties/verdict.ts';
import type { FeatureGate } from '../../specs/features.ts';
import { featureGates } from '../../specs/features.ts';
import type { Problem } from '../../specs/input-error.ts';
import { InputError, suggest } from '../../specs/input-error.ts';
import { checkYaml, parseYaml } from '../../specs/yaml-file.ts';

/** The release whose source the texts are taken from. */
export const mutatedVersion = '1.36.3';

const row = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)+$/, 'words of lower-case letters, with dashes'),
  /** Whose scenarios and properties are let loose on it. */
  controller: z.enum(['Deployment', 'StatefulSet', 'DaemonSet']),
  /** The property that ought to fail; that another one does is a kill all the same. */
  property: z.string(),
  /** Below k8s.io/kubernetes. */
  file: z.string().regex(/^pkg\/[a-z0-9_/]+\.go$/, 'a Go file below pkg/'),
  /** Stands exactly once in the file. */
  find: z.string().min(1),
  put: z.string(),
  /** Gates that are off by default and without which nobody gets to the mistake. */
  gates: z
    .array(z.custom<FeatureGate>((gate) => featureGates.some((known) => known === gate)))
    .default([]),
  /** The defect was real once: its issue, or the change that mended it. */
  reverts: z
    .string()
    .regex(/^kubernetes\/kubernetes#\d+$/, 'kubernetes/kubernetes#NUMBER')
    .exactOptional(),
  /** What somebody got wrong, in a sentence. */
  story: z.string().min(10),
  /** Why nobody outside can see it, where that is so. */
  unseen: z.string().min(10).exactOptional(),
});

export type RealMutant = Readonly<z.infer<typeof row>> & { readonly property: PropertyId };

const folder = new URL('../../adapters/cluster/mutants/', import.meta.url);

/** The mutants of all files, in reading order. Throws InputError with every row that is wrong. */
export function loadRealMutants(): readonly RealMutant[] {
  const ids = properties.map(({ id }) => id);
  const mutants = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
    .flatMap((name) => readRealMutants(readFileSync(new URL(name, folder), 'utf8'), name, ids));
  const twins = mutants.filter(({ id }, index) => mutants.findIndex((m) => m.id === id) < index);
  if (twins.length === 0) return mutants;
  throw new InputError(
    twins.map(({ id }) => ({
      file: 'adapters/cluster/mutants/',
      message: 'two mutants have the same id',
      found: id,
    })),
  );
}

/** Reads one file of real mutants; `ids` are the properties that exist. */
export function readRealMutants(
  text: string,
  name: string,
  ids: readonly PropertyId[],
): readonly RealMutant[] {
  const yaml = parseYaml(text, name);
  const mutants = checkYaml(yaml, z.array(row));
  const problems = mutants.flatMap(({ property, find, put }, index): readonly Problem[] => {
    const problem = (field: string, rest: Omit<Problem, 'file'>): Problem => ({
      file: name,
      ...yaml.place([index, field]),
      at: `[${index}].${field}`,
      ...rest,
    });
    const found: Problem[] = [];
    if (!ids.includes(property)) {
      const meant = suggest(property, ids);
      const message = 'there is no such property';
      const rest = { message, found: property, ...(meant && { suggestion: meant }) };
      found.push(problem('property', rest));
    }
    if (find === put) found.push(problem('put', { message: 'the text is not changed' }));
    return found;
  });
  if (problems.length > 0) throw new InputError(problems);
  return mutants;
}

/** What a measurement of a mutant holds for: another key, another mutant. */
export function keyOf({ controller, file, find, put, gates }: RealMutant): string {
  const parts = [mutatedVersion, controller, file, find, put, ...gates];
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 12);
}
