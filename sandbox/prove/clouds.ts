import type { Cloud } from '../cloud/cloud';
import { CloudError } from '../cloud/up';
import { stopAll } from '../process';

/** The clouds that a run starts. All of them end with it, also one that is still coming up when it ends. */
export class Clouds {
  private readonly started: Promise<Cloud>[] = [];
  private ended = false;

  /**
   * Starts a cloud that {@link end} ends.
   * @throws CloudError when the run has ended
   */
  async start(make: () => Promise<Cloud>): Promise<Cloud> {
    if (this.ended) throw new CloudError('what runs is being ended: no cloud is started any more');
    const cloud = make();
    this.started.push(cloud);
    return cloud;
  }

  /** Ends what was started, waits until it is gone, and starts nothing more. */
  async end(): Promise<void> {
    this.ended = true;
    await stopAll(this.started);
  }
}
