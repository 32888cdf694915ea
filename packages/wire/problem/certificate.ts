/** Failures of certificates: their state, their path, the service that tells. */
export const certificateProblems = {
  'certificate.unknown': {
    status: 404,
    zh: ['查無此憑證。', '請確認卡號或憑證序號是否正確。'],
    en: ['No such certificate.', 'Check the card number or the serial number.'],
  },
  'certificate.on-hold': {
    status: 403,
    zh: ['憑證暫停使用。', '尚未開卡者請先開卡；已停用者請辦理復用。'],
    en: ['The certificate is on hold.', 'Activate the card, or resume it if it was suspended.'],
  },
  'certificate.revoked': {
    status: 403,
    zh: ['憑證已廢止。', '請使用有效的憑證，或重新申請。'],
    en: ['The certificate is revoked.', 'Use a valid certificate or apply for a new one.'],
  },
  'certificate.expired': {
    status: 403,
    zh: ['憑證已到期。', '請使用有效的憑證，或重新申請。'],
    en: ['The certificate has expired.', 'Use a valid certificate or apply for a new one.'],
  },
  'certificate.not-yet-valid': {
    status: 403,
    zh: ['憑證尚未生效。', '請確認電腦的日期與時間是否正確。'],
    en: ['The certificate is not yet valid.', 'Check the date and time of your computer.'],
  },
  'certificate.not-trusted': {
    status: 403,
    zh: ['憑證不是由受信任的憑證管理中心簽發。', '請改用本系統接受的憑證。'],
    en: [
      'The certificate was not issued by a trusted authority.',
      'Use a certificate that this service accepts.',
    ],
  },
  'certificate.wrong-use': {
    status: 403,
    zh: ['這張憑證不能用於這個用途。', '請選擇正確用途的憑證。'],
    en: ['This certificate is not meant for this use.', 'Choose the certificate for this purpose.'],
  },
  'certificate.none': {
    status: 404,
    zh: ['卡片中沒有可用的憑證。', '請確認插入的是憑證IC卡。'],
    en: [
      'There is no usable certificate on the card.',
      'Check that the inserted card is a certificate card.',
    ],
  },
  'status.unreachable': {
    status: 503,
    zh: ['目前無法查驗憑證狀態。', '請稍後再試。'],
    en: ['The certificate status cannot be checked right now.', 'Try again later.'],
  },
} as const;
