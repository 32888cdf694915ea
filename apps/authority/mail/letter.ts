import type { Mail, MailName } from './mail.ts';

/** A mail as it is sent: both languages, Chinese first; the reader's choice is not known. */
export function letterOf({ about, values }: Mail): { readonly subject: string; readonly text: string } {
  const { subject, zh, en } = letters[about];
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  return { subject: fill(subject), text: `${fill(zh)}\n\n--\n\n${fill(en)}\n` };
}

/** What a kind of mail is about, in one language, without what is filled in. */
export function kindOf(about: MailName, language: 'zh-TW' | 'en'): string {
  const [zh = '', en = ''] = letters[about].subject.split(' / ');
  return (language === 'en' ? en : zh).replaceAll(/\s*\{\w+\}\s*/g, ' ').trim();
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
  'software-issued': {
    subject: '憑證已簽發，請接受 {number} / Please accept your certificate',
    zh: '{name} 您好：\n\n申請案 {number} 已核可，憑證已簽發但尚未生效。請備妥私密金鑰與用戶代碼，核對憑證內容後接受：\n{href}\n逾期未接受者，憑證將自動廢止。',
    en: 'Your application {number} is approved and the certificate is issued, but not valid yet. Have the private key and the user code at hand, check its content and accept it:\n{href}\nA certificate that is not accepted in time is revoked.',
  },
  'software-accepted': {
    subject: '憑證已接受並生效 {number} / Certificate accepted',
    zh: '{name} 您好：\n\n申請案 {number} 的憑證已於 {at} 接受並生效。收執聯：{href}\n若非您本人操作，請立即辦理憑證停用。',
    en: 'The certificate of application {number} was accepted at {at} and is valid. Receipt: {href}\nIf this was not you, suspend the certificate at once.',
  },
  'software-rejected': {
    subject: '憑證未接受，申請案已退回 {number} / Certificate rejected',
    zh: '{name} 您好：\n\n申請案 {number} 的憑證已於 {at} 表示不接受並廢止，申請案退回補正。收執聯：{href}',
    en: 'The certificate of application {number} was rejected at {at} and revoked; the application went back for correction. Receipt: {href}',
  },
  'software-suspended': {
    subject: '憑證已停用 {number} / Certificate suspended',
    zh: '{name} 您好：\n\n申請案 {number} 的憑證已於 {at} 停用。收執聯：{href}\n要恢復使用時，請辦理憑證復用。若非您本人操作，請與我們聯絡。',
    en: 'The certificate of application {number} was suspended at {at}. Receipt: {href}\nResume it when you need it again. If this was not you, tell us.',
  },
  'software-resumed': {
    subject: '憑證已復用 {number} / Certificate resumed',
    zh: '{name} 您好：\n\n申請案 {number} 的憑證已於 {at} 恢復有效。收執聯：{href}\n若非您本人操作，請立即辦理憑證停用。',
    en: 'The certificate of application {number} is valid again since {at}. Receipt: {href}\nIf this was not you, suspend it at once.',
  },
  'software-revoked': {
    subject: '憑證已廢止 {number} / Certificate revoked',
    zh: '{name} 您好：\n\n申請案 {number} 的憑證已於 {at} 永久廢止。收執聯：{href}\n如仍需要憑證，請重新申請。',
    en: 'The certificate of application {number} was revoked for good at {at}. Receipt: {href}\nApply again if you still need one.',
  },
  'software-revocation-asked': {
    subject: '已申請廢止憑證，等待確認 {number} / Revocation to be confirmed',
    zh: '{name} 您好：\n\n已於 {at} 收到申請案 {number} 憑證的廢止申請，生效中的憑證先行停用，經確認後即永久廢止。\n若未確認，憑證維持停用；要恢復使用時，請辦理憑證復用。若非您本人操作，請與我們聯絡。',
    en: 'A revocation of the certificate of application {number} was asked for at {at}. A valid certificate is suspended and will be revoked when that is confirmed.\nWithout confirmation it stays suspended; resume it when you need it again. If this was not you, tell us.',
  },
  'software-overdue': {
    subject: '逾期未接受，憑證已廢止 {number} / Certificate revoked',
    zh: '{name} 您好：\n\n申請案 {number} 的憑證逾期未接受，已自動廢止。如仍需要，請重新申請。',
    en: 'The certificate of application {number} was not accepted in time and was revoked. Apply again if you still need one.',
  },
  'software-link': {
    subject: '用戶代碼重設連結 {number} / Reset your user code',
    zh: '{name} 您好：\n\n我們收到申請案 {number} 憑證的用戶代碼重設申請。請於30分鐘內開啟下列連結，設定新的用戶代碼；連結只能使用一次：\n{href}\n\n若非您本人申請，請勿開啟連結，原用戶代碼不受影響。',
    en: 'A reset of the user code of the certificate of application {number} was asked for. Open this link within 30 minutes to choose a new code; it works once:\n{href}\n\nIf this was not you, do not open it: the present code stays as it is.',
  },
  'software-recoded': {
    subject: '用戶代碼已重設 {number} / User code reset',
    zh: '{name} 您好：\n\n申請案 {number} 憑證的用戶代碼已於 {at} 重設。收執聯：{href}\n若非您本人操作，請立即與我們聯絡。',
    en: 'The user code of the certificate of application {number} was reset at {at}. Receipt: {href}\nIf this was not you, tell us at once.',
  },
  'software-code': {
    subject: '驗證碼 {number} / Your code',
    zh: '{name} 您好：\n\n您正在辦理申請案 {number} 憑證的作業，驗證碼為：\n\n    {code}\n\n請於15分鐘內，連同用戶代碼輸入於原網頁。單有驗證碼無法辦理；請勿轉告他人。\n若非您本人操作，請不必理會。',
    en: 'The code for what you asked for the certificate of application {number} is:\n\n    {code}\n\nEnter it within 15 minutes on the page you came from, together with your user code. The code alone does nothing; tell it to nobody.\nIf this was not you, ignore this mail.',
  },
  'card-shipped': {
    subject: '憑證IC卡已寄出 {cardNumber} / Your card is on its way',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 已寄出（郵件號碼：{tracking}）。{deadline} 為開卡期限最後一天，逾期憑證將自動廢止。\n開卡：{href}',
    en: 'The certificate card {cardNumber} was posted (carrier’s number: {tracking}). Activate it by {deadline}; after that its certificates are revoked.\nActivate: {href}',
  },
  'card-not-shipped': {
    subject: '更正：憑證IC卡尚未寄出 {cardNumber} / Correction: not posted yet',
    zh: '{name} 您好：\n\n先前通知憑證IC卡 {cardNumber} 已寄出，經查尚未交寄，謹此更正；寄出時將另行通知。\n開卡期限不變，為 {deadline}。',
    en: 'You were told that the certificate card {cardNumber} was posted. It has not been yet; you will be told when it is.\nThe last day to activate it is still {deadline}.',
  },
  'card-returned': {
    subject: '憑證IC卡遭郵局退回 {cardNumber} / Your card came back',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 無法投遞，已由郵局退回本中心。請與我們聯絡，確認收件地址後將再次寄出。\n開卡期限不變，為 {deadline}。',
    en: 'The certificate card {cardNumber} could not be delivered and came back to us. Tell us the right address, and it is posted again.\nThe last day to activate it is still {deadline}.',
  },
  'card-expiring': {
    subject: '憑證IC卡將於 {until} 到期 {cardNumber} / Your card expires soon',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 的憑證將於 {until} 到期，尚餘 {days} 日。到期前60日內可持本卡申請換發，新舊卡並存期間均可使用。\n換發與查詢：{href}\n隨信附上行事曆檔案，可加入行事曆提醒。',
    en: 'The certificates of the card {cardNumber} expire on {until}, in {days} days. In the last 60 days the card itself proves who you are for its renewal; old and new card work side by side meanwhile.\nRenew and look up: {href}\nA calendar file is attached.',
  },
  'card-activated': {
    subject: '開卡成功 {cardNumber} / Card activated',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 已於 {at} 開卡。收執聯：{href}\n若非您本人操作，請立即辦理憑證停用。',
    en: 'The certificate card {cardNumber} was activated at {at}. Receipt: {href}\nIf this was not you, suspend the certificates at once.',
  },
  'card-unlocked': {
    subject: 'PIN碼已重設 {cardNumber} / PIN reset',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 已於 {at} 重設PIN碼。收執聯：{href}\n若非您本人操作，請立即辦理憑證停用。',
    en: 'The PIN of the certificate card {cardNumber} was reset at {at}. Receipt: {href}\nIf this was not you, suspend the certificates at once.',
  },
  'card-pin-changed': {
    subject: 'PIN碼已更改 {cardNumber} / PIN changed',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 已於 {at} 更改PIN碼。收執聯：{href}\n若非您本人操作，請立即辦理憑證停用。',
    en: 'The PIN of the certificate card {cardNumber} was changed at {at}. Receipt: {href}\nIf this was not you, suspend the certificates at once.',
  },
  'card-suspended': {
    subject: '憑證已停用 {cardNumber} / Certificates suspended',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 的憑證已於 {at} 停用。收執聯：{href}\n要恢復使用時，請辦理憑證復用。若非您本人操作，請與我們聯絡。',
    en: 'The certificates of the card {cardNumber} were suspended at {at}. Receipt: {href}\nResume them when you need them again. If this was not you, tell us.',
  },
  'card-resumed': {
    subject: '憑證已復用 {cardNumber} / Certificates resumed',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 的憑證已於 {at} 恢復有效。收執聯：{href}\n若非您本人操作，請立即辦理憑證停用。',
    en: 'The certificates of the card {cardNumber} are valid again since {at}. Receipt: {href}\nIf this was not you, suspend the certificates at once.',
  },
  'card-revoked': {
    subject: '憑證已廢止 {cardNumber} / Certificates revoked',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 的憑證已於 {at} 永久廢止。收執聯：{href}\n如仍需要憑證，請重新申請。',
    en: 'The certificates of the card {cardNumber} were revoked for good at {at}. Receipt: {href}\nApply again if you still need a card.',
  },
  'revocation-asked': {
    subject: '憑證已停用，等待確認廢止 {cardNumber} / Suspended, revocation to be confirmed',
    zh: '{name} 您好：\n\n已於 {at} 收到憑證IC卡 {cardNumber} 的廢止申請，憑證先行停用，經確認後即永久廢止。\n若未確認，憑證維持停用；要恢復使用時，請辦理憑證復用。若非您本人操作，請與我們聯絡。',
    en: 'A revocation of the certificate card {cardNumber} was asked for at {at}. The certificates are suspended and will be revoked when that is confirmed.\nWithout confirmation they stay suspended; resume them when you need them again. If this was not you, tell us.',
  },
  'revocation-proposed': {
    subject: '憑證廢止審核中 {cardNumber} / Revocation under decision',
    zh: '{name} 您好：\n\n已於 {at} 受理憑證IC卡 {cardNumber} 的廢止申請，憑證自即時起暫停使用，由另一位審驗人員核定；核定後即永久廢止，並另行通知。\n若非貴單位申請，請立即與我們聯絡。',
    en: 'A request to revoke the certificate card {cardNumber} was entered at {at}. The certificates cannot be used from now on; another officer decides, and you will be told.\nIf your organisation did not ask for this, tell us at once.',
  },
  'revocation-dropped': {
    subject: '憑證廢止申請未核定，憑證恢復有效 {cardNumber} / Not revoked',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 的廢止申請未經核定，憑證已於 {at} 恢復有效。',
    en: 'The request to revoke the certificate card {cardNumber} was not approved. Its certificates are valid again since {at}.',
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
  'mail-confirm': {
    subject: '請確認要寫入憑證的信箱 {cardNumber} / Confirm this address',
    zh: '您好：\n\n有人申請將本信箱寫入憑證IC卡 {cardNumber} 的憑證。請於24小時內開啟下列連結確認，並於插有卡片的電腦上寫入：\n{href}\n\n寫入後，收到您簽署郵件的人都會看到這個信箱。若與您無關，請忽略本信。',
    en: 'This address is to be written into the certificates of the card {cardNumber}. Open this link within 24 hours to confirm, on a computer with the card inserted:\n{href}\n\nEverybody who gets mail you sign will see the address. If this does not concern you, ignore this mail.',
  },
  'mail-asked': {
    subject: '申請將信箱寫入憑證 {cardNumber} / A mail address is to be written',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 已於 {at} 申請將信箱 {mail} 寫入憑證，待該信箱確認後才能寫入。若非貴單位申請，請立即辦理憑證停用。',
    en: 'The address {mail} was asked for in the certificates of the card {cardNumber} at {at}; it can be written once that address is confirmed. If your organisation did not ask for this, suspend the certificates at once.',
  },
  'mail-written': {
    subject: '信箱已寫入憑證 {cardNumber} / Address written into the certificates',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 的憑證已於 {at} 換為含信箱 {mail} 的新憑證，原憑證不再使用；登入照常，PIN碼不變。收執聯：{href}\n若非貴單位操作，請立即辦理憑證停用。',
    en: 'The certificates of the card {cardNumber} were replaced at {at} by new ones that bear {mail}. It signs in as before, and its PIN is the same. Receipt: {href}\nIf your organisation did not do this, suspend the certificates at once.',
  },
  'card-altered': {
    subject: '卡片內容異常，憑證已停用 {cardNumber} / Card altered, certificates suspended',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 於寫入後經檢查，內容與紀錄不符，憑證已於 {at} 先行停用。所用的電腦可能遭惡意程式入侵，請勿再使用，並與我們聯絡。',
    en: 'After writing, the card {cardNumber} does not hold what was recorded; its certificates were suspended at {at}. The computer that was used may be under the control of others: stop using it, and tell us.',
  },
  'card-lost': {
    subject: '卡片遺失，憑證已廢止並申請補發 {cardNumber} / Card lost',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 已於 {at} 登記遺失，憑證永久廢止。補發新卡的申請案號為 {number}，沿用原用戶代碼，審查後製卡寄送。\n查詢進度：{progress}\n收執聯：{href}\n若非貴單位申請，請與我們聯絡。',
    en: 'The card {cardNumber} was reported lost at {at} and its certificates were revoked for good. The application for a new card is {number}; the user code stays the same.\nProgress: {progress}\nReceipt: {href}\nIf your organisation did not ask for this, tell us.',
  },
  'card-destroyed': {
    subject: '卡片毀損，憑證已廢止並申請補發 {cardNumber} / Card damaged',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 已於 {at} 登記毀損，憑證永久廢止。補發新卡的申請案號為 {number}，沿用原用戶代碼，審查後製卡寄送。\n查詢進度：{progress}\n收執聯：{href}\n若非貴單位申請，請與我們聯絡。',
    en: 'The card {cardNumber} was reported damaged at {at} and its certificates were revoked for good. The application for a new card is {number}; the user code stays the same.\nProgress: {progress}\nReceipt: {href}\nIf your organisation did not ask for this, tell us.',
  },
  'renewal-asked': {
    subject: '已申請換發新卡 {cardNumber} / Renewal applied for',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 已於 {at} 申請換發新卡，申請案號為 {number}，沿用原用戶代碼。原卡可使用至憑證到期。\n查詢進度：{progress}\n收執聯：{href}\n若非貴單位申請，請立即辦理憑證停用。',
    en: 'A new card was applied for with the card {cardNumber} at {at}: application {number}; the user code stays the same. The present card can be used until its certificates expire.\nProgress: {progress}\nReceipt: {href}\nIf your organisation did not ask for this, suspend the certificates at once.',
  },
  'replacement-asked': {
    subject: '已申請補發新卡 {cardNumber} / Replacement applied for',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 已於 {at} 因毀損申請補發新卡，申請案號為 {number}，沿用原用戶代碼。原卡可使用至新卡開卡為止，屆時原卡憑證自動廢止。\n查詢進度：{progress}\n收執聯：{href}\n若非貴單位申請，請立即辦理憑證停用。',
    en: 'The damaged card {cardNumber} is to be replaced, asked for at {at}: application {number}; the user code stays the same. The present card can be used until the new one is activated; its certificates are revoked then.\nProgress: {progress}\nReceipt: {href}\nIf your organisation did not ask for this, suspend the certificates at once.',
  },
  'card-replaced': {
    subject: '原卡已由新卡取代，憑證已廢止 {cardNumber} / Old card replaced',
    zh: '{name} 您好：\n\n補發的新卡 {newCard} 已於 {at} 開卡，原卡 {cardNumber} 的憑證同時廢止。請將原卡剪斷銷毀。若非您本人操作，請立即辦理新卡的憑證停用。',
    en: 'The new card {newCard} was activated at {at}; the certificates of the card {cardNumber} it replaces were revoked with that. Destroy the old card. If this was not you, suspend the certificates of the new card at once.',
  },
  'puk-unconfirmed': {
    subject: '卡片作業未完成 {cardNumber} / An operation was not finished',
    zh: '{name} 您好：\n\n憑證IC卡 {cardNumber} 的開卡或重設PIN碼作業已開始但未完成。請再做一次即可完成；若非您本人操作，請與我們聯絡。',
    en: 'An activation or PIN reset of the certificate card {cardNumber} was begun and not finished. Run it again to finish it; if it was not you, tell us.',
  },
};

/** Every kind of mail there is. */
export const mailNames = Object.keys(letters) as readonly MailName[]; // the keys of a record of exactly these
