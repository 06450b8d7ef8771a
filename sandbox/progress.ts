/** Tells how far several tasks are, while they work. */
export interface Progress {
  /** A task says what it has done. */
  say(task: string, what: string): void;
  /** A task begins a step. */
  step(task: string, name: string): void;
  /** A task is through with its step. */
  done(task: string, name: string, well: boolean, what: string): void;
  /** Nothing more is told, whatever happens after it. */
  end(): void;
}

/**
 * Progress as a tree that is drawn anew on a terminal, and as plain lines elsewhere.
 * @param out - where it goes
 * @param now - a clock in milliseconds
 */
export function progress(out: NodeJS.WriteStream, now: () => number = Date.now): Progress {
  return out.isTTY ? new Tree(out, now) : new Lines(out, now);
}

class Lines implements Progress {
  private readonly began: number;
  private ended = false;

  constructor(
    private readonly out: { write(text: string): unknown },
    private readonly now: () => number,
  ) {
    this.began = now();
  }

  say(task: string, what: string): void {
    this.line(task, `  ${what}`);
  }

  step(task: string, name: string): void {
    this.line(task, name);
  }

  done(task: string, name: string, well: boolean, what: string): void {
    this.line(task, `${name} ${well ? 'ok' : 'FAILED'}: ${what}`);
  }

  end(): void {
    this.ended = true;
  }

  private line(task: string, what: string): void {
    if (this.ended) return;
    const seconds = String(Math.round((this.now() - this.began) / 1000)).padStart(4);
    this.out.write(`${seconds}s ${task.padEnd(10)} ${what}\n`);
  }
}

interface Branch {
  readonly done: string[];
  current: { name: string; since: number; last: string } | undefined;
}

class Tree implements Progress {
  private readonly branches = new Map<string, Branch>();
  private readonly timer: NodeJS.Timeout;
  private drawn = 0;
  private ended = false;

  constructor(
    private readonly out: NodeJS.WriteStream,
    private readonly now: () => number,
  ) {
    this.timer = setInterval(() => this.draw(), 500);
  }

  say(task: string, what: string): void {
    const { current } = this.branch(task);
    if (current) current.last = what;
  }

  step(task: string, name: string): void {
    this.branch(task).current = { name, since: this.now(), last: '' };
  }

  done(task: string, name: string, well: boolean, what: string): void {
    const branch = this.branch(task);
    const seconds = branch.current ? Math.round((this.now() - branch.current.since) / 1000) : 0;
    branch.done.push(`${well ? '✔' : '✘'} ${name} (${seconds}s): ${what}`);
    branch.current = undefined;
  }

  end(): void {
    if (this.ended) return;
    this.ended = true;
    clearInterval(this.timer);
    this.draw();
  }

  private branch(task: string): Branch {
    const branch = this.branches.get(task) ?? { done: [], current: undefined };
    this.branches.set(task, branch);
    return branch;
  }

  private draw(): void {
    const lines = [...this.branches].flatMap(([task, { done, current }]) => [
      task,
      ...done.map((one) => `  ${one}`),
      ...(current
        ? [`  … ${current.name} (${Math.round((this.now() - current.since) / 1000)}s) ${current.last}`]
        : []),
    ]);
    const width = this.out.columns ?? 80;
    const up = this.drawn > 0 ? `\x1b[${this.drawn}A` : '';
    this.out.write(`${up}${lines.map((line) => `\x1b[2K${line.slice(0, width - 1)}\n`).join('')}`);
    this.drawn = lines.length;
  }
}
