import { smsContract } from './contract-suite.ts';
import { FakeSms } from './fake.ts';

smsContract('in memory', async () => {
  const sms = new FakeSms();
  return {
    sms,
    received: async () => sms.sent,
    breakDown: async () => {
      sms.goAway();
      return async () => sms.comeBack();
    },
  };
});
