/** HTML as a value: whatever is put into a template is text, unless it is markup itself. */

/** A piece of HTML that is safe to put into a page. */
export interface Markup {
  readonly markup: string;
}
export type Part = Markup | string | number | undefined | false | readonly Part[];

/** ``html`<p>${name}</p>` ``: names from a cluster cannot become markup. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const markup = strings.reduce((text, string, index) => text + render(parts[index - 1]) + string);
  return { markup };
}

/** Markup that was made elsewhere and is known to be safe. */
export function raw(markup: string): Markup {
  return { markup };
}

function render(part: Part): string {
  if (part === undefined || part === false) return '';
  if (typeof part === 'string') return escape(part);
  if (typeof part === 'number') return String(part);
  if ('markup' in part) return part.markup;
  return part.map(render).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Characters that a page cannot hold (terminal escapes among them) are shown as U+FFFD. */
function escape(text: string): string {
  return text
    .replaceAll(/[&<>"']/g, (character) => entities[character] ?? '')
    .replaceAll(/(?![\t\n\r])\p{Cc}/gu, '\ufffd');
}
