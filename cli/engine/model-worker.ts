/** A worker thread of a campaign on the model. */
import { workerData } from 'node:worker_threads';
import type { ModelCampaign, ModelResult, ModelTask, ShrinkNote } from './model-tasks.ts';
import { handleModelTask } from './model-tasks.ts';
import { serve } from './serve.ts';

serve<ModelTask, ModelResult, ShrinkNote>((task, tell) =>
  handleModelTask(workerData as ModelCampaign, task, tell),
);
