import type { Mail, MailName } from './mail.ts';

/** A mail as it is sent: both languages, Chinese first; the reader's choice is not known. */
export function letterOf({ about, values }: Mail): { readonly subject: string; readonly text: string } {
  const { subject, zh, en } = letters[about];
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  return { subject: fill(subject), text: `${fill(zh)}\n\n--\n\n${fill(en)}\n` };
}

type Letter = { readonly subject: string; readonly zh: string; readonly en: string };

const letters: Readonly<Record<MailName, Letter>> = {
  'application-submitted': {
    subject: '憑證申請已收件 {number} / Application received',
    zh: '{name} 您好：\n\n我們已收到貴單位的憑證申請，申請案號為 {number}。\n查詢進度：{href}',
    en: 'We have received your certificate application {number}.\nProgress: {href}',
  },
  'application-approved': {
    subject: '憑證申請已核可 {number} / Application approved',
    zh: '{name} 您好：\n\n申請案 {number} 已核可，接著將製作並寄送憑證IC卡。',
    en: 'Your application {number} is approved. The certificate card will be produced and posted next.',
  },
  'application-returned': {
    subject: '憑證申請請補正 {number} / Please correct your application',
    zh: '{name} 您好：\n\n申請案 {number} 需要補正：\n{reason}\n\n請依上述說明修正後重新送件：{href}',
    en: 'Your application {number} needs a correction:\n{reason}\n\nCorrect it and send it again: {href}',
  },
  'application-refused': {
    subject: '憑證申請未核准 {number} / Application refused',
    zh: '{name} 您好：\n\n申請案 {number} 未獲核准，理由如下：\n{reason}',
    en: 'Your application {number} was refused for this reason:\n{reason}',
  },
  'application-resubmitted': {
    subject: '憑證申請補正資料已收件 {number} / Correction received',
    zh: '{name} 您好：\n\n我們已收到申請案 {number} 的補正資料，將重新審查。\n查詢進度：{href}\n若非貴單位辦理，請與我們聯絡。',
    en: 'We have received the correction of your application {number}; its review starts over.\nProgress: {href}\nIf this was not you, tell us.',
  },
  'application-withdrawn': {
    subject: '憑證申請已撤回 {number} / Application withdrawn',
    zh: '{name} 您好：\n\n申請案 {number} 已由申請人撤回。如仍需要卡片，請重新申請。\n若非貴單位辦理，請與我們聯絡。',
    en: 'Your application {number} was withdrawn by the applicant. Apply again if you still need a card.\nIf this was not you, tell us.',
  },
  'card-shipped': {
    subject: '憑證IC卡已寄出 {cardNumber} / Your card is on its way',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 已寄出。請於 {deadline} 前完成開卡，逾期憑證將自動廢止。\n開卡：{href}',
    en: 'The certificate card {cardNumber} was posted. Activate it by {deadline}; after that its certificates are revoked.\nActivate: {href}',
  },
  'card-activated': {
    subject: '開卡成功 {cardNumber} / Card activated',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 已於 {at} 開卡。收據：{href}\n若非您本人操作，請立即辦理憑證停用。',
    en: 'The certificate card {cardNumber} was activated at {at}. Receipt: {href}\nIf this was not you, suspend the certificates at once.',
  },
  'card-unlocked': {
    subject: 'PIN碼已重設 {cardNumber} / PIN reset',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 已於 {at} 重設PIN碼。收據：{href}\n若非您本人操作，請立即辦理憑證停用。',
    en: 'The PIN of the certificate card {cardNumber} was reset at {at}. Receipt: {href}\nIf this was not you, suspend the certificates at once.',
  },
  'card-pin-changed': {
    subject: 'PIN碼已更改 {cardNumber} / PIN changed',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 已於 {at} 更改PIN碼。收據：{href}\n若非您本人操作，請立即辦理憑證停用。',
    en: 'The PIN of the certificate card {cardNumber} was changed at {at}. Receipt: {href}\nIf this was not you, suspend the certificates at once.',
  },
  'card-suspended': {
    subject: '憑證已停用 {cardNumber} / Certificates suspended',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 的憑證已於 {at} 停用。收據：{href}\n要恢復使用時，請辦理憑證復用。若非您本人操作，請與我們聯絡。',
    en: 'The certificates of the card {cardNumber} were suspended at {at}. Receipt: {href}\nResume them when you need them again. If this was not you, tell us.',
  },
  'card-resumed': {
    subject: '憑證已復用 {cardNumber} / Certificates resumed',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 的憑證已於 {at} 恢復有效。收據：{href}\n若非您本人操作，請立即辦理憑證停用。',
    en: 'The certificates of the card {cardNumber} are valid again since {at}. Receipt: {href}\nIf this was not you, suspend the certificates at once.',
  },
  'card-revoked': {
    subject: '憑證已廢止 {cardNumber} / Certificates revoked',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 的憑證已於 {at} 永久廢止。收據：{href}\n如仍需要憑證，請重新申請。',
    en: 'The certificates of the card {cardNumber} were revoked for good at {at}. Receipt: {href}\nApply again if you still need a card.',
  },
  'revocation-asked': {
    subject: '憑證已停用，等待確認廢止 {cardNumber} / Suspended, revocation to be confirmed',
    zh: '{name} 您好：\n\n已於 {at} 收到憑證IC卡 {cardNumber} 的廢止申請，憑證先行停用，經確認後即永久廢止。\n若未確認，憑證維持停用；要恢復使用時，請辦理憑證復用。若非您本人操作，請與我們聯絡。',
    en: 'A revocation of the certificate card {cardNumber} was asked for at {at}. The certificates are suspended and will be revoked when that is confirmed.\nWithout confirmation they stay suspended; resume them when you need them again. If this was not you, tell us.',
  },
  'mail-code': {
    subject: '驗證碼 {cardNumber} / Your code',
    zh: '{name} 您好：\n\n您正在辦理憑證IC卡 {cardNumber} 的作業，驗證碼為：\n\n    {code}\n\n請於15分鐘內，連同用戶代碼輸入於原網頁。單有驗證碼無法辦理；請勿轉告他人。\n若非您本人操作，請不必理會。',
    en: 'The code for what you asked for the certificate card {cardNumber} is:\n\n    {code}\n\nEnter it within 15 minutes on the page you came from, together with your user code. The code alone does nothing; tell it to nobody.\nIf this was not you, ignore this mail.',
  },
  'card-due': {
    subject: '請於 {deadline} 前開卡 {cardNumber} / Please activate your card',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 尚未開卡。{deadline} 為最後一天，逾期憑證將自動廢止。\n開卡：{href}',
    en: 'The certificate card {cardNumber} has not been activated. {deadline} is the last day; after that its certificates are revoked.\nActivate: {href}',
  },
  'card-overdue': {
    subject: '逾期未開卡，憑證已廢止 {cardNumber} / Certificates revoked',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 未於 {deadline} 前開卡，憑證已自動廢止。如仍需要，請重新申請。',
    en: 'The certificate card {cardNumber} was not activated by {deadline}; its certificates were revoked. Apply again if you still need a card.',
  },
  'code-locked': {
    subject: '用戶代碼已鎖定 {cardNumber} / User code locked',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 的用戶代碼因連續輸入錯誤，已於 {at} 鎖定。請使用「用戶代碼重設」。',
    en: 'The user code of the certificate card {cardNumber} was locked at {at} after wrong entries. Use “Reset user code”.',
  },
  'code-link': {
    subject: '用戶代碼重設連結 {cardNumber} / Reset your user code',
    zh: '{name} 您好：\n\n我們收到憑證IC卡 {cardNumber} 的用戶代碼重設申請。請於30分鐘內開啟下列連結，設定新的用戶代碼；連結只能使用一次：\n{href}\n\n若非您本人申請，請勿開啟連結，原用戶代碼不受影響。',
    en: 'A reset of the user code of the certificate card {cardNumber} was asked for. Open this link within 30 minutes to choose a new code; it works once:\n{href}\n\nIf this was not you, do not open it: the present code stays as it is.',
  },
  'code-early': {
    subject: '用戶代碼暫時無法以郵件重設 {cardNumber} / Reset not possible yet',
    zh: '{name} 您好：\n\n我們收到憑證IC卡 {cardNumber} 的用戶代碼重設申請。聯絡人的電子郵件剛變更，{from} 之後才能以郵件重設；持有卡片與PIN碼者可立即於網站辦理。',
    en: 'A reset of the user code of the certificate card {cardNumber} was asked for. The contact’s address changed recently and can be used for resets after {from}; with the card and its PIN the code can be reset at once.',
  },
  'code-paper': {
    subject: '書面申請用戶代碼重設已核准 {cardNumber} / Paper request approved',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 的用戶代碼重設書面申請已核准，設定新代碼的一次性連結已寄至申請書所載的信箱。若非貴單位申請，請立即與我們聯絡。',
    en: 'A paper request to reset the user code of the certificate card {cardNumber} was approved; the one-time link was mailed to the address in the request. If your organisation did not ask for this, tell us at once.',
  },
  'code-reset': {
    subject: '用戶代碼已重設 {cardNumber} / User code reset',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 的用戶代碼已於 {at} 重設。收執聯：{href}\n若非您本人操作，請立即辦理憑證停用。',
    en: 'The user code of the certificate card {cardNumber} was reset at {at}. Receipt: {href}\nIf this was not you, suspend the certificates at once.',
  },
  'contact-asked': {
    subject: '憑證IC卡聯絡人變更申請 {cardNumber} / Change of contact asked for',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 已申請將聯絡人電子郵件改為 {mail}，待新信箱確認後生效。若非貴單位申請，請立即辦理憑證停用。',
    en: 'The contact of the certificate card {cardNumber} is to change to {mail}, once that address is confirmed. If your organisation did not ask for this, suspend the certificates at once.',
  },
  'contact-changed': {
    subject: '憑證IC卡聯絡人已變更 {cardNumber} / Contact changed',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 的聯絡人資料已於 {at} 變更，電子郵件為 {mail}。收執聯：{href}\n若非貴單位申請，請立即辦理憑證停用。',
    en: 'The contact of the certificate card {cardNumber} was changed at {at}; its address is {mail}. Receipt: {href}\nIf your organisation did not ask for this, suspend the certificates at once.',
  },
  'contact-confirm': {
    subject: '請確認聯絡人信箱 {cardNumber} / Confirm this address',
    zh: '{name} 您好：\n\n有人申請以本信箱作為憑證IC卡 {cardNumber} 的聯絡信箱。請於24小時內開啟下列連結確認；連結只能使用一次：\n{href}\n\n若與您無關，請忽略本信。',
    en: 'This address is to become the contact of the certificate card {cardNumber}. Open this link within 24 hours to confirm; it works once:\n{href}\n\nIf this does not concern you, ignore this mail.',
  },
  'certificates-expiring': {
    subject: '有 {count} 張憑證將於 {days} 日內到期 / Certificates expire soon',
    zh: '{name} 您好：\n\n貴單位有 {count} 張憑證將於 {days} 日內到期，最早為 {first}。\n查看清單：{href}\n不再收到本通知：{stop}',
    en: '{count} certificates of your organisation expire within {days} days, the first on {first}.\nList: {href}\nStop these mails: {stop}',
  },
  'organisation-listed': {
    subject: '已查詢組織團體憑證 {cardNumber} / Your certificates were listed',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 已於 {at} 用於查詢貴單位的憑證清單。收執聯：{href}\n若非貴單位操作，請立即辦理憑證停用。',
    en: 'The certificate card {cardNumber} was used at {at} to list the certificates of your organisation. Receipt: {href}\nIf this was not your organisation, suspend the certificates at once.',
  },
  'puk-unconfirmed': {
    subject: '卡片作業未完成 {cardNumber} / An operation was not finished',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 的開卡或重設PIN碼作業已開始但未完成。請再做一次即可完成；若非您本人操作，請與我們聯絡。',
    en: 'An activation or PIN reset of the certificate card {cardNumber} was begun and not finished. Run it again to finish it; if it was not you, tell us.',
  },
};
