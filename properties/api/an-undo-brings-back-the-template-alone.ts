import type { Deployment, PodTemplate } from '../../specs/kubernetes.ts';
import { commandOf } from '../../specs/scenario.ts';
import type { CommandEvent } from '../../specs/trace.ts';
import type { Moment } from '../property.ts';
import { always } from '../property.ts';
import { isEqual } from '../vocabulary/api-rules.ts';
import type { ClusterView } from '../view.ts';

const revision = 'deployment.kubernetes.io/revision';

/** DEP-REV-003: the template of the revision that was asked for, or of the second newest one,
 * without the hash; size, strategy and selector stay. Which revisions there are is what a user may
 * have read just before. */
export const anUndoBringsBackTheTemplateAlone = always({
  id: 'deployment/an-undo-brings-back-the-template-alone',
  title: 'Undoing a rollout brings back the template of an earlier revision, and nothing else',
  controller: 'Deployment',
  requirements: ['DEP-REV-003'],
  on: ['Deployment'],
  monitor({ header }) {
    let last: CommandEvent | undefined;
    return {
      change(moment) {
        const { object } = moment.event;
        const { previous } = moment;
        if (object.kind !== 'Deployment' || previous?.kind !== 'Deployment') return 'irrelevant';
        const step = last && header.scenario.steps[last.step];
        const command = step && commandOf(step);
        if (command?.verb !== 'rollout-undo') return 'irrelevant';
        if (last?.resolved?.uid !== object.metadata.uid) return 'irrelevant';
        if (isEqual(previous.spec, object.spec)) return 'irrelevant';
        const isAlone = isEqual({ ...previous.spec, template: 0 }, { ...object.spec, template: 0 });
        if (isAlone && isBroughtBack(moment, object, command.toRevision ?? 0)) return 'holds';
        const wanted = command.toRevision ? `revision ${command.toRevision}` : 'the one before';
        return {
          message: `Undoing Deployment/${object.metadata.name} made another Deployment of it`,
          expected: `the template of ${wanted}, and all else as it was`,
          observed: isAlone ? 'another template' : 'other fields changed, too',
          at: moment.event.seq,
          evidence: [moment.event.seq],
        };
      },
      other(event) {
        if (event.event === 'command' && event.phase !== 'skipped') last = event;
        return 'irrelevant';
      },
    };
  },
});

function isBroughtBack(moment: Moment, deployment: Deployment, toRevision: number): boolean {
  const { uid } = deployment.metadata;
  const claim = (view: ClusterView) => holdsIn(view, deployment, toRevision);
  if (claim(moment.before)) return true;
  return moment.couldHaveSeen([{ kind: 'ReplicaSet', ownedBy: uid }], claim);
}

function holdsIn(view: ClusterView, deployment: Deployment, toRevision: number): boolean {
  const wanted = withoutHash(deployment.spec.template);
  const sets = [...view.owned('ReplicaSet', deployment.metadata.uid)].map((set) => ({
    number: Number(set.metadata.annotations?.[revision] ?? 0),
    isWanted: isEqual(withoutHash(set.spec.template), wanted),
  }));
  return sets.some((set) => {
    if (!set.isWanted) return false;
    if (toRevision !== 0) return set.number === toRevision;
    const higher = sets.filter((other) => other.number > set.number);
    const atLeast = sets.filter((other) => other !== set && other.number >= set.number);
    return higher.length <= 1 && atLeast.length > 0;
  });
}

function withoutHash({ metadata, spec }: PodTemplate): unknown {
  const { 'pod-template-hash': _, ...labels } = metadata?.labels ?? {};
  return { metadata: { ...metadata, labels }, spec };
}
