/** A worker thread that hunts one real mutant: what it leaves behind ends with the thread. */
import { enableCompileCache } from 'node:module';
import type { PropertyId } from '../../properties/verdict.ts';
import type { HuntNote, HuntResult, HuntTask } from './hunt-tasks.ts';
import { serve } from './serve.ts';

enableCompileCache();

serve<HuntTask, HuntResult, HuntNote>(async (task, tell) => {
  const { huntTask } = await import('./hunt-tasks.ts');
  return huntTask(task, (failing: readonly PropertyId[], title) => tell({ failing, title }));
});
