import { always } from '../property.ts';
import { statusWriteOf } from '../vocabulary/deployment-status.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims DEP-STAT-001 for each status write. */
export const observedGenerationNeverRunsAhead = always({
  id: 'deployment/observed-generation-never-runs-ahead',
  title: 'observedGeneration never exceeds the generation and never goes back',
  controller: 'Deployment',
  requirements: ['DEP-STAT-001'],
  on: ['Deployment'],
  monitor: () => ({
    change(moment) {
      const write = statusWriteOf(moment);
      const observed = write?.after.status.observedGeneration;
      const before = write?.before.status.observedGeneration ?? 0;
      if (write === undefined || (observed === undefined && before === 0)) return 'irrelevant';
      const { generation = 0 } = write.after.metadata;
      if (observed !== undefined && observed >= before && observed <= generation) return 'holds';
      return violated(
        moment,
        {
          message: `${nameOf(write.after)} reports a generation that it cannot have looked at`,
          expected: `observedGeneration from ${before} to ${generation}`,
          observed: `observedGeneration ${observed ?? 'gone'}`,
        },
        [write.before],
      );
    },
  }),
});
