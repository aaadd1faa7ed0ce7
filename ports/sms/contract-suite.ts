import { describe, expect, test } from 'vitest';
import type { Sms, TextMessage } from './sms.ts';

export interface SmsWorld {
  readonly sms: Sms;
  /** What has arrived, in order. */
  received(): Promise<readonly TextMessage[]>;
  /** Makes the other side unreachable. @returns how to bring it back */
  breakDown(): Promise<() => Promise<void>>;
}

const message: TextMessage = {
  messageId: '0198c0de-0000-7000-8000-000000000001',
  to: '+4930123456',
  text: '123456 is your code.\nTell nobody. ☎',
};

const wrong: readonly [string, Partial<TextMessage>][] = [
  ['a number without a country', { to: '030123456' }],
  ['a number with a blank', { to: '+49 30123456' }],
  ['two numbers', { to: '+4930123456,+4930123457' }],
  ['a number that is too long', { to: '+4930123456789012' }],
  ['letters', { to: '+49FLOWERS' }],
  ['a line break behind the number', { to: '+4930123456\r\n' }],
  ['no text', { text: ' ' }],
  ['a text that is too long', { text: 'x'.repeat(671) }],
  ['a control character', { text: 'code\u001b[2J' }],
  ['an id with a line break', { messageId: 'a\nb' }],
];

/** What every carrier of text messages must do; `open` gives one on which nothing has arrived. */
export function smsContract(name: string, open: () => Promise<SmsWorld>): void {
  describe(`the carrier of text messages ${name}`, () => {
    test('carries a message as it is', async () => {
      const { sms, received } = await open();
      await sms.send(message);
      expect(await received()).toEqual([message]);
    });

    test('knows a message that is sent again by its id', async () => {
      const { sms, received } = await open();
      await sms.send(message);
      await sms.send(message);
      const ids = (await received()).map(({ messageId }) => messageId);
      expect(new Set(ids)).toEqual(new Set([message.messageId]));
    });

    test.each(wrong)('refuses %s for good', async (_, change) => {
      const { sms, received } = await open();
      const sending = sms.send({ ...message, ...change });
      await expect(sending).rejects.toMatchObject({ name: 'SmsError', code: 'refused' });
      expect(await received()).toEqual([]);
    });

    test('asks to try again while the other side is away, and goes on when it is back', async () => {
      const { sms, received, breakDown } = await open();
      const comeBack = await breakDown();
      await expect(sms.send(message)).rejects.toMatchObject({ code: 'unavailable' });
      await comeBack();
      await sms.send(message);
      expect(await received()).toEqual([message]);
    });
  });
}
