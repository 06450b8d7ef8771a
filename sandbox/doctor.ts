import { Command, InvalidArgumentError } from 'commander';
import { buildMissing, MissingTool, requiredTools } from './toolchain';
import { BuildInterrupted } from './toolchain/build';
import { examine, isReady, report } from './toolchain/examine';

interface Options {
  readonly json?: true;
  readonly build?: true;
  readonly limit?: number;
}

function minutes(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('it is a number of minutes above 0');
  return value;
}

async function main({ json, build, limit }: Options): Promise<number> {
  let interrupted = false;
  if (build) {
    try {
      await buildMissing(requiredTools, limit === undefined ? {} : { minutes: limit });
    } catch (error) {
      if (!(error instanceof MissingTool)) throw error;
      console.error(error.message);
      interrupted = error instanceof BuildInterrupted;
    }
  }
  if (interrupted) return 130;
  const examination = await examine();
  console.log(json ? JSON.stringify(examination, null, 2) : report(examination));
  return isReady(examination) ? 0 : 1;
}

new Command('doctor')
  .description('says what the sandbox needs, what is here, and how to get the rest')
  .option('--json', 'for a program to read')
  .option('--build', 'make what is missing first')
  .option('--limit <minutes>', 'give up building after so long', minutes)
  .action(async (options: Options) => {
    process.exitCode = await main(options);
  })
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 70;
  });
