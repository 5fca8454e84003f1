/** What the tests of the pool ask of a thread. */
import { serve } from './serve.ts';

export type Errand =
  | { readonly errand: 'add'; readonly numbers: readonly number[] }
  | { readonly errand: 'fail'; readonly message: string }
  /** Tells that it is there and then stands still for ever, as a loop without an end does. */
  | { readonly errand: 'hang' }
  | { readonly errand: 'leave' };

serve<Errand, number, 'there'>(async (task, tell) => {
  switch (task.errand) {
    case 'add':
      return task.numbers.reduce((sum, each) => sum + each, 0);
    case 'fail':
      throw new Error(task.message);
    case 'hang':
      tell('there');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
      return 0;
    case 'leave':
      return process.exit(3);
    default:
      return task satisfies never;
  }
});
