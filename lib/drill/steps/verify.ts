import { healthAddress, lag, type RunbookContext } from '../../review/recovery/steps';
import { type Check, check, type DrillStep, type Executor, nothing } from '../step';
import { lagCheck } from './prepare';
import { publicHealth, regionalHealth } from './serving';

/** Whether the standby really serves: its health, and the data from before the start. */
export function verifyStandby(context: RunbookContext, promote: boolean): DrillStep {
  const { host, standby } = context;
  return {
    id: 'verify-standby',
    title: `Verify ${standby}`,
    what: [
      `Its health endpoint by its own name and by ${host}, and the mark that was written before the start.`,
      ...(promote ? ['And that it takes writes.'] : []),
    ],
    commands: [`curl -fsS ${healthAddress(context, standby)}`, `curl -fsS https://${host}/health`],
    changes: false,
    direction: 'there',
    onFailure: 'goOn',
    run: nothing.run,
    check: async (executor) => [
      ...(await serves(executor, context, standby)),
      ...(await marks(executor, standby)),
      ...(promote ? await takesWrites(executor, standby) : []),
    ],
  };
}

/** Whether everything is as it was. */
export function verifyPrimary(context: RunbookContext): DrillStep {
  const { primary, standby, generation } = context;
  return {
    id: 'verify-primary',
    title: `Verify ${primary}`,
    what: [`It serves, takes writes, and ${standby} follows it.`],
    commands: [`curl -fsS ${healthAddress(context, primary)}`, lag(context, standby, generation)],
    changes: false,
    direction: 'back',
    after: 'fail',
    onFailure: 'goOn',
    run: nothing.run,
    check: async (executor) => {
      const promoted = executor.noted('promotingAt') !== undefined;
      const database = await executor.cloud.database(standby, promoted ? generation + 1 : generation);
      return [
        ...(await serves(executor, context, primary)),
        ...(await takesWrites(executor, primary)),
        check(
          `the database in ${standby} follows`,
          database?.follows === true,
          database ? `${database.status}, ${database.follows ? 'follows' : 'on its own'}` : 'none',
        ),
        // The new replica has another name, which only data that has been changed since knows.
        ...(promoted ? [] : [await lagCheck(executor, context)]),
      ];
    },
  };
}

async function serves(executor: Executor, context: RunbookContext, region: string): Promise<Check[]> {
  const own = await regionalHealth(executor, context, region);
  const all = await publicHealth(executor, context);
  return [
    check(`${region} is healthy`, own.good, own.found),
    check(
      `${context.host} is served well by ${region}`,
      all.good && all.region === region,
      `${all.found} from ${all.region ?? 'neither region'}`,
    ),
  ];
}

function marks(executor: Executor, region: string): Promise<Check[]> {
  const mark = executor.noted('mark') ?? '';
  return Promise.all(
    executor.markers.map(async (marker) => {
      const newest = (await marker.newest(region))?.toISOString();
      return check(
        `${region} has the ${marker.kind} from before the start`,
        newest !== undefined && newest >= mark,
        newest === undefined ? 'no mark' : `mark of ${newest}`,
      );
    }),
  );
}

function takesWrites({ markers, clock }: Executor, region: string): Promise<Check[]> {
  return Promise.all(
    markers.map(async (marker) => {
      const now = new Date(clock.now());
      await marker.write(region, now);
      const newest = await marker.newest(region);
      return check(
        `${region} takes writes of ${marker.kind}`,
        newest !== undefined && newest >= now,
        newest ? `mark of ${newest.toISOString()}` : 'no mark',
      );
    }),
  );
}
