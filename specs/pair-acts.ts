/** What happens to a workload, as far as pairs of it are counted: commands and faults, by name. */
import type { WorkloadKind } from './kubernetes.ts';
import type { Command, Fault, SpecChange } from './scenario.ts';

const companionActs = ['create-service', 'create-budget', 'delete companion'] as const;

const commandActs: Readonly<Record<WorkloadKind, readonly string[]>> = {
  Deployment: [
    'scale',
    'pause',
    'resume',
    'rollout-undo',
    'annotate',
    'price',
    'label ReplicaSet',
    'scale ReplicaSet',
    'delete ReplicaSet',
    ...companionActs,
  ],
  StatefulSet: ['scale', 'delete PersistentVolumeClaim', ...companionActs],
  DaemonSet: ['label Node', 'add-node', 'remove-node'],
};

const commonActs = [
  'roll',
  'change',
  'create again',
  'label Pod',
  'taint',
  'delete Background',
  'delete Foreground',
  'delete Orphan',
];

/** Not PodSucceeded: pods of workloads restart, so that only saved scenarios have it. */
const faults = [
  'PodDeleted',
  'PodForceDeleted',
  'PodEvicted',
  'PodFailed',
  'PodCrash',
  'PodNotReady',
  'NodeCordoned',
  'NodeNotReady',
  'ControllerRestart',
  'StaleCache',
  'ApiUnavailable',
] as const satisfies readonly Fault['fault'][];

/** A quota that leaves room for every pod, or less than what is wanted. */
const quotaActs = ['ample PodQuota', 'biting PodQuota'] as const;

/** Everything that can happen to a workload of this kind. */
export function actsOf(kind: WorkloadKind): readonly string[] {
  return [...commandActs[kind], ...commonActs, ...faults, ...quotaActs];
}

/** The fault that an act is, where it is one. */
export function faultIn(act: string): Fault['fault'] | undefined {
  if (quotaActs.some((each) => each === act)) return 'PodQuota';
  return faults.find((each) => each === act);
}

/** The act that a fault is when so many pods are wanted. */
export function faultAct(fault: Fault, wanted: number): string {
  if (fault.fault !== 'PodQuota') return fault.fault;
  return fault.pods < wanted ? 'biting PodQuota' : 'ample PodQuota';
}

/** The acts that a command is; `isFirst`: it creates the workload that the scenario is about. */
export function commandActsOf(command: Command, isFirst: boolean): readonly string[] {
  switch (command.verb) {
    case 'create':
      return isFirst ? [] : ['create again'];
    case 'patch':
      return patchActs(command.change);
    case 'delete':
      return [deleteAct(command)];
    case 'scale':
      return [command.target.kind === 'ReplicaSet' ? 'scale ReplicaSet' : 'scale'];
    case 'label':
      return [`label ${command.target.kind}`];
    case 'edit':
      return editActs(command);
    default:
      return [command.verb];
  }
}

const companions: readonly string[] = [
  'Service',
  'PodDisruptionBudget',
  'EndpointSlice',
  'Endpoints',
];

function deleteAct({ target, propagationPolicy }: Command & { verb: 'delete' }): string {
  const { kind } = target;
  if (companions.includes(kind)) return 'delete companion';
  const isPart = kind === 'ReplicaSet' || kind === 'PersistentVolumeClaim';
  return `delete ${isPart ? kind : propagationPolicy}`;
}

/** Of all other edits most are refused. */
function editActs({ target, set }: Command & { verb: 'edit' }): readonly string[] {
  if (!Object.keys(set).every((at) => at.startsWith('/metadata/annotations/'))) return [];
  return [target.kind === 'Pod' ? 'price' : 'annotate'];
}

function patchActs({ template, paused, ...others }: SpecChange): readonly string[] {
  return [
    ...(template === undefined ? [] : ['roll']),
    ...(paused === undefined ? [] : [paused === true ? 'pause' : 'resume']),
    ...(Object.keys(others).length === 0 ? [] : ['change']),
  ];
}
