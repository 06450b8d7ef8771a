import { join } from 'node:path';
import { findTools } from '../toolchain';
import { serve, sessionFile } from './serve';

/** Keeps a cloud up until it is told to end. */
async function main(folder: string): Promise<void> {
  const tools = await findTools();
  const cloud = await serve({
    python: tools.python,
    controlPlane: tools.controlPlane,
    folder,
    awsProgram: join(__dirname, 'aws.js'),
    session: sessionFile(folder),
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      cloud.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
}

main(process.argv[2] ?? '').catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
