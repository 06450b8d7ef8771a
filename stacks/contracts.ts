import { Contract } from '../lib/aws/stack/contract';

/** What every stack of a region needs to make alarms heard. */
export const alarmContract = new Contract('alarms', { topic_arn: 'text' });
