import { describe, expect, test } from 'vitest';

import { componentOf, componentProcesses } from './processes.ts';

const folder = '/state/clusters/dev';

describe('a process belongs to a cluster', () => {
  test('when it is a component with something of the cluster in its arguments', () => {
    const args = [`${folder}/kwok/bin/etcd`, `--data-dir=${folder}/kwok/etcd`];
    expect(componentOf(args, folder)).toBe('etcd');
  });

  test('when it is its proxy, a program of ours under a name of its own', () => {
    const args = ['api-proxy', '/src/api-proxy.ts', `--kubeconfig=${folder}/kwok/kubeconfig.yaml`];
    expect(componentOf(args, folder)).toBe('api-proxy');
  });

  test('when it is kwokctl at work on it', () => {
    expect(componentOf(['kwokctl', '--config', `${folder}/kwokctl.yaml`], folder)).toBe('kwokctl');
  });

  test.for([
    ['another cluster whose name begins alike', ['/b/etcd', `--data-dir=${folder}2/etcd`]],
    ['a program that uses the cluster', ['node', 'main.ts', `kubeconfig:${folder}/kubeconfig`]],
    ['a component by its own path alone', [`${folder}/bin/etcd`]],
    ['a process that has ended', ['']],
    ['nothing', []],
  ] as const)('not: %s', ([, args]) => {
    expect(componentOf(args, folder)).toBeUndefined();
  });

  test('and none does where no cluster is', async () => {
    expect(await componentProcesses('/nowhere/at/all')).toEqual([]);
  });
});
