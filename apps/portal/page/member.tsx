import { fromBase64url } from '@kaika/bytes/base64url';
import { toHex } from '@kaika/bytes/hex';
import { Badge } from '@kaika/look/badge';
import { LinkButton } from '@kaika/look/button';
import { type Fact, Facts } from '@kaika/look/facts';
import { abroad, type Language } from '@kaika/look/language';
import { Notice } from '@kaika/look/notice';
import { Moment } from '@kaika/look/time';
import { acr, type LoginClaims } from '@kaika/wire/claims';
import type { Origins } from '@kaika/wire/house';
import { memberWords } from '../word/member.ts';
import { type Tile, Tiles } from './tile.tsx';

type Props = { readonly language: Language; readonly origins: Origins };

/** The member area before signing in. */
export function MemberDoor({ language }: { readonly language: Language }) {
  const words = memberWords(language);
  return (
    <>
      <h1>{words.title}</h1>
      <section class="panel">
        <h2>{words.outTitle}</h2>
        <p>{words.outLead}</p>
        <p>
          <LinkButton href="/login">{words.outStart}</LinkButton>
        </p>
      </section>
      <h2>{words.prepareTitle}</h2>
      <ul>
        {words.prepare.map((item) => (
          <li>{item}</li>
        ))}
      </ul>
      <p>
        <a href="/guide/login">{words.prepareMore}</a>
      </p>
    </>
  );
}

/** The member area: the services first, then what is known about who signed in. */
export function Member({ language, origins, claims }: Props & { readonly claims: LoginClaims }) {
  const words = memberWords(language);
  const organisation = claims.org_oid !== undefined;
  return (
    <>
      <h1>{words.welcome(claims.org_name ?? claims.name ?? claims.sub)}</h1>
      {claims.acr === acr.password && (
        <Notice language={language} kind="info" title={words.none}>
          <p>{words.noneText}</p>
          <p>
            <LinkButton href="/login?card=yes" look="second" small>
              {words.byCard}
            </LinkButton>
          </p>
        </Notice>
      )}
      <h2>{words.servicesTitle}</h2>
      <Tiles items={services(language, origins)} />
      <h2>{organisation ? words.organisation : words.person}</h2>
      <Facts items={facts(language, claims)} />
      <details>
        <summary>{words.technical}</summary>
        <Facts items={technicalFacts(language, claims)} />
      </details>
    </>
  );
}

/** After signing out. */
export function SignedOut({ language }: { readonly language: Language }) {
  const words = memberWords(language);
  return (
    <>
      <h1>{words.signedOutTitle}</h1>
      <Notice language={language} kind="success" title={words.signedOut} />
      <p>
        <LinkButton href="/login">{words.signedOutAgain}</LinkButton>
      </p>
    </>
  );
}

function services(language: Language, { authority, filing }: Origins): readonly Tile[] {
  const { services: words, needsCard } = memberWords(language);
  return [
    {
      ...words.filing,
      href: abroad(`${filing}/login`, language),
      mark: <Badge tone="plain">{needsCard}</Badge>,
    },
    { ...words.activate, href: abroad(`${authority}/activate`, language) },
    { ...words.operations, href: abroad(authority, language) },
    { ...words.apply, href: abroad(`${authority}/apply`, language) },
  ];
}

function facts(language: Language, claims: LoginClaims): readonly Fact[] {
  const { facts: terms, ...words } = memberWords(language);
  const { org_oid: oid, org_kind: kind, card_number: card } = claims;
  const whole: readonly (Fact | false)[] = [
    { term: terms.name, value: claims.org_name ?? claims.name ?? words.missing },
    kind !== undefined && { term: terms.kind, value: words.kinds[kind] },
    oid !== undefined && { term: terms.ubn, value: <span class="num">{claims.ubn ?? words.missing}</span> },
    card !== undefined && { term: terms.card, value: <span class="num">{card}</span> },
    { term: terms.acr, value: claims.acr === acr.card ? words.acr.card : words.acr.password },
    claims.auth_time !== undefined && {
      term: terms.at,
      value: <Moment at={new Date(claims.auth_time * 1000)} language={language} />,
    },
    claims.roles !== undefined && {
      term: terms.roles,
      value: claims.roles.map((role) => words.roles[role] ?? role).join(words.comma),
    },
  ];
  return whole.filter((fact) => fact !== false);
}

/** What somebody is asked for who calls for help, and nobody needs otherwise. */
function technicalFacts(language: Language, claims: LoginClaims): readonly Fact[] {
  const { facts: terms, ...words } = memberWords(language);
  const { org_oid: oid, status_source: source } = claims;
  const hash = claims.certificate?.['x5t#S256'];
  const whole: readonly (Fact | false)[] = [
    oid !== undefined && { term: terms.oid, value: <code>{oid}</code> },
    hash !== undefined && { term: terms.certificate, value: <code>{fingerprint(hash)}</code> },
    source !== undefined && { term: terms.source, value: words.sources[source] },
    { term: terms.account, value: <AccountNumber sub={claims.sub} note={words.accountNote} /> },
  ];
  return whole.filter((fact) => fact !== false);
}

/** As other pages show one: hexadecimal in groups of four. */
function fingerprint(base64url: string): string {
  return toHex(fromBase64url(base64url)).replace(/.{4}(?=.)/g, '$& ');
}

function AccountNumber({ sub, note }: { readonly sub: string; readonly note: string }) {
  return (
    <>
      <code>{sub}</code>
      <br />
      <span class="small soft">{note}</span>
    </>
  );
}
