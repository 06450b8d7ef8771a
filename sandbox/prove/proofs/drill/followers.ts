import type { Send } from '../../../gaps/gap';
import { all, child, readXml, textAt } from '../../../gaps/xml';

/** How many databases follow another one, in the primary and in the standby. */
export type Followers = Readonly<Record<'primary' | 'standby', number>>;

/**
 * Asks the cloud itself which databases follow another one.
 * @returns what is not as expected, one line each
 */
export async function followersAre(
  send: Send,
  regions: Readonly<Record<keyof Followers, string>>,
  expected: Followers,
): Promise<string[]> {
  const faults: string[] = [];
  for (const side of ['primary', 'standby'] as const) {
    const region = regions[side];
    const answer = await send({
      service: 'rds',
      region,
      form: { Action: 'DescribeDBInstances', Version: '2014-10-31' },
    });
    const instances = all(readXml(answer), (one) => child(one, 'DBInstanceIdentifier') !== undefined);
    const followers = instances.filter((one) => textAt(one, 'ReadReplicaSourceDBInstanceIdentifier'));
    if (instances.length === 0) faults.push(`there is no database in ${region}`);
    if (followers.length !== expected[side])
      faults.push(`${followers.length} databases of ${region} follow another one, not ${expected[side]}`);
  }
  return faults;
}
