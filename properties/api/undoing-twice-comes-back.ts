import type { Deployment, PodTemplate } from '../../specs/kubernetes.ts';
import type { Millis, Scenario } from '../../specs/scenario.ts';
import { commandOf, faultOf } from '../../specs/scenario.ts';
import { always } from '../property.ts';
import { isEqual } from '../vocabulary/api-rules.ts';

/** One undo of a Deployment whose controller had nothing left to do. */
interface Undo {
  /** What it had before, and what it got; the latter once that is stored. */
  readonly from: PodTemplate;
  to: PodTemplate | undefined;
}

/** DEP-REV-003: what is undone becomes the revision before, so a second undo takes the first back
 * instead of going further. At stake where the controller had time to number its ReplicaSets and
 * nobody else touched them. */
export const undoingTwiceComesBack = always({
  id: 'deployment/undoing-twice-comes-back',
  title: 'Undoing a rollout twice, at leisure, comes back to where it began',
  controller: 'Deployment',
  requirements: ['DEP-REV-003'],
  on: ['Deployment'],
  monitor({ header, target }) {
    const isUndisturbed = leavesHistoryAlone(header.scenario);
    const rolledAt = new Map<string, Millis>();
    const undos = new Map<string, Undo>();
    let asked: { readonly uid: string; readonly undo: Undo; readonly first?: Undo } | undefined;
    return {
      change({ event, previous }) {
        const { object } = event;
        if (object.kind !== 'Deployment') return 'irrelevant';
        const { uid, name } = object.metadata;
        const before = previous?.kind === 'Deployment' ? previous.spec.template : undefined;
        if (before && isEqual(before, object.spec.template)) return 'irrelevant';
        rolledAt.set(uid, event.at);
        undos.delete(uid);
        if (asked?.uid !== uid) return 'irrelevant';
        const { undo, first } = asked;
        asked = undefined;
        undo.to = object.spec.template;
        undos.set(uid, undo);
        if (first === undefined) return 'irrelevant';
        if (isEqual(first.from, undo.to)) return 'holds';
        return {
          message: `Undoing Deployment/${name} a second time went somewhere else`,
          expected: 'the template before the first undo',
          observed: 'another one',
          at: event.seq,
          evidence: [event.seq],
        };
      },
      other(event, view) {
        if (event.event !== 'command') return 'irrelevant';
        if (event.phase === 'ok' && event.reason !== undefined && asked?.first) {
          return {
            message: 'Undoing a Deployment a second time found nothing to undo',
            expected: 'the template before the first undo',
            observed: event.reason,
            at: event.seq,
            evidence: [event.seq],
          };
        }
        if (event.phase !== 'invoked') return 'irrelevant';
        asked = undefined;
        const uid = event.resolved?.uid;
        const deployment = uid === undefined ? undefined : view.byUid('Deployment', uid);
        const step = header.scenario.steps[event.step];
        const command = step && commandOf(step);
        if (command?.verb !== 'rollout-undo') return 'irrelevant';
        if (!deployment || uid === undefined) return 'irrelevant';
        const since = event.at - (rolledAt.get(uid) ?? event.at);
        const isAtLeisure = since > target.stalenessMs && isObserved(deployment);
        if (!isUndisturbed || !isAtLeisure || (command.toRevision ?? 0) !== 0) return 'irrelevant';
        const first = undos.get(uid);
        asked = {
          uid,
          undo: { from: deployment.spec.template, to: undefined },
          ...(first?.to && { first }),
        };
        return 'irrelevant';
      },
    };
  },
});

function isObserved({ metadata, spec, status }: Deployment): boolean {
  return !spec.paused && status.observedGeneration === metadata.generation;
}

/** No fault keeps the controller from its work, nobody deletes, plants or edits history, and no
 * limit cuts it short. */
function leavesHistoryAlone({ steps }: Scenario): boolean {
  const creates = steps.filter((step) => commandOf(step)?.verb === 'create');
  return (
    creates.length === 1 &&
    steps.every((step) => {
      const command = commandOf(step);
      if (faultOf(step) || command?.verb === 'delete' || command?.verb === 'plant') return false;
      return !/"ReplicaSet"|revisionHistoryLimit|"paused"/.test(JSON.stringify(step));
    })
  );
}
