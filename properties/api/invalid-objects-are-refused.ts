import type { WorkloadKind } from '../../specs/kubernetes.ts';
import type { AlwaysProperty } from '../property.ts';
import { always } from '../property.ts';
import { judgeAnswers, validated } from '../vocabulary/api-answers.ts';
import { isFoundInvalid } from '../vocabulary/api-writes.ts';

/** Whatever breaks a rule is answered as invalid and not stored: a create as well as a change. */
export function invalidObjectsAreRefused(controller: WorkloadKind): AlwaysProperty {
  return always({
    id: `${controller.toLowerCase()}/invalid-objects-are-refused`,
    title: `A ${controller} that breaks a rule is refused`,
    controller,
    requirements: validated[controller],
    on: [],
    monitor: (context) =>
      judgeAnswers(context, controller, ({ write, broken }, event) => {
        // Where the request was lost, or met another refusal first, nothing was promised.
        if (!broken || (event.phase !== 'ok' && !isFoundInvalid(event))) return 'irrelevant';
        if (event.phase !== 'ok') return 'holds';
        const name = `${controller}/${write.after.metadata.name}`;
        return {
          message: `${name} was accepted although ${broken.says} (${broken.requirement})`,
          expected: 'a refusal, 422 Invalid',
          observed: 'it was accepted',
          at: event.seq,
          evidence: [event.seq],
        };
      }),
  });
}
