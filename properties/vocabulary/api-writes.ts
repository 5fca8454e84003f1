/** What users ask of the API server: the workload that a command would have stored. */
import type {
  DaemonSet,
  Deployment,
  KubernetesObject,
  StatefulSet,
  WorkloadKind,
} from '../../specs/kubernetes.ts';
import { edited, patched } from '../../specs/json-patch.ts';
import type { Edits } from '../../specs/json-patch.ts';
import { jsonPatchOf, manifestOf } from '../../specs/manifest.ts';
import type { Command } from '../../specs/scenario.ts';
import type { CommandEvent } from '../../specs/trace.ts';

/** A workload as it is sent: anything may be missing, and anything may stand there. */
export interface Draft {
  readonly kind: WorkloadKind;
  readonly metadata: { readonly name: string };
  readonly spec: Fields;
}

export type Fields = Readonly<Record<string, unknown>>;

/** One write of a workload through its main resource. */
export interface Write {
  readonly after: Draft;
  /** Absent for a create. */
  readonly before: Deployment | StatefulSet | DaemonSet | undefined;
  /** What of the manifest was edited field by field; undefined: nothing. */
  readonly set: Edits | undefined;
}

/** Where things are does not matter to what is asked. */
const placement = { namespace: 'x', pool: 'x', image: 'x' };

/** The write that a command asks for, if it is about a workload of this kind. */
export function writeOf(
  command: Command | undefined,
  kind: WorkloadKind,
  target: KubernetesObject | undefined,
): Write | undefined {
  if (command?.verb === 'create') {
    if (command.kind !== kind) return undefined;
    const after = manifestOf(command, placement) as unknown as Draft;
    return { after, before: undefined, set: command.set };
  }
  if (target?.kind !== kind) return undefined;
  if (command?.verb === 'edit' && command.subresource === undefined) {
    return writeTo(target, edited(target, command.set), command.set);
  }
  if (command?.verb === 'patch') {
    const operations = jsonPatchOf(target.metadata.name, command.change, [], placement);
    return writeTo(target, operations.reduce<unknown>(patched, target), undefined);
  }
  return undefined;
}

function writeTo(
  before: KubernetesObject,
  after: unknown,
  set: Edits | undefined,
): Write | undefined {
  if (!isWorkload(before)) return undefined;
  return { before, after: after as Draft, set };
}

/** Is it of a kind that has a controller to be tested? */
export function isWorkload(
  object: KubernetesObject,
): object is Deployment | StatefulSet | DaemonSet {
  return ['Deployment', 'StatefulSet', 'DaemonSet'].includes(object.kind);
}

/** The member at these names, or undefined; an empty string is as good as absent. */
export function fieldAt(value: unknown, ...names: readonly string[]): unknown {
  let inner: unknown = value;
  for (const name of names) {
    if (typeof inner !== 'object' || inner === null) return undefined;
    inner = (inner as Fields)[name];
  }
  return inner === '' || inner === null ? undefined : inner;
}

/** Did the API server find the object invalid? (A patch that does not fit the object any more is
 * answered with the same code.) */
export function isFoundInvalid({ phase, code, reason = '' }: CommandEvent): boolean {
  return phase === 'rejected' && code === 422 && !reason.includes('error in our request');
}
