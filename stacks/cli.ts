import './loading';
import { main } from './commands';

/** What `npm run` runs but for synth: `node build/stacks/cli.js --help`. */
main(process.argv.slice(2));
