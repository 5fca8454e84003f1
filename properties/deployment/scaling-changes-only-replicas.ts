import type { Deployment, ReplicaSet } from '../../specs/kubernetes.ts';
import type { Millis } from '../../specs/scenario.ts';
import { commandOf } from '../../specs/scenario.ts';
import type { Moment } from '../property.ts';
import { always } from '../property.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

interface Scaling {
  readonly replicas: number;
  /** Until when a command that came before may still show. */
  readonly notBefore: Millis;
}

/** Claims DEP-SCALE-006 for the version that a write through the scale subresource leaves behind:
 * the next one that a user writes. Where another command has just been given for the same object it
 * could be that one's, and nothing is said. */
export const scalingChangesOnlyReplicas = always({
  id: 'deployment/scaling-changes-only-replicas',
  title: 'The scale subresource changes replicas and the generation, and nothing else',
  controller: 'Deployment',
  requirements: ['DEP-SCALE-006'],
  needs: ['actors'],
  on: ['Deployment', 'ReplicaSet'],
  monitor: ({ header, target }) => {
    const scalings = new Map<string, Scaling>();
    const lastCommand = new Map<string, Millis>();
    return {
      other(event) {
        if (event.event !== 'command' || event.phase !== 'invoked') return 'irrelevant';
        const uid = event.resolved?.uid;
        const step = header.scenario.steps[event.step];
        const command = step && commandOf(step);
        if (uid === undefined) return 'irrelevant';
        const last = lastCommand.get(uid) ?? Number.NEGATIVE_INFINITY;
        lastCommand.set(uid, event.at);
        if (command?.verb !== 'scale') scalings.delete(uid);
        else {
          const notBefore = last + target.stalenessMs;
          scalings.set(uid, { replicas: command.replicas, notBefore });
        }
        return 'irrelevant';
      },
      change(moment) {
        const { object, actor, change, at } = moment.event;
        if (object.kind !== 'Deployment' && object.kind !== 'ReplicaSet') return 'irrelevant';
        if (actor !== 'user' || change !== 'MODIFIED') return 'irrelevant';
        const scaling = scalings.get(object.metadata.uid);
        if (scaling === undefined || at <= scaling.notBefore) return 'irrelevant';
        scalings.delete(object.metadata.uid);
        return answer(moment, object, scaling.replicas);
      },
    };
  },
});

function answer(moment: Moment, object: Deployment | ReplicaSet, replicas: number) {
  const { previous } = moment;
  if (previous?.kind !== 'Deployment' && previous?.kind !== 'ReplicaSet') return 'irrelevant';
  // A write of the size that it has already may leave a new version, but no new generation.
  const isChange = previous.spec.replicas !== replicas;
  const generation = (previous.metadata.generation ?? 0) + (isChange ? 1 : 0);
  const others = differences(previous, object);
  const isRaised = object.metadata.generation === generation;
  if (object.spec.replicas === replicas && isRaised && others.length === 0) return 'holds';
  return violated(
    moment,
    {
      message: `scaling ${nameOf(object)} changed more than its replicas, or less`,
      expected: `replicas ${replicas}, generation ${generation}`,
      observed: [
        `replicas ${object.spec.replicas}, generation ${object.metadata.generation}`,
        ...others.map((part) => `another ${part}`),
      ].join(', '),
    },
    [previous],
  );
}

/** The parts in which two versions differ, but for replicas and numbering. */
function differences(
  before: Deployment | ReplicaSet,
  after: Deployment | ReplicaSet,
): readonly string[] {
  const [was, is] = [partsOf(before), partsOf(after)];
  return Object.keys({ ...was, ...is }).filter((part) => was[part] !== is[part]);
}

function partsOf({ metadata, spec }: Deployment | ReplicaSet): Readonly<Record<string, string>> {
  const { labels, annotations, ownerReferences } = metadata;
  const { replicas: _, ...rest } = spec;
  const parts = Object.entries({ labels, annotations, ownerReferences, ...rest });
  return Object.fromEntries(
    parts
      .filter(([, value]) => value !== undefined)
      .map(([part, value]) => [part, JSON.stringify(value)]),
  );
}
