/**
 * DS-UPD-008: an update deletes no running pod that was made from the present template already, so
 * a rollback in mid-update keeps the pods that it comes back to. While two revisions of one
 * template are merged, pods get the other label, and may be seen with the one that goes.
 */
import type { PodTemplate } from '../../specs/kubernetes.ts';
import { always } from '../property.ts';
import { violationAt } from '../vocabulary/describe.ts';
import {
  couldHaveSeenDaemons,
  createdDaemon,
  deletedDaemon,
} from '../vocabulary/daemon-moments.ts';
import { hashOf, isRunning, mayPrune } from '../vocabulary/daemon-steps.ts';
import { isSameTemplate, revisionsFor, templateNamed } from '../vocabulary/revisions.ts';

export const rollbacksKeepWhatMatches = always({
  id: 'daemonset/rollbacks-keep-what-matches',
  title: 'An update deletes no pod that was made from the present template',
  controller: 'DaemonSet',
  requirements: ['DS-UPD-008'],
  on: ['Pod'],
  monitor: (context) => {
    /** By uid of the pod: the template of the revision that it was made with. */
    const templates = new Map<string, PodTemplate>();
    return {
      change: (moment) => {
        const { object, change } = moment.event;
        const created = createdDaemon(moment);
        if (created !== undefined) {
          const template = templateNamed(moment.before, created.setUid, hashOf(created.pod));
          if (template !== undefined) templates.set(created.pod.metadata.uid, template);
          return 'irrelevant';
        }
        const act = deletedDaemon(moment);
        const template = templates.get(object.metadata.uid);
        if (change === 'DELETED') templates.delete(object.metadata.uid);
        if (act?.set === undefined || template === undefined) return 'irrelevant';
        if (!isRunning(act.pod)) return 'irrelevant';
        if (!isSameTemplate(act.set.spec.template, template)) return 'irrelevant';
        const { uid, name } = act.pod.metadata;
        const isJustified = couldHaveSeenDaemons(moment, context, act, {}, (sight) => {
          const pod = sight.view.byUid('Pod', uid);
          if (pod === undefined) return false;
          if (!isSameTemplate(sight.set.spec.template, template)) return true;
          return mayPrune(sight, pod) || revisionsFor([sight.view], sight.set).length > 1;
        });
        if (isJustified) return 'holds';
        return violationAt(moment, {
          message: `${name} was deleted although it is of the present template`,
          expected: `${name} stays`,
          observed: `deleted; made as ${hashOf(act.pod) ?? 'no revision'}`,
          evidence: [moment.before.seqOf(act.set)],
        });
      },
    };
  },
});
