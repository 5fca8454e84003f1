/** Writes of one kind's workloads, each with the answer that it got. */
import type { KubernetesObject, WorkloadKind } from '../../specs/kubernetes.ts';
import type { Command } from '../../specs/scenario.ts';
import { commandOf } from '../../specs/scenario.ts';
import type { CommandEvent } from '../../specs/trace.ts';
import type { Answer, Monitor, MonitorContext } from '../property.ts';
import type { ClusterView } from '../view.ts';
import { brokenRule } from './api-kinds.ts';
import type { Rule } from './api-rules.ts';
import type { Write } from './api-writes.ts';
import { isWorkload, writeOf } from './api-writes.ts';
import { oncePerTrace } from './once.ts';

/** The requirements that say which objects of a kind are valid. */
export const validated: Readonly<Record<WorkloadKind, readonly [string, ...string[]]>> = {
  Deployment: ['DEP-API-001', 'DEP-API-002'],
  StatefulSet: ['STS-API-001', 'STS-API-002'],
  DaemonSet: ['DS-API-001'],
};

/** A write, and the first rule that it breaks, if any. */
export interface Asked {
  readonly kind: WorkloadKind;
  readonly write: Write;
  readonly broken: Rule | undefined;
}

/** Judges the answer to every write of a workload of this kind. */
export function judgeAnswers(
  context: MonitorContext,
  controller: WorkloadKind,
  judge: (asked: Asked, answer: CommandEvent) => Answer,
): Monitor {
  const askedAt = lastAskedOf(context);
  return {
    change: () => 'irrelevant',
    other(event, view) {
      if (event.event !== 'command' || event.phase === 'skipped') return 'irrelevant';
      const asked = askedAt(event, view);
      if (event.phase === 'invoked' || asked?.kind !== controller) return 'irrelevant';
      return judge(asked, event);
    },
  };
}

/** What the last command asked for, as of this event. */
const lastAskedOf = oncePerTrace(({ header, target: { features } }) => {
  let invoked: CommandEvent | undefined;
  let asked: Asked | undefined;
  return (event: CommandEvent, view: ClusterView): Asked | undefined => {
    if (event.phase !== 'invoked' || event === invoked) return asked;
    invoked = event;
    const step = header.scenario.steps[event.step];
    const { kind, uid } = event.resolved ?? {};
    const target = kind && uid !== undefined ? view.byUid(kind, uid) : undefined;
    asked = askedBy(step && commandOf(step), target, features);
    return asked;
  };
});

function askedBy(
  command: Command | undefined,
  target: KubernetesObject | undefined,
  features: readonly string[],
): Asked | undefined {
  const workload = target && isWorkload(target) ? target : undefined;
  const kind = command?.verb === 'create' ? command.kind : workload?.kind;
  const write = kind && writeOf(command, kind, workload);
  return kind && write && { kind, write, broken: brokenRule(kind, write, features) };
}
