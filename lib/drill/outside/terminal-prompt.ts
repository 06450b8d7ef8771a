import { createInterface } from 'node:readline';
import type { Operator, Prompt } from '../ports';

/** Where a person reads and types. */
export interface Terminal {
  /** What is typed. */
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  /** What is read. */
  readonly output: (text: string) => void;
}

/** A prompt that has to be closed, else its input keeps the process alive. */
export interface ClosablePrompt extends Prompt {
  /** Reads no more. */
  close(): void;
}

/** Asks at a terminal, or at whatever is piped in. The end of the input is a no. */
export function terminalPrompt({ input, output }: Terminal): ClosablePrompt {
  // Not as a terminal of readline's: Ctrl-C has to arrive as a signal.
  const reader = createInterface({ input, terminal: false });
  const typed: string[] = [];
  let waiting: ((line: string) => void) | undefined;
  let ended = false;
  reader.on('line', (line) => {
    if (waiting) waiting(line);
    else typed.push(line);
  });
  reader.on('close', () => {
    ended = true;
    waiting?.('');
  });
  const ask = (question: string, signal: AbortSignal): Promise<string> => {
    output(question);
    // What a person typed before the question was not meant for it.
    if (input.isTTY) typed.length = 0;
    const next = typed.shift();
    if (next !== undefined || ended) return Promise.resolve(next ?? '');
    return new Promise((resolve, reject) => {
      const stop = () => {
        waiting = undefined;
        reject(signal.reason);
      };
      if (signal.aborted) return stop();
      signal.addEventListener('abort', stop, { once: true });
      waiting = (line) => {
        waiting = undefined;
        signal.removeEventListener('abort', stop);
        resolve(line);
      };
    });
  };
  return {
    tell: (text) => output(`${text}\n`),
    type: ask,
    confirm: async (question, signal) => /^y(es)?$/i.test((await ask(question, signal)).trim()),
    close: () => reader.close(),
  };
}

/** A person does it by hand, by the commands that were shown, and says so. */
export function promptOperator(prompt: Prompt): Operator {
  return {
    carryOut: ({ title }, signal) => prompt.confirm(`${title}: done, and it worked? [y/N] `, signal),
  };
}
