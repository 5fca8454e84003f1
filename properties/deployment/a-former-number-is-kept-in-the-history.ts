import { always } from '../property.ts';
import { setWritesOf } from '../vocabulary/resizes.ts';
import { revisionAnnotation, revisionHistoryAnnotation } from '../vocabulary/revision-numbers.ts';
import { nameOf, violated } from '../vocabulary/violation.ts';

/** Longer histories lose their oldest numbers. */
const longestHistory = 2000;

/** Claims DEP-REV-002 for each ReplicaSet that is numbered anew, because its template came back:
 * the number that it had is added to its history, and no other is lost before that is full. */
export const aFormerNumberIsKeptInTheHistory = always({
  id: 'deployment/a-former-number-is-kept-in-the-history',
  title: 'A ReplicaSet that gets a new revision number keeps the former one in its history',
  controller: 'Deployment',
  requirements: ['DEP-REV-002'],
  on: ['ReplicaSet'],
  monitor: (context) => {
    const writeOf = setWritesOf(context);
    return {
      change: (moment) => {
        const write = writeOf(moment);
        const before = write?.replaced?.metadata.annotations;
        const after = write?.set.metadata.annotations;
        const former = before?.[revisionAnnotation];
        if (write?.replaced === undefined || !former) return 'irrelevant';
        if (after?.[revisionAnnotation] === former) return 'irrelevant';
        const expected = extended(before?.[revisionHistoryAnnotation], former);
        const observed = after?.[revisionHistoryAnnotation];
        if (observed === expected) return 'holds';
        return violated(
          moment,
          {
            message: `${nameOf(write.set)} lost its former revision number`,
            expected: `history ${expected}`,
            observed: observed === undefined ? 'no history' : `history ${observed}`,
          },
          [write.replaced],
        );
      },
    };
  },
});

function extended(history: string | undefined, former: string): string {
  if (!history) return former;
  const numbers = [...history.split(','), former];
  while (numbers.length > 1 && numbers.join(',').length > longestHistory) numbers.shift();
  return numbers.join(',');
}
