import type { WorkloadKind } from '../../specs/kubernetes.ts';
import { commandOf } from '../../specs/scenario.ts';
import type { AlwaysProperty } from '../property.ts';
import { always } from '../property.ts';
import { expectedOf } from '../vocabulary/api-defaults.ts';
import { isEqual } from '../vocabulary/api-rules.ts';
import type { Draft } from '../vocabulary/api-writes.ts';
import { fieldAt, writeOf } from '../vocabulary/api-writes.ts';

const defaulted: Readonly<Record<WorkloadKind, string>> = {
  Deployment: 'DEP-API-003',
  StatefulSet: 'STS-API-003',
  DaemonSet: 'DS-API-002',
};

/** A new workload has what its user said and the defaults of what was not said. */
export function absentFieldsGetTheirDefaults(controller: WorkloadKind): AlwaysProperty {
  return always({
    id: `${controller.toLowerCase()}/absent-fields-get-their-defaults`,
    title: `A new ${controller} has what was sent, and the defaults of what was not`,
    controller,
    requirements: [defaulted[controller]],
    on: [controller],
    monitor({ header, target }) {
      /** What was sent last under each name, unless it was refused. */
      const sent = new Map<string, Draft>();
      let last: Draft | undefined;
      return {
        change({ event }) {
          const { object, change } = event;
          if (change !== 'ADDED') return 'irrelevant';
          const draft = sent.get(object.metadata.name);
          if (draft === undefined) return 'irrelevant';
          const spec = 'spec' in object ? object.spec : {};
          const wrong = expectedOf(draft, target.features).find(
            ({ field, value }) => !isEqual(fieldAt(spec, ...field.split('.')), value),
          );
          if (wrong === undefined) return 'holds';
          const { field, value } = wrong;
          return {
            message: `${controller}/${object.metadata.name} was stored with another spec.${field}`,
            expected: JSON.stringify(value) ?? 'nothing',
            observed: JSON.stringify(fieldAt(spec, ...field.split('.'))) ?? 'nothing',
            at: event.seq,
            evidence: [event.seq],
          };
        },
        other(event) {
          if (event.event !== 'command') return 'irrelevant';
          if (event.phase === 'invoked') {
            const step = header.scenario.steps[event.step];
            const command = step && commandOf(step);
            last =
              command?.verb === 'create'
                ? writeOf(command, controller, undefined)?.after
                : undefined;
            if (last) sent.set(last.metadata.name, last);
          }
          if (event.phase === 'rejected' && last) sent.delete(last.metadata.name);
          return 'irrelevant';
        },
      };
    },
  });
}
