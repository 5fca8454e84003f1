/** A Deployment under test: synced step by step, its ReplicaSets report when they are told. */
import { conditionOf } from '../../../../specs/kubernetes.ts';
import type { Deployment, ReplicaSet } from '../../../../specs/kubernetes.ts';
import type { ApiRequest } from '../../controller.ts';
import { syncDeployment } from '../deployment.ts';
import { deployment, reported, template, workbench } from '../replicaset/fixture.ts';
import type { Interception, Run } from '../replicaset/fixture.ts';

export type Changes = Partial<Deployment['spec']>;

/** A Deployment `web`, and the means to move it: syncs, and ReplicaSets that report at once. */
export function start(changes: Changes = {}) {
  const bench = workbench();
  bench.create(deployment(changes));
  const web = () => bench.get('Deployment', 'web');
  const sync = (intercept?: Interception): Run =>
    bench.run(syncDeployment('web', bench.context), intercept);
  const change = (next: Changes) => bench.update({ ...web(), spec: { ...web().spec, ...next } });
  const annotate = (annotations: Record<string, string>) =>
    bench.update({ ...web(), metadata: { ...web().metadata, annotations } });
  /** The ReplicaSet of a revision. */
  const set = (revision: string): ReplicaSet => {
    const found = bench
      .list('ReplicaSet')
      .find((each) => each.spec.template.spec.containers[0]?.image === `pod:${revision}`);
    if (found === undefined) throw new Error(`no ReplicaSet of revision ${revision}`);
    return found;
  };
  const sizes = () => Object.fromEntries(bench.list('ReplicaSet').map(sizeOf));
  const report = (broken = '') => {
    for (const each of bench.list('ReplicaSet')) {
      const { replicas } = each.spec;
      bench.report(reported(each, replicas, sizeOf(each)[0] === broken ? 0 : replicas));
    }
  };
  /** Syncs without reports until a sync writes nothing; conflicts are tried again. */
  const step = () => {
    for (let tries = 0; tries < 20 && sync().requests.length > 0; tries += 1);
  };
  /** Reports and syncs until nothing moves; lists the sizes on the way. */
  const settle = (broken = '') => {
    const path = [sizes()];
    for (let tries = 0; tries < 60; tries += 1) {
      report(broken);
      const { requests } = sync();
      if (requests.length === 0) break;
      if (JSON.stringify(path.at(-1)) !== JSON.stringify(sizes())) path.push(sizes());
    }
    return path;
  };
  const condition = (type: string) => conditionOf(web(), type);
  const moves = { sync, change, annotate, report, step, settle };
  return { ...bench, ...moves, bench, web, set, sizes, condition };
}

function sizeOf(set: ReplicaSet): readonly [string, number] {
  return [set.spec.template.spec.containers[0]?.image.replace('pod:', '') ?? '', set.spec.replicas];
}

export const verbsOf = (requests: readonly ApiRequest[]) =>
  requests.map((request) => {
    const { kind } = 'object' in request ? request.object : request;
    return `${request.verb} ${kind}`;
  });

export const rolling = (maxSurge: number, maxUnavailable: number) =>
  ({ type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable } }) as const;
export const recreate = { type: 'Recreate' } as const;
export const refusal = { ok: false, error: 'Unavailable', message: 'try later' } as const;

/** Ten replicas in the middle of a rollout to a broken template: 8 old, 5 new. */
export function midway() {
  const started = start({ replicas: 10, strategy: rolling(3, 2) });
  started.settle();
  started.change({ template: template('b') });
  started.settle('b');
  return started;
}
