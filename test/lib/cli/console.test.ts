import { processConsole } from '../../../lib/cli/console';

const terminal = { out: process.stdout.isTTY, err: process.stderr.isTTY, no: process.env.NO_COLOR };

afterEach(() => {
  process.stdout.isTTY = terminal.out;
  process.stderr.isTTY = terminal.err;
  process.env.NO_COLOR = terminal.no ?? '';
});

test.each([
  [true, '', '\u001b[31mtext\u001b[0m'],
  [true, '1', 'text'],
  [false, '', 'text'],
])('terminal %s, NO_COLOR "%s"', (isTerminal, no, text) => {
  process.stdout.isTTY = isTerminal;
  process.stderr.isTTY = isTerminal;
  process.env.NO_COLOR = no;
  expect(processConsole().paint('error', 'text')).toBe(text);
});
