/** How workloads select their pods, and what takes a pod out of that selection. */
import fc from 'fast-check';
import type { Edits } from '../json-patch.ts';
import type { WorkloadKind } from '../kubernetes.ts';
import { workloadLabel } from '../manifest.ts';

/** A label that sets a pod aside, where the selector asks that it is not there. */
export const asideLabel = 'plimsoll.dev/aside';

/** Another selector than the plain one, which every manifest has; mostly none. */
export function selectorArbitrary(workload: string): fc.Arbitrary<Edits | undefined> {
  const isIt = { key: workloadLabel, operator: 'In', values: [workload, 'nobody'] };
  const isNotAside = { key: asideLabel, operator: 'DoesNotExist' };
  const expressions: Edits = { '/spec/selector': { matchExpressions: [isIt, isNotAside] } };
  const both: Edits = { '/spec/selector/matchExpressions': [isNotAside] };
  return fc.constantFrom(undefined, undefined, undefined, undefined, both, expressions);
}

/** Changes of labels that may make a controller let go of its pod. */
export const releasesOf: Readonly<
  Record<WorkloadKind, readonly Readonly<Record<string, string | null>>[]>
> = {
  Deployment: [{ [workloadLabel]: null }, { 'pod-template-hash': null }, { [asideLabel]: 'yes' }],
  StatefulSet: [
    { [workloadLabel]: null },
    { 'statefulset.kubernetes.io/pod-name': null },
    { [asideLabel]: 'yes' },
  ],
  DaemonSet: [{ [workloadLabel]: null }, { [asideLabel]: 'yes' }],
};
