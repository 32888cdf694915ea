import type { Application } from './application.ts';
import type { Card } from './card.ts';
import type { Certificate } from './certificate.ts';
import type { Change, Note } from './change.ts';
import type { Officer } from './officer.ts';
import type { Organisation } from './organisation.ts';
import type { Receipt } from './receipt.ts';
import type { Task } from './task.ts';
import type { UserCode } from './usercode.ts';

/** Everything a store keeps by its version. */
export type Noun = Application | Card | Certificate | Officer | Organisation | Receipt | Task | UserCode;

/** What one act changes, saved in one transaction. */
export type Changes = readonly (Change<Noun> | Note)[];
