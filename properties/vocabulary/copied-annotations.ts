/** Which annotations a Deployment hands on to its new ReplicaSet (DEP-RS-006). */
import {
  revisionAnnotation,
  revisionHistoryAnnotation,
  rollbackAnnotation,
} from './revision-numbers.ts';
import { desiredReplicasAnnotation, maxReplicasAnnotation } from './rollout.ts';

/** What only makes sense on the Deployment. */
export const privateAnnotations: readonly string[] = [
  'kubectl.kubernetes.io/last-applied-configuration',
  rollbackAnnotation,
];

const uncopied: ReadonlySet<string> = new Set([
  ...privateAnnotations,
  revisionAnnotation,
  revisionHistoryAnnotation,
  desiredReplicasAnnotation,
  maxReplicasAnnotation,
]);

/** Is it handed on? Not if it is private, or the controller's own on either. */
export function isCopied(annotation: string): boolean {
  return !uncopied.has(annotation);
}
