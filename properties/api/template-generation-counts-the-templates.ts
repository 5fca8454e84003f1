import { always } from '../property.ts';
import { isEqual } from '../vocabulary/api-rules.ts';

const annotation = 'deprecated.daemonset.template.generation';

/** DS-API-002: what users write there does not matter, the API server keeps the count. */
export const templateGenerationCountsTheTemplates = always({
  id: 'daemonset/template-generation-counts-the-templates',
  title: "A DaemonSet's template generation rises by one with every new template, only then",
  controller: 'DaemonSet',
  requirements: ['DS-API-002'],
  on: ['DaemonSet'],
  monitor: () => ({
    change({ event, previous }) {
      const { object } = event;
      if (object.kind !== 'DaemonSet' || previous?.kind !== 'DaemonSet') return 'irrelevant';
      const [before, after] = [previous, object].map(({ metadata }) =>
        Number(metadata.annotations?.[annotation] ?? 0),
      );
      const isNew = !isEqual(previous.spec.template, object.spec.template);
      const expected = (before ?? 0) + (isNew ? 1 : 0);
      if (event.change === 'DELETED' || after === expected) return 'holds';
      return {
        message: `DaemonSet/${object.metadata.name} miscounts its templates`,
        expected: `template generation ${expected}`,
        observed: String(after),
        at: event.seq,
        evidence: [event.seq],
      };
    },
  }),
});
