export { assertTextMessage } from './assert-text-message.ts';
export { Sms, type TextMessage } from './sms.ts';
export { SmsError, type SmsErrorCode } from './sms-error.ts';
