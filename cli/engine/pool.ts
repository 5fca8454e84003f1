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
  /** A task that says nothing for this long after a note has failed, and its thread is ended: it
   * may be in a loop without an end. What counts is the time of processors, which nothing else on
   * the machine takes away. Undefined: for ever. */
  readonly patienceMs?: number | undefined;
}

/** Starts a pool; its threads start with their first tasks, and others in the place of those that
 * ended. */
export function createPool<Task, Result, Note = never>(
  options: PoolOptions,
): Pool<Task, Result, Note> {
  const size = Math.max(1, options.workers ?? availableParallelism());
  const queue: Job<Task, Result, Note>[] = [];
  const threads = new Set<Thread<Task, Result, Note>>();

  function next(): void {
    while (queue.length > 0) {
      const idle = [...threads].find((thread) => !thread.isBusy());
      const thread = idle ?? (threads.size < size ? startOne() : undefined);
      const job = thread && queue.shift();
      if (thread === undefined || job === undefined) return;
      thread.start(job);
    }
  }

  function startOne(): Thread<Task, Result, Note> {
    const onEnd = () => {
      threads.delete(thread);
      next();
    };
    const thread = startThread<Task, Result, Note>(options, size, { onIdle: next, onEnd });
    threads.add(thread);
    return thread;
  }

  return {
    run(task, onNote) {
      return new Promise<Result>((resolve, reject) => {
        queue.push({ task, onNote, resolve, reject });
        next();
      });
    },
    async close() {
      queue.length = 0;
      await Promise.all([...threads].map((thread) => thread.stop()));
    },
  };
}

interface Thread<Task, Result, Note> {
  start(job: Job<Task, Result, Note>): void;
  isBusy(): boolean;
  stop(): Promise<unknown>;
}

interface ThreadListener {
  readonly onIdle: () => void;
  readonly onEnd: () => void;
}

function startThread<Task, Result, Note>(
  { script, workerData, patienceMs }: PoolOptions,
  threads: number,
  { onIdle, onEnd }: ThreadListener,
): Thread<Task, Result, Note> {
  const worker = new Worker(scriptUrl(script), { workerData, execArgv: [] });
  let job: Job<Task, Result, Note> | undefined;
  let id = 0;
  let heardAt = 0;
  let watch: NodeJS.Timeout | undefined;

  const finish = (end: (job: Job<Task, Result, Note>) => void) => {
    const ended = job;
    job = undefined;
    clearInterval(watch);
    watch = undefined;
    if (ended) end(ended);
  };
  const fail = (error: Error) => {
    onEnd();
    finish(({ reject }) => reject(error));
  };
  const listen = () => {
    if (patienceMs === undefined) return;
    heardAt = processorMs();
    watch ??= setInterval(() => {
      if (processorMs() - heardAt < patienceMs * threads) return;
      void worker.terminate();
      fail(new Error(`nothing was heard for ${patienceMs / 1000} s: a loop without an end?`));
    }, 1000);
  };
  worker.on('message', (reply: Reply<Result>) => {
    if (reply.id !== id || job === undefined) return;
    switch (reply.kind) {
      case 'note':
        listen();
        return job.onNote?.(reply.body as never);
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

/** What all threads of the process have used so far. */
function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Workers run what this file is: TypeScript as it stands, or what it was compiled to. */
function scriptUrl(script: string): URL {
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return new URL(`./${script}.${ending}`, import.meta.url);
}

function errorOf({ message, stack }: WorkerFailure): Error {
  return Object.assign(new Error(message), stack !== undefined && { stack });
}
