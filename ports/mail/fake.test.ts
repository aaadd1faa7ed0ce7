import { mailContract } from './contract-suite.ts';
import { FakeMail } from './fake.ts';

const refusals = { forGood: 'nobody@example.test', forNow: 'busy@example.test' };

async function open() {
  const mail = new FakeMail();
  mail.refuse(refusals.forGood);
  mail.putOff(refusals.forNow);
  return {
    mail,
    received: async () => mail.sent,
    breakDown: async () => {
      mail.goAway();
      return async () => mail.comeBack();
    },
  };
}

mailContract('in memory', open, refusals);
