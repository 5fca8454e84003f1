import type { KubernetesObject, WorkloadKind } from '../../specs/kubernetes.ts';
import { describeKey, keyOf } from '../../specs/kubernetes.ts';
import type { Scenario } from '../../specs/scenario.ts';
import { commandOf } from '../../specs/scenario.ts';
import type { AlwaysProperty } from '../property.ts';
import { always } from '../property.ts';
import { isEqual } from '../vocabulary/api-rules.ts';

const numbered: Readonly<Record<WorkloadKind, string>> = {
  Deployment: 'DEP-API-004',
  StatefulSet: 'STS-API-001',
  DaemonSet: 'DS-API-002',
};

/** One more with every change of the spec (of a Deployment's annotations too, unless they come with
 * its status), and with nothing else: not with labels, finalizers or the status. The beginning of a
 * deletion counts as a change. */
export function generationRisesWithTheSpec(controller: WorkloadKind): AlwaysProperty {
  return always({
    id: `${controller.toLowerCase()}/generation-rises-with-the-spec`,
    title: 'metadata.generation rises by one with the spec, and with nothing else',
    controller,
    requirements: [numbered[controller]],
    on: [controller, 'ReplicaSet'],
    monitor({ header }) {
      const isPartlyHidden = editsWhatIsNotShown(header.scenario);
      return {
        change({ event, previous }) {
          const { object, actor } = event;
          if (previous === undefined || event.change !== 'MODIFIED') return 'irrelevant';
          if (beginsToGo(previous, object)) return 'irrelevant';
          const rise = generationOf(object) - generationOf(previous);
          const isSpecNew = !isEqual(specOf(previous), specOf(object));
          const areAnnotationsNew =
            object.kind === 'Deployment' && hasOtherAnnotations(previous, object);
          const mayRise = isSpecNew || areAnnotationsNew || isPartlyHidden;
          const isUsers = actor === 'user' && !isPartlyHidden;
          const mustRise =
            isSpecNew || (areAnnotationsNew && isUsers && hasOtherNotes(previous, object));
          if (rise === 0 ? !mustRise : rise === 1 && mayRise) return 'holds';
          return {
            message: `The generation of ${describeKey(keyOf(object))} rose by ${rise}`,
            expected: mustRise ? 'by 1' : mayRise ? 'by 0 or 1' : 'not at all',
            observed: `spec ${isSpecNew ? 'changed' : 'did not change'}`,
            at: event.seq,
            evidence: [event.seq],
          };
        },
      };
    },
  });
}

function beginsToGo({ metadata }: KubernetesObject, next: KubernetesObject): boolean {
  return (
    metadata.deletionTimestamp === undefined && next.metadata.deletionTimestamp !== undefined
  );
}

function generationOf({ metadata }: KubernetesObject): number {
  return metadata.generation ?? 0;
}

function specOf(object: KubernetesObject): unknown {
  return 'spec' in object ? object.spec : undefined;
}

function hasOtherAnnotations(one: KubernetesObject, other: KubernetesObject): boolean {
  return !isEqual(one.metadata.annotations, other.metadata.annotations);
}

/** Other than those that the controller writes together with the status, whose author may be taken
 * for a user who wrote nothing new at the same moment. */
function hasOtherNotes(one: KubernetesObject, other: KubernetesObject): boolean {
  return !isEqual(notesOf(one), notesOf(other));
}

function notesOf({ metadata }: KubernetesObject): unknown {
  const notes = Object.entries(metadata.annotations ?? {});
  return Object.fromEntries(notes.filter(([key]) => !key.startsWith('deployment.kubernetes.io/')));
}

/** What traces leave out of containers, and what is written past the main resource. */
const hidden = /"(\/status|[^"]*\/)?(env|envFrom|args|command|imagePullSecrets)\b|last-applied/;

function editsWhatIsNotShown({ steps }: Scenario): boolean {
  return steps.some((step) => {
    const command = commandOf(step);
    if (command?.verb === 'edit' && command.subresource !== undefined) return true;
    return command?.verb === 'edit' && hidden.test(JSON.stringify(command.set));
  });
}
