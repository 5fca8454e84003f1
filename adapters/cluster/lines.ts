/** Splits a stream of text into lines. What follows the last newline is no line: the connection was
 * cut in the middle of it. */
export async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of chunks) {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    for (const line of parts) if (line.length > 0) yield line;
  }
}
