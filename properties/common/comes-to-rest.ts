import { commandOf } from '../../specs/scenario.ts';
import type { WorkloadKind } from '../../specs/kubernetes.ts';
import type { Scenario } from '../../specs/scenario.ts';
import type { AlwaysProperty } from '../property.ts';
import { always } from '../property.ts';
import type { ChangeEvent } from '../../specs/trace.ts';
import { describeKey, keyOf } from '../../specs/kubernetes.ts';

/** How many of the last changes to show when the world does not come to rest. */
const shown = 5;

/** Claims LIVE-REST-001 for scenarios of one controller. A template whose every pod fails keeps a
 * controller busy for ever, and rightly so: such scenarios are not judged. */
export function comesToRest(controller: WorkloadKind): AlwaysProperty {
  return always({
    id: `${controller.toLowerCase()}/comes-to-rest`,
    title: 'Once the last fault has ended, the world comes to rest',
    controller,
    requirements: ['LIVE-REST-001'],
    on: [controller, 'ReplicaSet', 'ControllerRevision', 'Pod', 'PersistentVolumeClaim'],
    monitor: ({ header }) => {
      const isRestless = hasFailingTemplate(header.scenario);
      let last: readonly ChangeEvent[] = [];
      return {
        change({ event }) {
          last = [...last.slice(1 - shown), event];
          return 'irrelevant';
        },
        other(event) {
          if (event.event !== 'phase' || event.phase !== 'hold') return 'irrelevant';
          if (event.unfit !== undefined || isRestless) return 'irrelevant';
          if (event.quiet) return 'holds';
          return {
            message: `The world did not come to rest in the time that it has (${event.at} ms)`,
            expected: 'no more changes',
            observed: `last changes: ${last.map(spell).join(', ')}`,
            at: event.seq,
            evidence: last.map(({ seq }) => seq),
          };
        },
      };
    },
  });
}

function spell({ change, object, actor }: ChangeEvent): string {
  return `${describeKey(keyOf(object))} ${change}${actor === undefined ? '' : ` by ${actor}`}`;
}

function hasFailingTemplate({ steps }: Scenario): boolean {
  return steps.some((step) => {
    const command = commandOf(step);
    const spec =
      command?.verb === 'create'
        ? command.spec
        : command?.verb === 'patch'
          ? command.change
          : command?.verb === 'plant'
            ? command
            : undefined;
    return spec?.template?.behaviour?.kind === 'failing';
  });
}
