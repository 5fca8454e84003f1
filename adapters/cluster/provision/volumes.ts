/** Claims of StatefulSets on a cluster without real nodes: host-path volumes, made by the
 * controller manager itself. */
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';

/** The controller manager's provisioner makes its folders here and nowhere else. */
const volumesFolder = '/tmp/hostpath_pv/';

/** Makes the default StorageClass, without which claims stay Pending and their pods with them. */
export async function createStorageClass(kubeconfig: string): Promise<void> {
  const { KubeConfig, StorageV1Api } = await import('@kubernetes/client-node');
  const config = new KubeConfig();
  config.loadFromFile(kubeconfig);
  const api = config.makeApiClient(StorageV1Api);
  await api.createStorageClass({
    body: {
      metadata: {
        name: 'standard',
        annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
      },
      provisioner: 'kubernetes.io/host-path',
    },
  });
}

/** Removes the folders of all volumes that a cluster still has. A cluster that does not answer
 * keeps them: they are empty, and which are its own cannot be known any more. */
export async function removeVolumeFolders(kubeconfig: string): Promise<void> {
  const folders = await volumeFolders(kubeconfig).catch(() => []);
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
}

async function volumeFolders(kubeconfig: string): Promise<readonly string[]> {
  const { CoreV1Api, KubeConfig } = await import('@kubernetes/client-node');
  const config = new KubeConfig();
  config.loadFromFile(kubeconfig);
  const api = config.makeApiClient(CoreV1Api);
  const { items } = await api.listPersistentVolume({ timeoutSeconds: 3 });
  return items
    .map((volume) => resolve(volume.spec?.hostPath?.path ?? '/'))
    .filter((path) => path.startsWith(volumesFolder));
}
