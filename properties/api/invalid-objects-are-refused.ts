import type { KubernetesObject, WorkloadKind } from '../../specs/kubernetes.ts';
import { commandOf } from '../../specs/scenario.ts';
import type { AlwaysProperty, MonitorContext } from '../property.ts';
import { always } from '../property.ts';
import { brokenRule } from '../vocabulary/api-kinds.ts';
import type { Write } from '../vocabulary/api-writes.ts';
import { isFoundInvalid, writeOf } from '../vocabulary/api-writes.ts';

/** What each kind's objects have to satisfy, by requirement. */
export const validated: Readonly<Record<WorkloadKind, readonly [string, ...string[]]>> = {
  Deployment: ['DEP-API-001', 'DEP-API-002'],
  StatefulSet: ['STS-API-001', 'STS-API-002'],
  DaemonSet: ['DS-API-001'],
};

/** Whatever breaks a rule is answered as invalid and not stored: a create as well as a change. */
export function invalidObjectsAreRefused(controller: WorkloadKind): AlwaysProperty {
  return always({
    id: `${controller.toLowerCase()}/invalid-objects-are-refused`,
    title: `A ${controller} that breaks a rule is refused`,
    controller,
    requirements: validated[controller],
    on: [],
    monitor(context) {
      let asked: Write | undefined;
      return {
        change: () => 'irrelevant',
        other(event, view) {
          if (event.event !== 'command' || event.phase === 'skipped') return 'irrelevant';
          if (event.phase === 'invoked') {
            const { kind, uid } = event.resolved ?? {};
            const target = kind && uid !== undefined ? view.byUid(kind, uid) : undefined;
            asked = askedAt(event.step, context, controller, target);
            return 'irrelevant';
          }
          const broken = asked && brokenRule(controller, asked, context.target.features);
          // Where the request was lost, or met another refusal first, nothing was promised.
          if (!broken || (event.phase !== 'ok' && !isFoundInvalid(event))) return 'irrelevant';
          if (event.phase !== 'ok') return 'holds';
          const name = `${controller}/${asked?.after.metadata.name}`;
          return {
            message: `${name} was accepted although ${broken.says} (${broken.requirement})`,
            expected: 'a refusal, 422 Invalid',
            observed: 'it was accepted',
            at: event.seq,
            evidence: [event.seq],
          };
        },
      };
    },
  });
}

/** The write that a step asks for. */
export function askedAt(
  step: number,
  { header }: MonitorContext,
  kind: WorkloadKind,
  target: KubernetesObject | undefined,
): Write | undefined {
  const played = header.scenario.steps[step];
  return played && writeOf(commandOf(played), kind, target);
}
