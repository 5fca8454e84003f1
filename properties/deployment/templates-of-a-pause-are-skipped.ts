import type { Deployment, PodTemplate } from '../../specs/kubernetes.ts';
import { controllerOf } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { isWriteBy } from '../vocabulary/attribution.ts';
import { isSameTemplate } from '../vocabulary/rollout.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

interface Templates {
  readonly live: PodTemplate[];
  /** Had in a pause, and so far at no other time. */
  readonly paused: PodTemplate[];
}

/** Claims DEP-PAUSE-004: whatever a controller has seen, a ReplicaSet with a template comes only
 * after some version of the Deployment that had the template and was not paused. */
export const templatesOfAPauseAreSkipped = always({
  id: 'deployment/templates-of-a-pause-are-skipped',
  title: 'A template that a Deployment had only while it was paused never gets a ReplicaSet',
  controller: 'Deployment',
  requirements: ['DEP-PAUSE-004'],
  needs: ['global-order'],
  on: ['Deployment', 'ReplicaSet'],
  monitor: () => {
    const templates = new Map<string, Templates>();

    function note({ metadata, spec }: Deployment): void {
      let known = templates.get(metadata.uid);
      if (known === undefined) templates.set(metadata.uid, (known = { live: [], paused: [] }));
      const list = spec.paused === true ? known.paused : known.live;
      if (!list.some((each) => isSameTemplate(each, spec.template))) list.push(spec.template);
    }

    return {
      change(moment) {
        const { object, change } = moment.event;
        if (object.kind === 'Deployment') {
          if (change === 'DELETED') templates.delete(object.metadata.uid);
          else note(object);
          return 'irrelevant';
        }
        if (object.kind !== 'ReplicaSet' || change !== 'ADDED') return 'irrelevant';
        if (!isWriteBy(moment, 'deployment-controller')) return 'irrelevant';
        const known = templates.get(controllerOf(object)?.uid ?? '');
        if (known === undefined || known.paused.length === 0) return 'irrelevant';
        const has = (list: readonly PodTemplate[]) =>
          list.some((each) => isSameTemplate(each, object.spec.template));
        if (has(known.live)) return 'holds';
        if (!has(known.paused)) return 'irrelevant';
        return violated(moment, {
          message: `${nameOf(object)} has a template that was only ever set in a pause`,
          expected: 'a template that the Deployment had while it was not paused',
          observed: 'one that it had in a pause alone',
        });
      },
    };
  },
});
