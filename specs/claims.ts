/** The ledger of claims: what people are told about these controllers, and what is true of it. */
import { z } from 'zod';
import { InputError } from './input-error.ts';
import { checkYaml, parseYaml } from './yaml-file.ts';

/** verified: true as it stands. qualified: true of some of what it speaks of. refuted: not true.
 * unverified: nothing that has been run shows it. */
export const claimVerdicts = ['verified', 'qualified', 'refuted', 'unverified'] as const;
export type ClaimVerdict = (typeof claimVerdicts)[number];

const claim = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)+$/, 'words of lower-case letters, with dashes'),
  about: z.enum(['Deployment', 'StatefulSet', 'DaemonSet']),
  says: z.string().min(10),
  verdict: z.enum(claimVerdicts),
  /** What is exactly so, in two sentences. */
  truth: z.string().min(20),
  requirements: z.array(z.string()).min(1),
  /** A file of `specs/claims/`, and the observation that is made on it. */
  scenario: z.string().exactOptional(),
  shows: z.string().exactOptional(),
  /** What would show it, where nothing here can. */
  awaits: z.string().min(10).exactOptional(),
});

const schema = z.strictObject({ format: z.literal(1), claims: z.array(claim).min(1) });

export type Claim = z.infer<typeof claim>;

/** Reads the ledger. Throws InputError with the place of every entry that is wrong: one that has
 * neither a scenario nor says what it awaits, or that is called verified without being shown. */
export function readClaims(text: string, file: string): readonly Claim[] {
  const yaml = parseYaml(text, file);
  const { claims } = checkYaml(yaml, schema);
  const problems = claims.flatMap((each, index) => {
    const message = problemWith(each, claims.slice(0, index));
    if (message === undefined) return [];
    return [{ file, ...yaml.place(['claims', index, 'id']), at: `the claim ${each.id}`, message }];
  });
  if (problems.length > 0) throw new InputError(problems);
  return claims;
}

function problemWith(
  { id, verdict, scenario, shows, awaits }: Claim,
  earlier: readonly Claim[],
): string | undefined {
  if (earlier.some((each) => each.id === id)) return 'an id is given twice';
  if ((scenario === undefined) !== (shows === undefined)) {
    return 'expected both or neither of scenario and shows';
  }
  if ((scenario === undefined) === (awaits === undefined)) {
    return 'expected either a scenario that shows it, or what it awaits';
  }
  if (verdict === 'verified' && awaits !== undefined) {
    return 'expected another verdict: what has not been shown is not verified';
  }
  return undefined;
}
