import { expect, test } from 'vitest';
import { parse } from 'yaml';

import { kindConfigOf } from './kind.ts';

test('a kind cluster writes the same audit log as a KWOK cluster, on the host', () => {
  const config = parse(kindConfigOf({ PodDeletionCost: false }, '/c/audit'));
  const patch = parse(config.kubeadmConfigPatches[0]);
  const [policy, log] = config.nodes[0].extraMounts;
  expect(config.featureGates).toEqual({ PodDeletionCost: false });
  expect(policy.hostPath).toMatch(/audit-policy\.yaml$/);
  expect(log.hostPath).toBe('/c/audit');
  // The node's folders are what the API server's container mounts, under the paths of its flags.
  const { extraArgs, extraVolumes } = patch.apiServer;
  expect(extraArgs['audit-policy-file']).toBe(policy.containerPath);
  expect(extraArgs['audit-log-path']).toBe(`${log.containerPath}/audit.log`);
  expect(extraVolumes.map((volume: { hostPath: string }) => volume.hostPath)).toEqual([
    policy.containerPath,
    log.containerPath,
  ]);
});

test('an apiVersion in the patch would keep kind from fitting it to the version', () => {
  const config = parse(kindConfigOf({}, '/c/audit'));
  expect(parse(config.kubeadmConfigPatches[0])).not.toHaveProperty('apiVersion');
});
