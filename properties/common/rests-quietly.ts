import type { Condition, KubernetesObject, WorkloadKind } from '../../specs/kubernetes.ts';
import { describeKey, keyOf } from '../../specs/kubernetes.ts';
import { components } from '../../specs/scenario.ts';
import type { Actor } from '../../specs/trace.ts';
import type { AlwaysProperty, Moment } from '../property.ts';
import { always } from '../property.ts';

/** Where time is the wall clock's, rest is concluded from silence, and a controller that a busy
 * machine kept waiting may still have a word to say; who goes on and on does not. */
const lateWritesMax = 2;

/** Claims LIVE-REST-002 for scenarios of one controller: after the world has come to rest, every
 * write of a controller is one too many, but for the news that a progress deadline has passed.
 * Without virtual time a few late ones are allowed (decision 0008). */
export function restsQuietly(controller: WorkloadKind): AlwaysProperty {
  return always({
    id: `${controller.toLowerCase()}/rests-quietly`,
    title: 'At rest no controller writes anything',
    controller,
    requirements: ['LIVE-REST-002'],
    on: [controller, 'ReplicaSet', 'ControllerRevision', 'Pod', 'PersistentVolumeClaim'],
    monitor: ({ target }) => {
      const allowed = target.guarantees.includes('virtual-time') ? 0 : lateWritesMax;
      let isResting = false;
      let writes = 0;
      return {
        other(event, view) {
          if (event.event !== 'phase') return 'irrelevant';
          if (event.phase === 'hold') isResting = event.quiet === true;
          const isOver = event.phase === 'end' && isResting;
          return isOver && hasAny(view.list(controller)) ? 'holds' : 'irrelevant';
        },
        change(moment) {
          if (!isResting || !mayBeControllers(moment)) return 'irrelevant';
          if (isDeadlineNews(moment)) return 'irrelevant';
          writes += 1;
          if (writes <= allowed) return 'irrelevant';
          const { object, change, actor, seq } = moment.event;
          const { previous, before } = moment;
          const who = actor ?? 'a controller';
          return {
            message: `${describeKey(keyOf(object))} was written at rest by ${who}`,
            expected: 'no write by any controller',
            observed: change,
            at: seq,
            evidence: previous ? [before.seqOf(previous), seq] : [seq],
          };
        },
      };
    },
  });
}

function hasAny(objects: Iterable<unknown>): boolean {
  for (const _ of objects) return true;
  return false;
}

const isController = (actor: Actor) => components.some((component) => component === actor);

/** By name where the trace names actors; otherwise what only controllers write: everything but the
 * status of pods and claims. */
function mayBeControllers({ event, previous }: Moment): boolean {
  if (event.actor !== undefined) return isController(event.actor);
  if (event.object.kind !== 'Pod' && event.object.kind !== 'PersistentVolumeClaim') return true;
  if (event.change !== 'MODIFIED' || previous === undefined) return true;
  return (
    event.object.metadata.deletionTimestamp !== previous.metadata.deletionTimestamp ||
    JSON.stringify(event.object.metadata.ownerReferences) !==
      JSON.stringify(previous.metadata.ownerReferences)
  );
}

/** DEP-COND-003: a rollout that is stuck says so once its progressDeadlineSeconds have passed,
 * which may be long after everything else has stopped. */
function isDeadlineNews({ event, previous }: Moment): boolean {
  return isTimedOut(event.object) && previous !== undefined && !isTimedOut(previous);
}

function isTimedOut(object: KubernetesObject): boolean {
  if (object.kind !== 'Deployment') return false;
  const isNews = ({ type, reason }: Condition) =>
    type === 'Progressing' && reason === 'ProgressDeadlineExceeded';
  return object.status.conditions?.some(isNews) ?? false;
}
