/** Does an API server answer, and is it ready? */
import { setTimeout as sleep } from 'node:timers/promises';

const answerMs = 3_000;
const pollMs = 250;
const attempts = 240;

/** Is the API server of this kubeconfig ready? No answer within a few seconds is a no. */
export async function isServing(kubeconfig: string): Promise<boolean> {
  // Loaded late: the client is large, and most of what the command line does is without it.
  const { Health, KubeConfig } = await import('@kubernetes/client-node');
  const config = new KubeConfig();
  try {
    config.loadFromFile(kubeconfig);
    return await new Health(config).readyz({ signal: AbortSignal.timeout(answerMs) });
  } catch {
    return false;
  }
}

/** Waits for as long as an API server may take to start; whether it does is asked afterwards. */
export async function waitUntilServing(kubeconfig: string): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    if (await isServing(kubeconfig)) return;
    await sleep(pollMs);
  }
}
