/** The proxy between the real controllers and their API server, on the cluster of
 * PLIMSOLL_KUBECONFIG. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import https from 'node:https';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppsV1Api, CoreV1Api, KubeConfig } from '@kubernetes/client-node';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { ownedCluster } from '../provision/cluster-file.ts';
import { troublemaker } from './ask.ts';
import { pathOf } from './trouble.ts';

const kubeconfig = process.env['PLIMSOLL_KUBECONFIG'] ?? '';
const cluster = ownedCluster(kubeconfig);
const makeTrouble = cluster && troublemaker(cluster);
const namespace = `proxy-${randomUUID().slice(0, 8)}`;
/** Long enough that an undisturbed controller would have acted. */
const longMs = 1_500;
const patience = { timeout: 60_000, interval: 50 };

describe.runIf(makeTrouble)(
  'between the controllers and the API server',
  { timeout: 90_000 },
  () => {
    const config = new KubeConfig();
    let apps: AppsV1Api;
    let core: CoreV1Api;
    const names: string[] = [];

    beforeAll(async () => {
      config.loadFromFile(kubeconfig);
      apps = config.makeApiClient(AppsV1Api);
      core = config.makeApiClient(CoreV1Api);
      await core.createNamespace({ body: { metadata: { name: namespace } } });
    });
    afterEach(async () => {
      await apps.deleteCollectionNamespacedDeployment({ namespace });
    });
    afterAll(() => core.deleteNamespace({ name: namespace }));

    async function createDeployment(): Promise<string> {
      const name = `web-${names.push('')}`;
      const labels = { app: name };
      const container = { name: 'main', image: 'none' };
      await apps.createNamespacedDeployment({
        namespace,
        body: {
          metadata: { name },
          spec: {
            replicas: 0,
            selector: { matchLabels: labels },
            template: { metadata: { labels }, spec: { containers: [container] } },
          },
        },
      });
      return name;
    }

    async function hasReplicaSet(name: string): Promise<boolean> {
      const { items } = await apps.listNamespacedReplicaSet({ namespace });
      return items.some(({ metadata }) => metadata?.name?.startsWith(`${name}-`));
    }

    const waitForReplicaSet = (name: string) =>
      vi.waitFor(async () => expect(await hasReplicaSet(name)).toBe(true), patience);

    test('everything passes', async () => {
      await waitForReplicaSet(await createDeployment());
    });

    test('a controller whose watch is stale does nothing new, and then catches up', async () => {
      const end = await makeTrouble?.({ trouble: 'stale', resources: ['deployments'] });
      const name = await createDeployment();
      await sleep(longMs);
      expect(await hasReplicaSet(name)).toBe(false);
      await end?.();
      await waitForReplicaSet(name);
    });

    test('other watches go on meanwhile', async () => {
      const end = await makeTrouble?.({ trouble: 'stale', resources: ['daemonsets'] });
      await waitForReplicaSet(await createDeployment());
      await end?.();
    });

    test('nobody gets through a cut, and then it is seen what happened meanwhile', async () => {
      const end = await makeTrouble?.({ trouble: 'cut' });
      const name = await createDeployment();
      await sleep(longMs);
      expect(await hasReplicaSet(name)).toBe(false);
      await end?.();
      await waitForReplicaSet(name);
    });

    test('a trouble ends with the connection of whoever asked for it', async () => {
      const asked = https.request(certified(pathOf({ trouble: 'cut' })));
      asked.on('error', () => undefined);
      asked.flushHeaders();
      const name = await createDeployment();
      asked.destroy();
      await waitForReplicaSet(name);
    });

    test.for([
      [
        'without a certificate',
        401,
        () => ({ ...certified('/plimsoll/troubles/cut'), cert: '', key: '' }),
      ],
      ['for what there is not', 404, () => certified('/plimsoll/troubles/fire')],
    ] as const)('whoever asks %s is refused', async ([, code, options]) => {
      const status = await new Promise((resolve, reject) => {
        https
          .request(options(), (response) => resolve(response.resume().statusCode))
          .on('error', reject)
          .end();
      });
      expect(status).toBe(code);
    });

    function certified(path: string): https.RequestOptions {
      const read = (file: string) =>
        readFileSync(join(cluster?.componentFolder ?? '', 'pki', file), 'utf8');
      const port = cluster?.proxyPort;
      const where = { host: '127.0.0.1', port, path, method: 'POST', agent: false } as const;
      return { ...where, ca: read('ca.crt'), cert: read('admin.crt'), key: read('admin.key') };
    }
  },
);
