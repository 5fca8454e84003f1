import type { WorkloadKind } from '../../specs/kubernetes.ts';
import type { AlwaysProperty } from '../property.ts';
import { always } from '../property.ts';
import { judgeAnswers, validated } from '../vocabulary/api-answers.ts';
import type { Write } from '../vocabulary/api-writes.ts';
import { isFoundInvalid } from '../vocabulary/api-writes.ts';

/** What is edited here is covered by the rules; of anything else they know nothing. */
const known =
  /^\/(metadata\/(name|annotations\/[a-z~1/]+|labels\/[a-z]+)|spec\/(?!template)[a-zA-Z/]+)$/;
const knownOfTemplates =
  /^\/spec\/template\/(metadata\/labels|spec\/(restartPolicy|activeDeadlineSeconds))$/;

/** What breaks no rule is not found invalid, however odd it looks: a surge of 300%, a partition
 * beyond the last ordinal, more pods unavailable than there are. */
export function validObjectsAreAccepted(controller: WorkloadKind): AlwaysProperty {
  return always({
    id: `${controller.toLowerCase()}/valid-objects-are-accepted`,
    title: `A ${controller} that breaks no rule is not refused as invalid`,
    controller,
    requirements:
      controller === 'StatefulSet'
        ? [...validated[controller], 'STS-API-004']
        : validated[controller],
    on: [],
    monitor: (context) =>
      judgeAnswers(context, controller, ({ write, broken }, event) => {
        if (broken || !isCovered(write)) return 'irrelevant';
        if (event.phase === 'ok') return 'holds';
        if (!isFoundInvalid(event)) return 'irrelevant';
        return {
          message: `${controller}/${write.after.metadata.name} was refused although it is valid`,
          expected: 'it is accepted',
          observed: event.reason ?? 'a refusal',
          at: event.seq,
          evidence: [event.seq],
        };
      }),
  });
}

function isCovered({ set }: Write): boolean {
  return Object.keys(set ?? {}).every((each) => known.test(each) || knownOfTemplates.test(each));
}
