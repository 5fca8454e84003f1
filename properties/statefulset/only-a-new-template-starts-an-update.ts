/**
 * STS-UPD-008: the update revision that the status names changes only with the template. Judged by
 * what the status itself says it has looked at: two generations of the set that have the same
 * template have the same update revision, however else they differ.
 */
import type { PodTemplate, StatefulSet } from '../../specs/kubernetes.ts';
import type { Answer, Moment } from '../property.ts';
import { always } from '../property.ts';
import { violationAt } from '../vocabulary/describe.ts';
import { isSameTemplate, mayBeOf } from '../vocabulary/revisions.ts';

/** What a status said: the generation that it was about, and the revision to update to. */
interface Report {
  readonly generation: number;
  readonly revision: string;
  readonly template: PodTemplate;
}

interface Known {
  /** By generation, from the one that was reported last. */
  readonly templates: Map<number, PodTemplate>;
  report: Report | undefined;
}

export const onlyANewTemplateStartsAnUpdate = always({
  id: 'statefulset/only-a-new-template-starts-an-update',
  title: 'The update revision changes only when the template changes',
  controller: 'StatefulSet',
  requirements: ['STS-UPD-008'],
  needs: ['complete-history'],
  on: ['StatefulSet'],
  monitor: () => {
    const sets = new Map<string, Known>();
    return {
      change: (moment) => {
        const { object: set, change } = moment.event;
        if (set.kind !== 'StatefulSet') return 'irrelevant';
        const { uid, generation } = set.metadata;
        const known = sets.get(uid) ?? { templates: new Map(), report: undefined };
        sets.set(uid, known);
        if (change === 'DELETED') sets.delete(uid);
        if (generation !== undefined) known.templates.set(generation, set.spec.template);
        const report = reportOf(set, known);
        if (report === undefined) return 'irrelevant';
        const former = known.report;
        known.report = report;
        if (former === undefined || former.generation === report.generation) return 'irrelevant';
        for (const each of known.templates.keys()) {
          if (each < report.generation) known.templates.delete(each);
        }
        return compare(moment, set, former, report);
      },
    };
  },
});

function reportOf({ status }: StatefulSet, { templates }: Known): Report | undefined {
  const { observedGeneration, updateRevision } = status;
  if (observedGeneration === undefined || !updateRevision) return undefined;
  const template = templates.get(observedGeneration);
  return template && { generation: observedGeneration, revision: updateRevision, template };
}

function compare(moment: Moment, set: StatefulSet, former: Report, report: Report): Answer {
  if (!isSameTemplate(former.template, report.template)) return 'irrelevant';
  if (former.revision === report.revision) return 'holds';
  // A revision that was taken from a former owner, and collected with it, is made once more.
  const revision = moment.before.get('ControllerRevision', former.revision);
  if (!mayBeOf(revision, set.metadata.uid)) return 'irrelevant';
  return violationAt(moment, {
    message: `${set.metadata.name} has a new update revision without a new template`,
    expected: `${former.revision}, as of generation ${former.generation}`,
    observed: `${report.revision}, as of generation ${report.generation}`,
    evidence: [moment.before.seqOf(revision ?? set)],
  });
}
