/**
 * Requirements: sentences about Kubernetes that can be true or false, each with its source. They
 * live in `requirements/*.yaml`, one file per controller; this file reads them.
 */
import { z } from 'zod';
import { isRange } from './features.ts';
import { InputError } from './input-error.ts';
import { checkYaml, parseYaml } from './yaml-file.ts';

/** Version of the requirement files' shape. */
export const requirementFormat = 1;

const source = z.strictObject({
  /** Page of the Kubernetes documentation, below `/docs/`; absent where only the code says it. */
  doc: z.string().optional(),
  /** Heading on that page. */
  section: z.string().optional(),
  /** File and function of the Kubernetes source that do it. */
  upstream: z.string().min(1),
});

const requirement = z.strictObject({
  id: z.string().regex(/^[A-Z]+(-[A-Z]+)*-\d{3}$/, 'expected an id such as STS-ORD-001'),
  /** MUST counts towards conformance, SHOULD is reported apart, tolerance says what is allowed. */
  level: z.enum(['MUST', 'SHOULD', 'tolerance']),
  kind: z.enum(['safety', 'liveness', 'transition']),
  says: z.string().min(10),
  /** What voids it; printed with every verdict. */
  premises: z.array(z.string()).default([]),
  source,
  /** Range of server versions. */
  appliesTo: z
    .string()
    .refine(isRange, 'expected a version range such as >=1.30')
    .default('>=1.30'),
  gates: z.array(z.string()).default([]),
  /** Why no property judges it. */
  untested: z.string().optional(),
});

const file = z.strictObject({
  format: z.literal(requirementFormat),
  requirements: z.array(requirement),
});

export type Requirement = z.infer<typeof requirement>;

/** Reads one requirements file. Throws InputError with the place of every mistake. */
export function readRequirements(text: string, name: string): readonly Requirement[] {
  const yaml = parseYaml(text, name);
  const { requirements } = checkYaml(yaml, file);
  const problems = requirements.flatMap(({ id }, index) =>
    requirements.findIndex((other) => other.id === id) === index
      ? []
      : [
          {
            file: name,
            ...yaml.place(['requirements', index, 'id']),
            at: `requirements[${index}].id`,
            message: 'an id is given twice',
            found: id,
          },
        ],
  );
  if (problems.length > 0) throw new InputError(problems);
  return requirements;
}

/** Where a requirement can be read up. */
export function linkOf({ source: { doc, section } }: Requirement): string | undefined {
  if (doc === undefined) return undefined;
  const anchor = section === undefined ? '' : `#${section.toLowerCase().replaceAll(' ', '-')}`;
  return `https://kubernetes.io/docs/${doc}/${anchor}`;
}
