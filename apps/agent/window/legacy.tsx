import { Submit } from '@kaika/look/button';
import { Problem } from '@kaika/look/notice';
import { sentencesOf } from '@kaika/wire/problem';
import type { Asking, PinPurpose } from '../conversation/screen.ts';
import { DocumentFacts } from './asking.tsx';
import { CardFace } from './cardline.tsx';
import { Frame, type View, WindowForm } from './view.tsx';

type Of<Kind> = Extract<Asking, { kind: Kind }>;

/** Consent to one use of a key, where the policy lets the page bring the PIN or the reader has keys for it. */
export function Approve({ view, screen }: { readonly view: View; readonly screen: Of<'approve'> }) {
  const { words, language } = view;
  const said = language === 'en' ? en : zh;
  return (
    <Frame view={view} title={said.approve[screen.purpose]}>
      <CardFace view={view} card={screen.card} />
      <DocumentFacts view={view} document={screen.document} />
      {screen.problem && (
        <Problem
          language={language}
          code={screen.problem.code}
          sentences={sentencesOf(screen.problem, language)}
          live
        />
      )}
      <p>{screen.onPad === true ? said.padText : said.approveText}</p>
      <WindowForm view={view} send={words.pinSend[screen.purpose]} choice="agree" />
    </Frame>
  );
}

/** `addDomain`: a site asks to be trusted from now on. */
export function Trust({ view }: { readonly view: View }) {
  const { words, language } = view;
  const said = language === 'en' ? en : zh;
  return (
    <Frame view={view} title={said.trustTitle}>
      <p>{said.trustText}</p>
      <form class="agent-form" data-form>
        <input type="hidden" name="screen" value={String(view.number)} />
        <div class="agent-stack">
          <Submit name="choice" value="always">
            {said.trustAgree}
          </Submit>
          <Submit look="second" name="choice" value="refuse">
            {words.refuse}
          </Submit>
        </div>
      </form>
    </Frame>
  );
}

const zh = {
  approve: {
    authenticate: '同意登入嗎？',
    prove: '同意證明身分嗎？',
    sign: '同意簽署嗎？',
    recode: '同意重設用戶代碼嗎？',
    decrypt: '同意解密嗎？',
    request: '同意產生憑證申請檔嗎？',
  } satisfies Record<PinPurpose, string>,
  approveText: '這個網站已附上PIN碼（由管理人員核准）。按下同意後，卡片才會使用。',
  padText: '按下按鈕後，請在讀卡機的按鍵上輸入PIN碼；PIN碼不會經過這台電腦。',
  trustTitle: '要信任這個網站嗎？',
  trustText:
    '信任後，這個網站可以查看讀卡機與卡號；每次使用金鑰仍須由您在這個視窗同意。您可以隨時在IC卡片管理工具中移除信任。',
  trustAgree: '信任這個網站',
};

const en: typeof zh = {
  approve: {
    authenticate: 'Sign in?',
    prove: 'Prove who you are?',
    sign: 'Sign this?',
    recode: 'Reset the user code?',
    decrypt: 'Decrypt this?',
    request: 'Make a certificate request?',
  },
  approveText:
    'This site has sent the PIN, as the administrator allows it to. The card is used only once you agree.',
  padText:
    'Press the button, then type the PIN on the keys of the reader. It does not pass through this computer.',
  trustTitle: 'Trust this site?',
  trustText:
    'A trusted site may see readers and card numbers. Every use of a key still needs your consent in this window. You can withdraw this at any time in the card manager.',
  trustAgree: 'Trust this site',
};
