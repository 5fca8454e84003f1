/** What the proxy between the controllers and the API server can do to them. */

/** `stale`: nothing new reaches the informers of these resources (plural names, as in paths).
 * `cut`: the API server answers
 * nothing, and tells nothing new. Each lasts until it is ended. */
export type Trouble =
  | { readonly trouble: 'stale'; readonly resources: readonly string[] }
  | { readonly trouble: 'cut' };

/** Below this path the proxy itself is spoken to. */
const root = '/plimsoll/troubles/';

/** The path at which the proxy is asked for a trouble. */
export function pathOf(trouble: Trouble): string {
  switch (trouble.trouble) {
    case 'stale':
      return `${root}stale?resources=${trouble.resources.join(',')}`;
    case 'cut':
      return `${root}cut`;
    default:
      return trouble satisfies never;
  }
}

/** Is the proxy spoken to, and not the API server? */
export function isControl(path: string): boolean {
  return path.startsWith(root);
}

/** The trouble that a path asks for; undefined where there is no such trouble. */
export function troubleAt(path: string): Trouble | undefined {
  const url = new URL(path, 'https://proxy');
  const resources = url.searchParams.get('resources')?.split(',') ?? [];
  if (url.pathname === `${root}cut`) return { trouble: 'cut' };
  if (url.pathname !== `${root}stale` || resources.length === 0) return undefined;
  return { trouble: 'stale', resources };
}

/** The resource that a request watches; undefined where it does not, or where only the metadata is
 * asked for, as the garbage collector does. */
export function watchedResource(path: string, accept: string | undefined): string | undefined {
  const url = new URL(path, 'https://proxy');
  if (!['true', '1'].includes(url.searchParams.get('watch') ?? '')) return undefined;
  if (accept?.includes('as=PartialObjectMetadata')) return undefined;
  return url.pathname.split('/').at(-1);
}
