import type { Deployment, ReplicaSet } from '../../specs/kubernetes.ts';
import type { Moment } from '../property.ts';
import { always } from '../property.ts';
import {
  asksForRollback,
  highestRevision,
  revisionNumberOf,
  rollbackAnnotation,
} from '../vocabulary/revision-numbers.ts';
import { isSameTemplate, newSetOf, readingsOf } from '../vocabulary/rollout.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims DEP-REV-004 for each change of a Deployment by its own controller that is more than a
 * report: it answers a request, the request goes, and the template becomes that of the revision
 * that was asked for; it stays where there is no such revision. */
export const aRollbackTakesTheTemplateOfItsRevision = always({
  id: 'deployment/a-rollback-takes-the-template-of-its-revision',
  title: 'A rollback by annotation brings back the template of the revision asked for, or nothing',
  controller: 'Deployment',
  requirements: ['DEP-REV-004'],
  needs: ['actors', 'global-order'],
  on: ['Deployment'],
  monitor: () => ({
    change: (moment) => {
      const { event, previous: before } = moment;
      const { object: after, actor, change } = event;
      if (actor !== 'deployment-controller' || change !== 'MODIFIED') return 'irrelevant';
      if (after.kind !== 'Deployment' || before?.kind !== 'Deployment') return 'irrelevant';
      const isMoved = !isSameTemplate(before.spec.template, after.spec.template);
      if (!isMoved && asksForRollback(before) === asksForRollback(after)) return 'irrelevant';
      const isAnswer = asksForRollback(before) && !asksForRollback(after);
      if (isAnswer && couldHaveRolledBack(moment, before, after)) return 'holds';
      const revision = before.metadata.annotations?.[rollbackAnnotation];
      return violated(
        moment,
        {
          message: `${nameOf(after)} was rolled back wrongly`,
          expected: revision ? `the template of revision ${revision}` : 'no other template',
          observed: isMoved ? 'a template that is not it' : 'the template that it had',
        },
        [before],
      );
    },
  }),
});

function couldHaveRolledBack(moment: Moment, before: Deployment, after: Deployment): boolean {
  const watched = [{ kind: 'ReplicaSet', ownedBy: before.metadata.uid }] as const;
  return moment.couldHaveSeen(watched, (view) =>
    readingsOf(view, before).some((sets) => isAnswered(before, after, sets)),
  );
}

function isAnswered(before: Deployment, after: Deployment, sets: readonly ReplicaSet[]): boolean {
  const asked = Number(before.metadata.annotations?.[rollbackAnnotation]);
  const numbered = numberedSets(before, sets);
  const downwards = numbered.map(({ number }) => number).toSorted((a, b) => b - a);
  const wanted = asked === 0 ? (downwards[1] ?? 0) : asked;
  const sources = numbered.filter(({ number }) => number === wanted && wanted !== 0);
  if (sources.length === 0) return isSameTemplate(before.spec.template, after.spec.template);
  return sources.some(({ template }) => isSameTemplate(template, after.spec.template));
}

/** The new ReplicaSet is created, or numbered, before the answer is looked for. */
function numberedSets(deployment: Deployment, sets: readonly ReplicaSet[]) {
  const newSet = newSetOf(deployment, sets);
  const old = sets.filter((set) => set !== newSet);
  const present = (newSet && revisionNumberOf(newSet)) ?? 0;
  const { template } = deployment.spec;
  const newest = { number: Math.max(present, highestRevision(old) + 1), template };
  const others = old.map((set) => ({
    number: revisionNumberOf(set) ?? 0,
    template: set.spec.template,
  }));
  return [...others, newest];
}
