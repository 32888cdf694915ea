import type { Application } from './application.ts';
import type { Batch } from './batch.ts';
import type { Card } from './card.ts';
import type { Certificate } from './certificate.ts';
import type { Change, Note } from './change.ts';
import type { Contact } from './contact.ts';
import type { Line } from './line.ts';
import type { Link } from './link.ts';
import type { MailCode } from './mailcode.ts';
import type { Officer } from './officer.ts';
import type { Organisation } from './organisation.ts';
import type { Paper } from './paper.ts';
import type { Proposal } from './proposal.ts';
import type { Receipt } from './receipt.ts';
import type { Revocation } from './revocation.ts';
import type { Shipment } from './shipment.ts';
import type { Subscription } from './subscription.ts';
import type { Sweep } from './sweep.ts';
import type { Task } from './task.ts';
import type { UserCode } from './usercode.ts';
import type { Writing } from './writing.ts';

/** Everything a store keeps by its version. */
export type Noun =
  | Application
  | Batch
  | Card
  | Certificate
  | Contact
  | Line
  | Link
  | MailCode
  | Officer
  | Organisation
  | Paper
  | Proposal
  | Receipt
  | Revocation
  | Shipment
  | Subscription
  | Sweep
  | Task
  | UserCode
  | Writing;

/** What one act changes, saved in one transaction. */
export type Changes = readonly (Change<Noun> | Note)[];
