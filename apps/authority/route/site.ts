import type { Asset } from '@kaika/look/asset';
import type { Context } from '../context.ts';
import type { Relays } from '../production/relay.ts';
import type { StatusDesk } from '../status/ocsp.ts';
import type { Writers } from '../task/write.ts';
import type { Limits } from './limit.ts';

/** What the routes work with. */
export type Site = {
  readonly context: Context;
  readonly relays: Relays;
  readonly writers: Writers;
  readonly ocsp: StatusDesk;
  readonly limits: Limits;
  /** The pages' browser module. */
  readonly script: Asset;
  readonly https: boolean;
};
