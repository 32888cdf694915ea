import type { Visitor } from '../visitor.ts';
import type { Proof, Walk } from '../walk.ts';

/** Two officers sign in with their own cards and decide; the one who reviewed may not approve. */
export async function review(walk: Walk): Promise<Proof> {
  const first = await signIn(walk, 'First reviewer');
  await decide(walk, first, 'review');
  const again = await decide(walk, first, 'approve');
  if (again < 400) throw new Error('the first reviewer was allowed to approve');
  const approver = await signIn(walk, 'Approver');
  const approved = await decide(walk, approver, 'approve');
  if (approved >= 400) throw new Error(`the approval was refused: ${approved}`);
  return {
    what: 'Reviewed and approved by two officers with cards of their own',
    facts: { 'first reviewer approving': `refused (${again})`, 'second officer approving': 'accepted' },
  };
}

/** Puts the officer's card into the reader and signs in at the authority. */
export async function signIn(
  { origins, visitor, agent, desk, person }: Walk,
  role: string,
): Promise<Visitor> {
  const { pin } = await person(role);
  await desk.insert(await labelOf(desk, role));
  const officer = visitor();
  const at = origins.authority;
  await officer.read(`${at}/officer/sign-in`);
  const nonce = officer.ask(`${at}/api/officer/nonce`, {}).then((answer) => String(Object(answer).nonce));
  const token = await agent(at, { pin }).authenticate({
    nonce,
    status: (question) => officer.ask(`${at}/api/officer/status`, question),
  });
  await officer.ask(`${at}/api/officer/session`, { token });
  return officer;
}

/** The desk labels the demonstration's cards by the role of their holder. */
async function labelOf(desk: Walk['desk'], role: string): Promise<string> {
  return (await desk.people()).find((one) => one.role.includes(role))?.role ?? role;
}

async function decide({ origins, found }: Walk, officer: Visitor, decision: string): Promise<number> {
  const url = `${origins.authority}/officer/applications/${found.application}`;
  const page = await officer.read(url);
  // who may not decide is shown no form, and posts what a forged one would
  const version = /name="version" value="(\d+)"/.exec(page.text)?.[1] ?? '2';
  const { status } = await officer.send(url, { decision, reason: '', version });
  return status;
}
