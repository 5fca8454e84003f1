import { always } from '../property.ts';
import { setWritesOf } from '../vocabulary/resizes.ts';
import { revisionNumberOf } from '../vocabulary/revision-numbers.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Claims DEP-REV-001 for each write that touches the number of a ReplicaSet. Such a write replaces
 * the version that it was computed from, so there is no doubt about the former number. */
export const revisionNumbersNeverDecrease = always({
  id: 'deployment/revision-numbers-never-decrease',
  title: 'A Deployment never lowers the revision number of a ReplicaSet',
  controller: 'Deployment',
  requirements: ['DEP-REV-001'],
  on: ['ReplicaSet'],
  monitor: (context) => {
    const writeOf = setWritesOf(context);
    return {
      change: (moment) => {
        const write = writeOf(moment);
        if (write?.replaced === undefined) return 'irrelevant';
        const before = revisionNumberOf(write.replaced);
        const after = revisionNumberOf(write.set);
        if (before === undefined || before === after) return 'irrelevant';
        if (after !== undefined && after > before) return 'holds';
        return violated(
          moment,
          {
            message: `${nameOf(write.set)} was given a lower revision number`,
            expected: `${before} or more`,
            observed: after === undefined ? 'no number' : String(after),
          },
          [write.replaced],
        );
      },
    };
  },
});
