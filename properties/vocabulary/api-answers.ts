/** Writes of one kind's workloads, each with the answer that it got. */
import type { KubernetesObject, WorkloadKind } from '../../specs/kubernetes.ts';
import { commandOf } from '../../specs/scenario.ts';
import type { CommandEvent } from '../../specs/trace.ts';
import type { Answer, Monitor, MonitorContext } from '../property.ts';
import type { Write } from './api-writes.ts';
import { writeOf } from './api-writes.ts';

/** The requirements that say which objects of a kind are valid. */
export const validated: Readonly<Record<WorkloadKind, readonly [string, ...string[]]>> = {
  Deployment: ['DEP-API-001', 'DEP-API-002'],
  StatefulSet: ['STS-API-001', 'STS-API-002'],
  DaemonSet: ['DS-API-001'],
};

/** Judges the answer to every write of a workload of this kind. */
export function judgeAnswers(
  context: MonitorContext,
  controller: WorkloadKind,
  judge: (asked: Write, answer: CommandEvent) => Answer,
): Monitor {
  let asked: Write | undefined;
  return {
    change: () => 'irrelevant',
    other(event, view) {
      if (event.event !== 'command' || event.phase === 'skipped') return 'irrelevant';
      if (event.phase !== 'invoked') return asked ? judge(asked, event) : 'irrelevant';
      const { kind, uid } = event.resolved ?? {};
      const target = kind && uid !== undefined ? view.byUid(kind, uid) : undefined;
      asked = askedAt(event.step, context, controller, target);
      return 'irrelevant';
    },
  };
}

/** The write that a step asks for. */
function askedAt(
  step: number,
  { header }: MonitorContext,
  kind: WorkloadKind,
  target: KubernetesObject | undefined,
): Write | undefined {
  const played = header.scenario.steps[step];
  return played && writeOf(commandOf(played), kind, target);
}
