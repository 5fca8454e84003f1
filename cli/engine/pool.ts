/** Worker threads that take tasks from one queue, one task at a time each. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/** What a worker is sent, and what it answers. */
export interface Envelope<T> {
  readonly id: number;
  readonly body: T;
}
export type Reply<R> =
  | (Envelope<R> & { readonly kind: 'result' | 'note' })
  | (Envelope<WorkerFailure> & { readonly kind: 'error' });

/** An error, as far as it can travel between threads. */
export interface WorkerFailure {
  readonly message: string;
  readonly stack: string | undefined;
}

export interface Pool<Task, Result, Note> {
  /** Queues a task; `onNote` hears what the worker has to tell before it is through. */
  run(task: Task, onNote?: (note: Note) => void): Promise<Result>;
  /** Ends all workers, at once. */
  close(): Promise<void>;
}

interface Job<Task, Result, Note> {
  readonly task: Task;
  readonly onNote: ((note: Note) => void) | undefined;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: Error) => void;
}

export interface PoolOptions {
  /** A file beside this one, without its ending: TypeScript here, JavaScript once compiled. */
  readonly script: string;
  readonly workers?: number | undefined;
  readonly workerData?: unknown;
}

/** Starts a pool; its threads start with their first tasks. */
export function createPool<Task, Result, Note = never>(
  options: PoolOptions,
): Pool<Task, Result, Note> {
  const size = Math.max(1, options.workers ?? availableParallelism());
  const queue: Job<Task, Result, Note>[] = [];
  const threads: Thread<Task, Result, Note>[] = [];

  function next(thread: Thread<Task, Result, Note>): void {
    const job = queue.shift();
    if (job) thread.start(job);
  }

  return {
    run(task, onNote) {
      return new Promise<Result>((resolve, reject) => {
        queue.push({ task, onNote, resolve, reject });
        const idle = threads.find((thread) => !thread.isBusy());
        if (idle) return next(idle);
        if (threads.length >= size) return;
        const thread = startThread<Task, Result, Note>(options, () => next(thread));
        threads.push(thread);
        next(thread);
      });
    },
    async close() {
      queue.length = 0;
      await Promise.all(threads.map((thread) => thread.stop()));
    },
  };
}

interface Thread<Task, Result, Note> {
  start(job: Job<Task, Result, Note>): void;
  isBusy(): boolean;
  stop(): Promise<unknown>;
}

function startThread<Task, Result, Note>(
  { script, workerData }: PoolOptions,
  onIdle: () => void,
): Thread<Task, Result, Note> {
  const worker = new Worker(scriptUrl(script), { workerData, execArgv: [] });
  let job: Job<Task, Result, Note> | undefined;
  let id = 0;

  const finish = (end: (job: Job<Task, Result, Note>) => void) => {
    const ended = job;
    job = undefined;
    if (ended) end(ended);
  };
  worker.on('message', (reply: Reply<Result>) => {
    if (reply.id !== id) return;
    switch (reply.kind) {
      case 'note':
        return job?.onNote?.(reply.body as never);
      case 'result':
        finish(({ resolve }) => resolve(reply.body));
        return onIdle();
      case 'error':
        finish(({ reject }) => reject(errorOf(reply.body)));
        return onIdle();
      default:
        return reply satisfies never;
    }
  });
  const fail = (error: Error) => finish(({ reject }) => reject(error));
  worker.on('error', fail);
  worker.on('exit', (code) => fail(new Error(`a worker thread ended with code ${code}`)));

  return {
    start(started) {
      job = started;
      id += 1;
      worker.postMessage({ id, body: started.task } satisfies Envelope<Task>);
    },
    isBusy: () => job !== undefined,
    stop: () => worker.terminate(),
  };
}

/** Workers run what this file is: TypeScript as it stands, or what it was compiled to. */
function scriptUrl(script: string): URL {
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return new URL(`./${script}.${ending}`, import.meta.url);
}

function errorOf({ message, stack }: WorkerFailure): Error {
  return Object.assign(new Error(message), stack !== undefined && { stack });
}
