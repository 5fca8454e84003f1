/** Which code Stryker leaves as it is: what a property says about a violation that is decided. */

/** The little that is asked of a node of the syntax tree. */
interface Path {
  readonly node: {
    readonly type: string;
    readonly key?: { readonly name?: string };
    readonly callee?: { readonly name?: string };
  };
}

const words = new Set(['message', 'expected', 'observed', 'evidence', 'title']);

class WordsOnly {
  shouldIgnore({ node }: Path): string | undefined {
    if (node.type === 'ObjectProperty' && words.has(node.key?.name ?? '')) {
      return 'words of a violation, or the events that show it: nothing is decided here';
    }
    const isTold = node.type === 'CallExpression' && node.callee?.name === 'violated';
    return isTold ? 'the violation in words: it is decided already' : undefined;
  }
}

export const strykerPlugins = [{ kind: 'Ignore', name: 'words-only', injectableClass: WordsOnly }];
