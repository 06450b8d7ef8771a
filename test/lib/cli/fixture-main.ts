import { runCli } from '../../../lib/cli/cli';
import { fake } from './fixture';

/** The fake program as a command: `fixture-main.ts <root> <mark> <keys> <arguments of the cli>`. */
const [root = '', mark = '', keys = '2', ...args] = process.argv.slice(2);
runCli(args, { root, build: fake({ mark, keys: Number(keys) }) }).then((code) => {
  process.exitCode = code;
});
