/** Annotations of Deployments: plain ones, handed on; and one that asks for a rollback. */
import fc from 'fast-check';
import type { Edits } from '../json-patch.ts';
import type { Ref } from '../scenario.ts';
import type { Plan } from './plan.ts';
import { planOf } from './plan.ts';

const note = '/metadata/annotations/example.com~1note';
const applied = '/metadata/annotations/kubectl.kubernetes.io~1last-applied-configuration';
const rollback = '/metadata/annotations/deprecated.deployment.rollback.to';

const edits: readonly Edits[] = [
  { [note]: 'x' },
  { [note]: 'y', [applied]: '{}' },
  { [note]: null },
  { [rollback]: '0' },
  { [rollback]: '0' },
  { [rollback]: '1' },
  { [rollback]: '2' },
  { [rollback]: '9' },
  { [rollback]: 'x' },
];

/** Edits one annotation of a Deployment (DEP-RS-006, DEP-REV-004). */
export function annotateArbitrary(target: fc.Arbitrary<Ref>): fc.Arbitrary<Plan> {
  return planOf(
    fc.record({ verb: fc.constant('edit'), target, set: fc.constantFrom(...edits) }),
  );
}
