/** Where a command writes: a terminal, a file or, in a test, a list. */
export interface Console {
  /** Writes to standard output. */
  readonly out: (text: string) => void;
  /** Writes to standard error. */
  readonly err: (text: string) => void;
  /** Columns that a line may have. */
  readonly width: number;
  /** Marks a text for the reader's eye; gives it back as it is where there are no colours. */
  readonly paint: (style: Style, text: string) => string;
}

/** What a colour or a weight means. */
export type Style = 'heading' | 'error' | 'warning';

const codes: Readonly<Record<Style, string>> = { heading: '1', error: '31', warning: '33' };

/** The process's own streams. Colours only on a terminal, and not when NO_COLOR is set (no-color.org). */
export function processConsole(): Console {
  for (const stream of [process.stdout, process.stderr]) {
    if (!stream.listeners('error').includes(ignoreClosed)) stream.on('error', ignoreClosed);
  }
  const colours = process.stdout.isTTY && process.stderr.isTTY && !process.env.NO_COLOR;
  return {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    width: process.stdout.columns ?? 140,
    paint: (style, text) => (colours ? `\u001b[${codes[style]}m${text}\u001b[0m` : text),
  };
}

/** The reader of a pipe may have gone, as in `| head`: the work goes on all the same. */
function ignoreClosed(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
