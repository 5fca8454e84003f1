/** A worker thread of a campaign on the model. The rest of the suite is loaded late, so that what
 * it was compiled to is found in the cache. */
import { enableCompileCache } from 'node:module';
import { workerData } from 'node:worker_threads';
import type { ModelCampaign, ModelResult, ModelTask, ShrinkNote } from './model-tasks.ts';
import { serve } from './serve.ts';

enableCompileCache();

serve<ModelTask, ModelResult, ShrinkNote>(async (task, tell) => {
  const { handleModelTask } = await import('./model-tasks.ts');
  return handleModelTask(workerData as ModelCampaign, task, tell);
});
